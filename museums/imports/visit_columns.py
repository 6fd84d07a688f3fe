"""The columns about a visit: prices, ways there, accessibility. One line a field."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.town_names import plain_name
from museums.imports import converting
from museums.imports.field import Field

if TYPE_CHECKING:
    from museums.models import MuseumPage

# Ours in French as people write them; acceslibre's words where it asks the same.
ACCESS_HEADINGS = {
    "has_disabled_parking": "Stationnement adapté",
    "has_level_entrance": "Entrée de plain-pied",
    "has_level_rooms": "Salles sans marche",
    "has_adapted_toilets": "Sanitaires adaptés",
    "has_seats": "Sièges",
    "has_wheelchairs": "Fauteuils prêtés",
    "has_hearing_loop": "Boucle magnétique",
    "has_sign_language": "LSF",
    "has_audio_description": "Audiodescription",
    "has_touch_exhibits": "Objets à toucher",
    "has_assistance_dogs": "Chiens d’assistance",
    "has_easy_text": "FALC",
    "has_trained_staff": "Personnel formé",
    "has_quiet_hours": "Heures calmes",
}
VISIT_HEADINGS = {
    "is_free": "Gratuit",
    "free_days": "Jours gratuits",
    "collections_url": "Collections en ligne",
    "by_transport": "En transports en commun",
    "by_car": "En voiture",
    "by_bike": "À vélo",
    **ACCESS_HEADINGS,
    "access_note": "Précisions sur l’accessibilité",
}


def answer_of(name: str) -> "Callable[[MuseumPage], str]":
    """Reads yes, no, or nothing where nobody said."""
    return lambda museum: {True: converting.YES, False: converting.NO, None: ""}[
        getattr(museum, name)
    ]


def put_answer(name: str) -> "Callable[[MuseumPage, str], None]":
    """Writes yes or no."""
    return lambda museum, value: setattr(museum, name, value == converting.YES)


def shown_answer(value: str) -> str:
    """An answer as people read it."""
    return {converting.YES: _("Yes"), converting.NO: _("No")}.get(value, value)


def _answer(name: str, label: str, example: str = "oui") -> Field:
    columns = (plain_name(VISIT_HEADINGS[name]), plain_name(name.replace("_", " ")))
    return Field(
        name,
        label,
        columns,
        converting.answer,
        example,
        read=answer_of(name),
        write=put_answer(name),
        show=shown_answer,
    )


def _text(name: str, label: str, example: str, most: int) -> Field:
    columns = (plain_name(VISIT_HEADINGS[name]), plain_name(name.replace("_", " ")))
    return Field(name, label, columns, converting.line, example, most)


def _fields() -> Iterator[Field]:
    yield _answer("is_free", gettext_lazy("always free of charge"), "non")
    yield _text("free_days", gettext_lazy("free days"), "le premier dimanche du mois", 200)
    yield Field(
        "collections_url",
        gettext_lazy("collections on line"),
        ("collections en ligne", "collections url"),
        converting.web_address,
        "www.dentelle.example/fonds",
        200,
    )
    yield _text("by_transport", gettext_lazy("by public transport"), "Bus 12, arrêt Musée", 400)
    yield _text("by_car", gettext_lazy("by car"), "Stationnement rue du Marché", 400)
    yield _text("by_bike", gettext_lazy("by bike"), "Véloroute à 300 m", 400)
    for name, heading in ACCESS_HEADINGS.items():
        yield _answer(name, capfirst(heading))
    yield _text("access_note", gettext_lazy("about accessibility"), "Sonnez à l’entrée", 600)


VISIT_FIELDS = tuple(_fields())
