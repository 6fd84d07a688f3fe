import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
from django.db import migrations, models


CONCEPT = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-015-num-"

# Number in ScoLOMFR's vocabulary 015 by the address of the discipline. It was closed in 2016: it has
# neither the specialities of the lycée of 2019, nor what the first cycle calls its domains.
DISCIPLINES = {
    "arts-appliques": "193",
    "arts-plastiques": "006",
    "emi": "908",
    "education-musicale": "030",
    "eps": "031",
    "emc": "1548",
    "explorer-le-monde": "1315",
    "francais": "035",
    "histoire-des-arts": "041",
    "histoire-geographie": "042",
    "langues-anciennes": "001",
    "langues-vivantes": "049",
    "mathematiques": "054",
    "philosophie": "059",
    "physique-chimie": "061",
    "questionner-le-monde": "968",
    "svt": "069",
    "ses": "070",
    "sciences-et-technologie": "1833",
    "technologie": "077",
}


def name_disciplines(apps, schema_editor):
    Discipline = apps.get_model("schools", "Discipline")
    for slug, number in DISCIPLINES.items():
        Discipline.objects.filter(slug=slug).update(scolomfr_uri=CONCEPT + number)


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0008_packs_and_downloads'),
    ]

    operations = [
        migrations.AddField(
            model_name='discipline',
            name='scolomfr_uri',
            field=models.URLField(blank=True, verbose_name='ScoLOMFR address'),
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uri', models.URLField(unique=True, verbose_name='ScoLOMFR address')),
                ('label', models.CharField(max_length=255, verbose_name='name')),
                ('other_names', models.TextField(blank=True, verbose_name='other names')),
                ('is_current', models.BooleanField(default=True, help_text='No longer offered once it is not ticked.', verbose_name='in use')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='schools.programmeitem', verbose_name='part of')),
            ],
            options={
                'verbose_name': 'point of the programme',
                'verbose_name_plural': 'points of the programme',
                'ordering': ['label', 'pk'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='KitProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(blank=True, help_text='As the programme says it; empty where the official list has it.', max_length=250, verbose_name='in words')),
                ('reference', models.CharField(blank=True, help_text='Such as “BO no. 31 of 30 July 2020”.', max_length=150, verbose_name='where it is written')),
                ('year', models.PositiveSmallIntegerField(blank=True, help_text='Programmes change: teachers see whether this one still holds.', null=True, verbose_name='programme of the year')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme_items', to='schools.classkitpage')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.programmeitem', verbose_name='from the official list')),
            ],
            options={
                'verbose_name': 'point of the programme of a kit',
                'verbose_name_plural': 'points of the programme of kits',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.RunPython(name_disciplines, migrations.RunPython.noop),
    ]
