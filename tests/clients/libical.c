/* Lists what libical, which many desktop calendars are built on, makes of a feed.
 *
 *     libical FEED FIRST LAST
 *
 * Prints one line for each sitting that lies in part between the two instants: its start, its
 * end (in UTC; days when all day) and its summary, separated by tabs.
 */

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *first, *last;

static void as_text(char *text, time_t moment, int is_date)
{
    strftime(text, 32, is_date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ", gmtime(&moment));
}

static void print_sitting(icalcomponent *event, struct icaltime_span *span, void *data)
{
    char start[32], end[32];
    int is_date = icalcomponent_get_dtstart(event).is_date;

    (void)data;
    as_text(start, span->start, is_date);
    as_text(end, span->end, is_date);
    if (strcmp(start, last) < 0 && strcmp(end, first) > 0)
        printf("%s\t%s\t%s\n", start, end, icalcomponent_get_summary(event));
}

static char *read_line(char *line, size_t size, void *file)
{
    return fgets(line, (int)size, file);
}

int main(int count, char **arguments)
{
    FILE *file = count == 4 ? fopen(arguments[1], "r") : NULL;
    icalparser *parser = icalparser_new();
    icalcomponent *calendar, *event;

    if (!file)
        return 2;
    first = arguments[2];
    last = arguments[3];
    icalparser_set_gen_data(parser, file);
    calendar = icalparser_parse(parser, read_line);
    for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalcomponent_foreach_recurrence(event, icaltime_from_string("19000101T000000Z"),
                                         icaltime_from_string("20990101T000000Z"),
                                         print_sitting, NULL);
    }
    icalcomponent_free(calendar);
    icalparser_free(parser);
    return fclose(file);
}
