from django.db import migrations

# slug, French name, English name, schema.org type (none where the working time says it all)
CONTRACT_TYPES = [
    ("titulaire", "Fonctionnaire titulaire", "Permanent civil servant", ""),
    ("contractuel-public", "Contrat de droit public", "Public-law contract", ""),
    ("cdi", "CDI", "Permanent contract (CDI)", ""),
    ("cdd", "CDD", "Fixed-term contract (CDD)", "TEMPORARY"),
    ("cdd-usage", "CDD d’usage", "Customary fixed-term contract", "TEMPORARY"),
    ("contrat-de-projet", "Contrat de projet", "Project contract", "TEMPORARY"),
    ("remplacement", "Remplacement", "Replacement", "TEMPORARY"),
    ("apprentissage", "Apprentissage", "Apprenticeship", "OTHER"),
    ("professionnalisation", "Contrat de professionnalisation", "Work-study contract", "OTHER"),
    ("stage", "Stage", "Internship", "INTERN"),
    ("service-civique", "Service civique", "Civic service", "VOLUNTEER"),
    ("vie-vta", "Volontariat (VIE, VTA)", "Corporate or local volunteering (VIE, VTA)", "OTHER"),
    ("vacation", "Vacation", "Paid by the session", "PER_DIEM"),
    ("benevolat", "Bénévolat", "Volunteering", "VOLUNTEER"),
    ("prestation", "Prestation", "Freelance work", "CONTRACTOR"),
    ("autre", "Autre contrat", "Other contract", "OTHER"),
]


def seed(apps, schema_editor):
    ContractType = apps.get_model("jobs", "ContractType")
    for order, (slug, name, name_en, employment_type) in enumerate(CONTRACT_TYPES):
        ContractType.objects.create(
            slug=slug,
            name=name,
            name_en=name_en,
            employment_type=employment_type,
            sort_order=order,
        )


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_rows")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
