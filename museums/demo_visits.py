"""What the demo's museums say of a visit: invented, varied, the same each time, and marked so."""

import random
from decimal import Decimal
from typing import Any

from cms.models import CreditedImage
from museums.models import Label, MuseumPage, MuseumPicture, MuseumPrice, Service, SocialLink
from museums.models.accessibility import Accessibility

INVENTED = "Exemple inventé pour la démonstration."
PRICES = [(), ("5", "3"), ("6.50", "4"), ("4", "0"), ("8", "5.50"), ("3", "1.50")]
ALWAYS_FREE = 5  # one museum in so many
ANSWERS = (True, True, False, None, None)  # as a network looks that has begun to ask
FREE_DAYS = ["", "le premier dimanche du mois", "", "les Journées du patrimoine", ""]
WAYS = [
    ("Bus 3, arrêt Musée.", "Parking gratuit à 200 m.", "Arceaux devant l’entrée."),
    ("Gare à dix minutes à pied.", "", ""),
    ("", "Se garer place de l’Église.", ""),
    ("Car de la région, arrêt Mairie.", "Parking du bourg, à 100 m.", "Sur la voie verte."),
    ("", "", ""),
]
OFFICIAL = "musee-de-france"
ENGLISH = {
    INVENTED: "An example, invented for the demo.",
    "le premier dimanche du mois": "the first Sunday of the month",
    "les Journées du patrimoine": "on European Heritage Days",
    "Bus 3, arrêt Musée.": "Bus 3, stop “Musée”.",
    "Gare à dix minutes à pied.": "Ten minutes on foot from the station.",
    "Car de la région, arrêt Mairie.": "Regional coach, stop “Mairie”.",
    "Parking gratuit à 200 m.": "Free car park 200 m away.",
    "Se garer place de l’Église.": "Park on place de l’Église.",
    "Parking du bourg, à 100 m.": "Village car park, 100 m away.",
    "Arceaux devant l’entrée.": "Bicycle stands at the entrance.",
    "Sur la voie verte.": "On the greenway.",
}


class Visits:
    """Tells of visits to one museum after the other; the same seed tells the same."""

    def __init__(self, seed: int, pictures: list[CreditedImage]) -> None:
        self.random = random.Random(f"visits {seed}")
        self.pictures = pictures
        self.labels = {label.slug: label for label in Label.objects.all()}
        self.services = list(Service.objects.all())

    def fill(self, museum: MuseumPage, facts: dict[str, Any]) -> None:
        """Fill in a museum that is not stored yet; what is true of a real one is its label."""
        draw = self.random
        museum.is_free = draw.randrange(ALWAYS_FREE) == 0
        museum.prices = [] if museum.is_free else self._prices()
        museum.free_days = "" if museum.is_free else draw.choice(FREE_DAYS)
        by_transport, museum.by_car, museum.by_bike = draw.choice(WAYS)
        museum.by_transport = f"{by_transport} {INVENTED}" if by_transport else ""
        museum.services = sorted(
            draw.sample(self.services, draw.randrange(6)), key=lambda service: service.sort_order
        )
        museum.labels = [self.labels[OFFICIAL]] if facts["code"] else self._label()
        if draw.random() < 0.8:
            for _title, names in Accessibility.GROUPS:
                for name in names:
                    setattr(museum, name, draw.choice(ANSWERS))
            museum.access_note = INVENTED
        if facts["is_fictional"]:
            address = f"https://social.example/@musee{draw.randrange(1000)}"
            museum.social_links = [SocialLink(url=address)]
        if draw.random() < 0.4:
            museum.gallery = self._gallery()

    def _prices(self) -> list[MuseumPrice]:
        kinds = ("full", "reduced")
        amounts = self.random.choice(PRICES)
        return [
            MuseumPrice(kind=kind, amount=Decimal(amount), note="tarif inventé")
            for kind, amount in zip(kinds, amounts, strict=False)
        ]

    def _label(self) -> list[Label]:
        others = [label for slug, label in self.labels.items() if slug != OFFICIAL]
        return self.random.sample(others, self.random.randrange(2))

    def _gallery(self) -> list[MuseumPicture]:
        drawn = self.random.sample(self.pictures, min(3, len(self.pictures)))
        return [MuseumPicture(image=picture, alt=picture.description) for picture in drawn]


def english_visit(museum: MuseumPage) -> dict[str, str]:
    """What a museum says of a visit, by field, as a translator leaves it."""
    fields = ("free_days", "by_transport", "by_car", "by_bike", "access_note")
    texts = {field: getattr(museum, field) for field in fields}
    for french, english in ENGLISH.items():
        texts = {field: text.replace(french, english) for field, text in texts.items()}
    return texts
