"""What a volunteer sees below the form of the hours."""

from datetime import date, time

import pytest
from django.urls import reverse

from museums.models import OpeningException, OpeningSlot
from museums.openings import hours_as_typed

TODAY = date(2026, 11, 22)  # a Sunday


def slot(**values):
    return OpeningSlot(**({"weekdays": "0123456", "opens": time(10), "closes": time(12)} | values))


@pytest.fixture
def draft(museum):
    """A page whose hours are saved in a draft, and not on line."""
    museum.opening_slots = [
        slot(),
        slot(space="garden", opens=time(8), closes=time(20)),
    ]
    museum.opening_exceptions = [
        OpeningException(first_on=date(2026, 11, 24)),
        OpeningException(first_on=date(2026, 11, 25), space="garden"),
    ]
    museum.save_revision()
    return museum


class TestHoursAsTyped:
    def test_reads_the_draft_and_of_the_museum_alone(self, draft, now):
        days = hours_as_typed(draft, TODAY).coming_days(TODAY, 4)
        assert [(day.day, [stay.opens for stay in stays]) for day, stays in days] == [
            (22, [time(10)]),
            (23, [time(10)]),
            (24, []),
            (25, [time(10)]),
        ]

    def test_knows_nothing_of_a_museum_without_lines(self, museum):
        assert not hours_as_typed(museum, TODAY).is_known


class TestCompiledHours:
    def test_shows_a_draft_in_words_day_by_day_and_for_openstreetmap(
        self, client, draft, editor_of, now
    ):
        client.force_login(editor_of(draft))
        page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert "<li>Tous les jours, 10\xa0h–12\xa0h</li>" in page
        assert '<th scope="row">Mardi 24 novembre</th>\n            <td>fermé</td>' in page
        fortnight = page.split("Les deux semaines à venir")[1].split("</table>")[0]
        assert fortnight.count('<th scope="row">') == 14
        assert "Mo,Tu,We,Th,Fr,Sa,Su 10:00-12:00; 2026 Nov 24 off" in page

    def test_says_that_nothing_is_given(self, client, museum, editor_of):
        client.force_login(editor_of(museum))
        page = client.get(reverse("wagtailadmin_pages:edit", args=[museum.pk])).content.decode()
        assert "Rien n’est encore indiqué" in page
