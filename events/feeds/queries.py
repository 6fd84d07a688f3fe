"""What the address of a feed asks for, in one canonical form: filters, and how it is told."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cms.selections import FilterForm, pairs
from events.filters import AgendaFilterForm
from events.selections import AgendaSelection
from museums.models import FormerSlug, MuseumPage

# Past these nobody asks for a selection, but for a feed that takes long to make.
MOST_VALUES = 100
LONGEST_VALUE = 100

# A rule would tell other days than those asked for: each date is then an entry of its own.
DATE_FILTERS = frozenset({"du", "au", "jours", "expos"})

REMINDERS = [
    ("15", _("15 minutes before")),
    ("30", _("30 minutes before")),
    ("60", _("1 hour before")),
    ("120", _("2 hours before")),
    ("1440", _("The day before")),
    ("2880", _("2 days before")),
    ("10080", _("A week before")),
]


class FeedOptionsForm(FilterForm):
    """How a feed tells its dates, whichever they are."""

    rappel = forms.ChoiceField(
        label=_("Reminder"), required=False, choices=[("", _("No reminder")), *REMINDERS]
    )
    annules = forms.ChoiceField(
        label=_("Cancelled dates"),
        required=False,
        choices=[("", _("Kept, marked “cancelled”")), ("masquer", _("Left out"))],
    )
    lang = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[
            (code, capfirst(get_language_info(code)["name_local"]))
            for code, _name in settings.LANGUAGES
        ],
    )
    expand = forms.ChoiceField(
        label=_("Dates that repeat"),
        required=False,
        choices=[("", _("Told by their rule")), ("1", _("Told one by one"))],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__({name: _plain(data.get(name, "")) for name in self.base_fields})

    @classmethod
    def arguments_of(cls, data: QueryDict) -> dict[str, Any]:
        """What a Feed takes; most addresses ask for nothing, and cost no form."""
        if cls.base_fields.keys().isdisjoint(data):
            return dict(_usual_arguments())
        return cls(data).arguments()

    def arguments(self) -> dict[str, Any]:
        """The same as a Feed takes it; what is wrong in the address is left out and named."""
        values = self.valid_values
        return {
            "language": values.get("lang", settings.LANGUAGE_CODE),
            "is_expanded": "expand" in values,
            "reminder": int(values.get("rappel", 0)),
            "hides_cancelled": "annules" in values,
            "misread": tuple(sorted(self.errors)),
        }


@cache
def _usual_arguments() -> dict[str, Any]:
    return FeedOptionsForm(QueryDict()).arguments()


def _plain(value: str) -> str:
    """The value of an option, empty where it says what is so by itself."""
    return "" if value in ("marquer", "0") else value


class FeedQuery:
    """The filters in the address of a feed: those of the agenda, whatever they are.

    What no feed knows is dropped, so that an odd address is the same feed. `key` is known without
    a query and names the answer before it is made; the rest reads what the network has.
    """

    def __init__(self, data: QueryDict) -> None:
        found = {
            (name, value.strip())
            for name in AgendaFilterForm.base_fields
            for value in data.getlist(name)
            if value.strip() and len(value) <= LONGEST_VALUE and "\0" not in value
        }
        self.asked = sorted(found)[:MOST_VALUES]

    def __bool__(self) -> bool:
        return bool(self.asked)

    @property
    def key(self) -> str:
        """All that is asked, right or wrong, in one order."""
        return urlencode(self.asked)

    @property
    def has_days(self) -> bool:
        """Whether only some dates of an event may be meant."""
        return not DATE_FILTERS.isdisjoint(self.values)

    @cached_property
    def form(self) -> AgendaFilterForm:
        """The filters as the agenda reads them; a museum is found by a former address too."""
        form = self._form(self.asked)
        if "musee" not in form.errors:
            return form
        asked = [value for name, value in self.asked if name == "musee"]
        former = FormerSlug.objects.filter(slug__in=asked).values_list("slug", "museum__slug")
        renamed = dict(former)
        return self._form((name, renamed.get(value, value)) for name, value in self.asked)

    def _form(self, asked: Iterable[tuple[str, str]]) -> AgendaFilterForm:
        data = QueryDict(mutable=True)
        for name, value in asked:
            data.appendlist(name, value)
        return AgendaFilterForm(data)

    @cached_property
    def museums_that_left(self) -> list[str]:
        """Museums asked for that are off line: the feed of one is empty, not everybody's."""
        left = MuseumPage.objects.sources().filter(slug__in=self._unknown_museums())
        return sorted(left.values_list("slug", flat=True)) if self._unknown_museums() else []

    @property
    def values(self) -> dict[str, Any]:
        """What is asked and understood; nothing is read to know that nothing is asked."""
        return self.form.valid_values if self else {}

    def filters(self) -> dict[str, Any]:
        """The arguments of a queryset's `filtered()`."""
        if not self:
            return {}
        filters = self.form.filters()
        if self.museums_that_left:
            filters["museums"] = [*filters.get("museums", []), *self.museums_that_left]
        return filters

    def period(self) -> tuple[date | None, date | None]:
        """The arguments of a queryset's `during()`."""
        return self.form.period() if self else (None, None)

    @property
    def has_only_spans(self) -> bool:
        return "expos" in self.values

    def pairs(self) -> list[tuple[str, str]]:
        """The filters that hold, as an address has them, in one order."""
        left = [("musee", slug) for slug in self.museums_that_left]
        return sorted([*pairs(self.values), *left])

    def words(self, today: date) -> list[str]:
        """What is chosen, filter by filter, as people say it."""
        if not self:
            return []
        selection = AgendaSelection("", self.values)
        return [one.label for one in selection.without_each_by(self.form, today)]

    def misread(self) -> list[str]:
        """The names of the filters with a value that was not understood."""
        if not self:
            return []
        fields = self.form.fields
        wrong = [name for name in fields if name in self.form.errors]
        if self._unknown_museums() == {*self.museums_that_left}:
            wrong = [name for name in wrong if name != "musee"]
        return [str(fields[name].label) for name in wrong]

    def _unknown_museums(self) -> set[str]:
        asked = {*self.form.data.getlist("musee")} if self else set()
        return asked - {*self.values.get("musee", [])}
