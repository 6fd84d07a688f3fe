from django.db import migrations

# code, French name, English name, address, passed on, changed, sold
LICENCES = [
    ("domaine-public", "Domaine public", "Public domain",
     "https://creativecommons.org/publicdomain/mark/1.0/deed.fr", True, True, True),
    ("licence-ouverte-2-0", "Licence Ouverte 2.0", "Open Licence 2.0",
     "https://www.etalab.gouv.fr/licence-ouverte-open-licence/", True, True, True),
    ("cc0-1-0", "CC0 1.0", "",
     "https://creativecommons.org/publicdomain/zero/1.0/deed.fr", True, True, True),
    ("cc-by-4-0", "CC BY 4.0", "",
     "https://creativecommons.org/licenses/by/4.0/deed.fr", True, True, True),
    ("cc-by-sa-4-0", "CC BY-SA 4.0", "",
     "https://creativecommons.org/licenses/by-sa/4.0/deed.fr", True, True, True),
    ("cc-by-nc-4-0", "CC BY-NC 4.0", "",
     "https://creativecommons.org/licenses/by-nc/4.0/deed.fr", True, True, False),
    ("cc-by-nc-sa-4-0", "CC BY-NC-SA 4.0", "",
     "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", True, True, False),
    ("cc-by-nd-4-0", "CC BY-ND 4.0", "",
     "https://creativecommons.org/licenses/by-nd/4.0/deed.fr", True, False, True),
    ("cc-by-nc-nd-4-0", "CC BY-NC-ND 4.0", "",
     "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.fr", True, False, False),
    ("usage-pedagogique", "Usage pédagogique en classe", "Use in class only", "", True, False, False),
    ("droits-reserves", "Tous droits réservés", "All rights reserved", "", False, False, False),
]


def seed(apps, schema_editor):
    Licence = apps.get_model("cms", "Licence")
    for order, (code, label, label_en, url, passed_on, changed, sold) in enumerate(LICENCES):
        Licence.objects.create(
            code=code,
            label=label,
            label_en=label_en,
            url=url,
            allows_redistribution=passed_on,
            allows_edit=changed,
            allows_commercial=sold,
            sort_order=order,
        )


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_licences")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
