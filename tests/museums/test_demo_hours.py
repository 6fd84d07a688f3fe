"""The demo's hours are invented, and say so of the museums that exist."""

from datetime import date

from museums.demo_hours import INVENTED, load_hours
from museums.models import MuseumPage, OpeningSlot
from tests.factories.museums import MuseumPageFactory

TODAY = date(2026, 11, 22)


def test_only_fictional_museums_have_confirmed_their_hours(network):
    for number in range(40):
        MuseumPageFactory(parent=network.museums, is_fictional=number % 2 == 0)
    members = list(MuseumPage.objects.sources().order_by("path"))

    load_hours(members, 1, TODAY)

    with_hours = MuseumPage.objects.filter(pk__in=OpeningSlot.objects.values("museum"))
    real, fictional = with_hours.filter(is_fictional=False), with_hours.filter(is_fictional=True)
    assert set(real.values_list("hours_confirmed_on", "hours_note")) == {(None, INVENTED)}
    confirmed = fictional.exclude(hours_confirmed_on=None)
    assert set(confirmed.values_list("hours_confirmed_on", "hours_note")) == {
        (TODAY.replace(day=1), "")
    }
