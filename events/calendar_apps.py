"""What calendar applications do with a feed, as people should know before they subscribe."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CalendarApp(NamedTuple):
    """One application: how to subscribe, how often it looks, what it shows of a cancelled date."""

    name: str | Promise
    how: str | Promise
    refreshes: str | Promise
    cancelled: str | Promise


CALENDAR_APPS = [
    CalendarApp(
        _("Apple (iPhone, iPad, Mac)"),
        _("The “Subscribe” button."),
        _("every hour or so; a Mac lets you choose"),
        _("crossed out"),
    ),
    CalendarApp(
        _("Google Calendar, Android"),
        _("The button, in a browser on a computer: the calendar then shows on your telephone too."),
        _("every 12 to 24 hours, and nothing hastens it"),
        _("disappears"),
    ),
    CalendarApp(
        _("Outlook.com, Microsoft 365, Outlook for Windows"),
        _("Its button; otherwise “Add calendar”, then “Subscribe from web”."),
        _("every 3 to 24 hours"),
        _("“CANCELLED” in front of its title"),
    ),
    CalendarApp(
        _("Thunderbird"),
        _("“New calendar”, “On the network”, and the address above."),
        _("every 30 minutes; you may choose"),
        _("“CANCELLED” in front of its title"),
    ),
    CalendarApp(
        _("Nextcloud"),
        _("“New calendar”, “New subscription from link”, and the address above."),
        _("every 4 hours, as our calendars ask; older versions once a week"),
        _("“CANCELLED” in front of its title"),
    ),
    CalendarApp(
        _("Proton Calendar"),
        _("“Add calendar from URL”, and the address above."),
        _("every 4 to 16 hours"),
        _("“CANCELLED” in front of its title"),
    ),
]
