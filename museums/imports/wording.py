"""The words of a report: what each reason means for those who read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from museums.imports.columns import BY_NAME
from museums.imports.reasons import Reason

SENTENCES = {
    Reason.EMPTY: _("The file is empty."),
    Reason.TOO_BIG: _("The file is larger than %(megabytes)s MB."),
    Reason.NO_NAMES: _(
        "No column holds the names of the museums: the first line must name the columns, such as "
        "“Nom” or “Nom officiel”. What was found: %(columns)s."
    ),
    Reason.NOT_A_LIST: _("This JSON file is not a list of museums."),
    Reason.NOT_UTF8: _(
        "The file is not in UTF-8: it was read as Windows writes it. Check the accents."
    ),
    Reason.COLUMN_TWICE: _("The column “%(column)s” is there twice: the first one counts."),
    Reason.COLUMNS_UNKNOWN: _("These columns are not used: %(columns)s."),
    Reason.CUT_SHORT: _("The file breaks off here: what follows is not known."),
    Reason.TOO_MANY_LINES: _(
        "The file holds %(total)s museums: only the first %(read)s are read. Cut it in two."
    ),
    Reason.THEME_UNKNOWN: _(
        "The theme “%(theme)s” is not one of the network’s, and was left out of %(count)s "
        "museums. The network’s team can add it to the museum vocabulary."
    ),
    Reason.LINE_UNREADABLE: _("This line cannot be read; check its quotation marks: %(text)s"),
    Reason.TOO_MANY_CELLS: _(
        "It has %(found)s cells instead of %(expected)s: is there a separator in a text without "
        "quotation marks?"
    ),
    Reason.TOO_FEW_CELLS: _("It has %(found)s cells instead of %(expected)s: is it cut short?"),
    Reason.NO_NAME: _("It has no name."),
    Reason.NAME_UNREADABLE: _("“%(value)s” is not the name of a museum: are columns swapped?"),
    Reason.NO_TOWN: _("It has no town."),
    Reason.TOWN_UNREADABLE: _("“%(value)s” is not the name of a town: are columns swapped?"),
    Reason.NO_DEPARTMENT: _("It has no department, and its postcode does not tell it."),
    Reason.DEPARTMENT_UNKNOWN: _(
        "The department “%(value)s” is not one of the network’s: add it to the museum vocabulary "
        "if it should be."
    ),
    Reason.SAME_CODE: _("Its Muséofile code, %(code)s, is also that of number %(line)s."),
    Reason.SAME_MUSEUM: _("It is the same museum as number %(line)s."),
    Reason.AMBIGUOUS: _("Several museums of the network may be meant: %(museums)s."),
    Reason.OTHER_CODE: _(
        "“%(museum)s” has the same name and town but another Muséofile code, %(code)s."
    ),
    Reason.FAILED: _("It could not be stored: %(error)s"),
    Reason.BYTES_UNREADABLE: _(
        "%(field)s: left out, because some characters cannot be read: %(value)s"
    ),
    Reason.TOO_LONG: _(
        "%(field)s: left out, because it has %(found)s characters and %(most)s are the most."
    ),
    Reason.CODE_UNREADABLE: _("“%(value)s” is not a Muséofile code such as M0733."),
    Reason.POSTCODE_UNREADABLE: _("The postcode “%(value)s” has not five digits: left out."),
    Reason.PHONE_UNREADABLE: _("The telephone number “%(value)s” cannot be read: left out."),
    Reason.PHONE_FIRST: _("Of the telephone “%(value)s”, only %(taken)s was taken."),
    Reason.ANSWER_UNREADABLE: _("“%(value)s” is neither yes nor no: left out."),
    Reason.ADDRESS_UNREADABLE: _("“%(value)s” is not the address of a web site: left out."),
    Reason.EMAIL_UNREADABLE: _("“%(value)s” is not an e-mail address: left out."),
    Reason.PLACE_UNREADABLE: _(
        "“%(value)s” is not a latitude and a longitude, such as 49.18,-0.37: left out."
    ),
    Reason.PLACE_SWAPPED: _(
        "Latitude and longitude look swapped: “%(value)s”. The place was left out."
    ),
    Reason.PLACE_ABROAD: _("The place “%(value)s” is not in France: left out."),
    Reason.PLACE_FAR: _("The place “%(value)s” is %(km)s km away from %(town)s: left out."),
    Reason.NEW: _("On line."),
    Reason.NEW_DRAFT: _("A draft to read and publish."),
    Reason.CHANGED: _("Changed: %(fields)s."),
    Reason.PROPOSED: _("Somebody wrote something else here, which stays; proposed: %(fields)s."),
}


def sentence(reason: str, details: Mapping[str, Any]) -> str:
    """A reason in the reader's language."""
    shown = {name: _shown(name, value) for name, value in details.items()}
    return str(SENTENCES[Reason(reason)]) % shown


def _shown(name: str, value: Any) -> str:
    if name == "fields":
        return ", ".join(label(field) for field in value)
    return label(value).capitalize() if name == "field" else str(value)


def label(field: str) -> str:
    """What a field is called on screen."""
    return str(BY_NAME[field].label)
