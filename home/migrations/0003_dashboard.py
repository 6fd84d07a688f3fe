"""What stands above all pages and all files is called as the network speaks."""

from django.db import migrations

ENGLISH, FRENCH = "Root", "Racine"


def rename(apps, before: str, after: str) -> None:
    """The names that Wagtail's first migrations give, and nobody changed."""
    page, collection = (apps.get_model("wagtailcore", name) for name in ("Page", "Collection"))
    page.objects.filter(depth=1, title=before).update(title=after, draft_title=after)
    collection.objects.filter(depth=1, name=before).update(name=after)


def to_french(apps, schema_editor) -> None:
    rename(apps, ENGLISH, FRENCH)


def to_english(apps, schema_editor) -> None:
    rename(apps, FRENCH, ENGLISH)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_network_pages"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(to_french, to_english)]
