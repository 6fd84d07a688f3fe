"""How each museum publishes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("museums", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="museumpage",
            name="moderation",
            field=models.CharField(
                choices=[
                    ("freely", "the museum publishes freely"),
                    ("lead", "a lead of the museum approves"),
                    ("network", "the network approves"),
                ],
                default="freely",
                editable=False,
                max_length=7,
                verbose_name="publication",
            ),
        ),
    ]
