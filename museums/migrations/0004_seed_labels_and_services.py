"""The words that every directory begins with; the network's team changes them as it likes."""

from django.db import migrations

# address, French name, English name
LABELS = [
    ("musee-de-france", "Musée de France", "Musée de France (state label)"),
    ("maison-des-illustres", "Maison des Illustres", "Maison des Illustres (home of a notable person)"),
    ("monument-historique", "Monument historique", "Listed historic monument"),
    ("tourisme-handicap", "Tourisme & Handicap", "Tourisme & Handicap (accessible tourism)"),
    ("qualite-tourisme", "Qualité Tourisme", "Qualité Tourisme"),
    ("jardin-remarquable", "Jardin remarquable", "Jardin remarquable (remarkable garden)"),
    ("famille-plus", "Famille Plus", "Famille Plus (family friendly)"),
    ("ville-art-histoire", "Ville ou Pays d’art et d’histoire", "Town or Region of Art and History"),
]
SERVICES = [
    ("boutique", "Boutique", "Shop"),
    ("cafe", "Café ou salon de thé", "Café or tea room"),
    ("restaurant", "Restaurant", "Restaurant"),
    ("pique-nique", "Aire de pique-nique", "Picnic area"),
    ("vestiaire", "Vestiaire ou consignes", "Cloakroom or lockers"),
    ("parking", "Parking", "Car park"),
    ("velos", "Stationnement pour les vélos", "Bicycle parking"),
    ("wifi", "Wi-Fi gratuit", "Free Wi-Fi"),
    ("audioguide", "Audioguide ou application", "Audio guide or app"),
    ("table-a-langer", "Table à langer", "Baby changing table"),
    ("bibliotheque", "Bibliothèque ou documentation", "Library or documentation"),
    ("jardin", "Jardin ouvert au public", "Garden open to the public"),
]


def seed(apps, schema_editor):
    for name, words in (("Label", LABELS), ("Service", SERVICES)):
        model = apps.get_model("museums", name)
        for order, (slug, french, english) in enumerate(words):
            model.objects.get_or_create(
                slug=slug, defaults={"name": french, "name_en": english, "sort_order": order}
            )
    official = apps.get_model("museums", "Label").objects.get(slug="musee-de-france")
    for museum in apps.get_model("museums", "MuseumPage").objects.exclude(museofile_code=""):
        museum.labels.add(official)


class Migration(migrations.Migration):
    dependencies = [("museums", "0003_directory")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
