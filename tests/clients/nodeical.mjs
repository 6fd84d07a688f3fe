// Lists what node-ical, which Node-RED, MagicMirror and many scripts read with, makes of a feed.
//
//     TZ=UTC node nodeical.mjs FOLDER FEED FIRST LAST
//
// FOLDER has node-ical in its node_modules. Prints one line for each sitting that lies in part
// between the two instants: its start, its end (in UTC; days when all day) and its summary,
// separated by tabs.

import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, feed, first, last] = process.argv.slice(2);
const ical = createRequire(`${resolve(folder)}/`)("node-ical");
const window = { from: new Date("2000-01-01"), to: new Date("2099-01-01"), expandOngoing: true };

function asText(moment, isFullDay) {
  return isFullDay ? moment.toISOString().slice(0, 10) : moment.toISOString().replace(".000Z", "Z");
}

for (const event of Object.values(ical.sync.parseFile(feed))) {
  if (event.type !== "VEVENT") continue;
  for (const one of ical.expandRecurringEvent(event, window)) {
    const [start, end] = [one.start, one.end].map((moment) => asText(moment, one.isFullDay));
    if (start < last && end > first) console.log([start, end, one.summary].join("\t"));
  }
}
