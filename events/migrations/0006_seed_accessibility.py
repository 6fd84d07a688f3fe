from django.db import migrations

# address, French name, English name
FEATURES = [
    ("fauteuil", "Accessible en fauteuil roulant", "Wheelchair access"),
    ("lsf", "Langue des signes (LSF)", "French Sign Language (LSF)"),
    ("boucle", "Boucle magnétique", "Hearing loop"),
    ("sous-titres", "Sous-titres ou texte affiché", "Captions or text on screen"),
    ("audiodescription", "Audiodescription", "Audio description"),
    ("tactile", "À toucher et à sentir", "To touch and to smell"),
    ("falc", "Facile à lire et à comprendre (FALC)", "Easy to read"),
    ("relax", "Séance Relax : autisme, handicap mental ou psychique",
     "Relaxed session: autism, learning disability, mental health"),
    ("assises", "Sièges tout au long du parcours", "Seats all along the way"),
]


def seed(apps, schema_editor):
    AccessFeature = apps.get_model("events", "AccessFeature")
    for order, (slug, name, name_en) in enumerate(FEATURES):
        AccessFeature.objects.get_or_create(
            slug=slug, defaults={"name": name, "name_en": name_en, "sort_order": order}
        )


class Migration(migrations.Migration):
    dependencies = [("events", "0005_accessibility")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
