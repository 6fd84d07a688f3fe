"""The types and audiences that a network begins with; it keeps them from then on."""

from events.models import Audience, EventType

# address, French name, English name, schema.org type
EVENT_TYPES = [
    ("exposition", "Exposition", "Exhibition", "ExhibitionEvent"),
    ("visite-guidee", "Visite guidée", "Guided tour", "Event"),
    ("atelier", "Atelier", "Workshop", "EducationEvent"),
    ("conference", "Conférence", "Talk", "EducationEvent"),
    ("spectacle", "Spectacle", "Performance", "TheaterEvent"),
    ("concert", "Concert", "Concert", "MusicEvent"),
    ("projection", "Projection", "Film screening", "ScreeningEvent"),
    ("visite-contee", "Visite contée", "Storytelling tour", "ChildrensEvent"),
    ("nocturne", "Nocturne", "Late opening", "Event"),
    ("fete", "Fête", "Festival", "Festival"),
    ("rencontre", "Rencontre", "Meet-up", "SocialEvent"),
    ("stage", "Stage", "Holiday course", "EducationEvent"),
]

# address, French name, English name
AUDIENCES = [
    ("tout-public", "Tout public", "Everyone"),
    ("famille", "Famille", "Families"),
    ("enfants", "Enfants", "Children"),
    ("adolescents", "Adolescents", "Teenagers"),
    ("adultes", "Adultes", "Adults"),
    ("scolaires", "Scolaires", "Schools"),
    ("seniors", "Seniors", "Seniors"),
]
FOR_SCHOOLS = "scolaires"


def load_vocabularies() -> None:
    """Fill each vocabulary that is empty: a word that somebody threw away stays away."""
    if not EventType.objects.exists():
        EventType.objects.bulk_create(
            EventType(slug=slug, name=name, name_en=name_en, schema_type=kind, sort_order=order)
            for order, (slug, name, name_en, kind) in enumerate(EVENT_TYPES)
        )
    if not Audience.objects.exists():
        Audience.objects.bulk_create(
            Audience(
                slug=slug,
                name=name,
                name_en=name_en,
                sort_order=order,
                is_for_schools=slug == FOR_SCHOOLS,
            )
            for order, (slug, name, name_en) in enumerate(AUDIENCES)
        )
