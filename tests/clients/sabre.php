<?php
// Lists what sabre/vobject, which Nextcloud's and Baïkal's servers read with, makes of a feed.
//
//     php sabre.php FEED FIRST LAST
//
// Prints one line for each sitting that lies in part between the two instants: its start, its
// end (in UTC; days when all day) and its summary, separated by tabs.

use Sabre\VObject\Reader;

error_reporting(E_ALL & ~E_DEPRECATED);  // Debian's version is older than its PHP
require '/usr/share/php/Sabre/VObject/autoload.php';

function as_text($property): string
{
    $format = $property['VALUE'] == 'DATE' ? 'Y-m-d' : 'Y-m-d\TH:i:s\Z';
    return $property->getDateTime()->format($format);
}

[, $feed, $first, $last] = $argv;
$calendar = Reader::read(file_get_contents($feed));
$calendar->expand(new DateTime('2000-01-01'), new DateTime('2050-01-01'));
foreach ($calendar->VEVENT as $event) {
    $start = as_text($event->DTSTART);
    $end = isset($event->DTEND) ? as_text($event->DTEND) : $start;
    if ($start < $last && $end > $first) {
        $summary = stripslashes((string) $event->SUMMARY);
        echo "$start\t$end\t$summary\n";
    }
}
