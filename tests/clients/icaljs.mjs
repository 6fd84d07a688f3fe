// Lists what ical.js, which Thunderbird and Nextcloud read calendars with, makes of a feed.
//
//     node icaljs.mjs FOLDER FEED FIRST LAST
//
// FOLDER has ical.js in its node_modules. Prints one line for each sitting that lies in part
// between the two instants: its start, its end (in UTC; days when all day) and its summary,
// separated by tabs.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, feed, first, last] = process.argv.slice(2);
const ICAL = createRequire(`${resolve(folder)}/`)("ical.js");
const calendar = new ICAL.Component(ICAL.parse(readFileSync(feed, "utf8")));

for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function asText(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");
}

function* sittings(event) {
  if (!event.isRecurring()) {
    yield { startDate: event.startDate, endDate: event.endDate };
    return;
  }
  const iterator = event.iterator();
  for (let time = iterator.next(); time; time = iterator.next()) {
    yield event.getOccurrenceDetails(time);
  }
}

for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  for (const { startDate, endDate } of sittings(event)) {
    const [start, end] = [asText(startDate), asText(endDate)];
    if (start < last && end > first) {
      console.log([start, end, event.summary].join("\t"));
    }
  }
}
