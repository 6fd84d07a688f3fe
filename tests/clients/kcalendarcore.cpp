// Lists what KCalendarCore, which KOrganizer and Merkuro read calendars with, makes of a feed.
//
//     kcalendarcore FEED FIRST LAST
//
// Prints one line for each sitting that lies in part between the two instants: its start, its
// end (in UTC; days when all day) and its summary, separated by tabs.

#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <KCalendarCore/OccurrenceIterator>
#include <QCoreApplication>
#include <QTextStream>
#include <QTimeZone>

using namespace KCalendarCore;

static QString asText(const QDateTime &moment, bool isAllDay)
{
    if (isAllDay)
        return moment.date().toString(Qt::ISODate);
    return moment.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

int main(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    const QStringList given = application.arguments();
    MemoryCalendar::Ptr calendar(new MemoryCalendar(QTimeZone::utc()));
    ICalFormat format;
    if (given.size() != 4 || !format.load(calendar, given[1]))
        return 2;

    QTextStream out(stdout);
    out.setCodec("UTF-8");
    OccurrenceIterator sittings(*calendar, QDateTime(QDate(2000, 1, 1), QTime()),
                                QDateTime(QDate(2099, 1, 1), QTime()));
    while (sittings.hasNext()) {
        sittings.next();
        const Event::Ptr event = sittings.incidence().staticCast<Event>();
        const QDateTime began = sittings.occurrenceStartDate();
        const bool isAllDay = event->allDay();
        const QDateTime ended = event->hasEndDate() || isAllDay ? sittings.occurrenceEndDate() : began;
        const QString start = asText(began, isAllDay);
        const QString end = asText(isAllDay ? ended.addDays(1) : ended, isAllDay);
        if (start < given[3] && end > given[2])
            out << start << '\t' << end << '\t' << event->summary() << '\n';
    }
    return 0;
}
