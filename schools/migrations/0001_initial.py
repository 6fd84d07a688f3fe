import cms.fields
import django.db.models.deletion
import modelcluster.fields
import schools.models.kit
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cms', '0004_seed_licences'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClassKitIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary')),
            ],
            options={
                'verbose_name': 'list of class kits',
                'verbose_name_plural': 'lists of class kits',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Discipline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'discipline',
                'verbose_name_plural': 'disciplines',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EacDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'domain of arts education',
                'verbose_name_plural': 'domains of arts education',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClassKitPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(help_text='Two sentences: what pupils do, and what they learn.', max_length=300, verbose_name='summary')),
                ('body', cms.fields.LeanStreamField([], blank=True, verbose_name='presentation')),
                ('image_alt', models.CharField(blank=True, help_text='What one sees in the picture, for those who cannot see it.', max_length=250, verbose_name='alternative text')),
                ('has_encounter', models.BooleanField(default=False, verbose_name='meeting works and people')),
                ('has_practice', models.BooleanField(default=False, verbose_name='practising')),
                ('has_knowledge', models.BooleanField(default=False, verbose_name='gaining knowledge')),
                ('objectives', models.TextField(blank=True, verbose_name='what pupils learn')),
                ('resource_type', models.CharField(blank=True, choices=[('sequence', 'series of lessons'), ('lesson', 'lesson'), ('activity', 'activity'), ('sheet', 'sheet'), ('trail', 'trail through the museum'), ('game', 'game'), ('travelling', 'travelling exhibition')], max_length=10, verbose_name='kind of kit')),
                ('is_before_visit', models.BooleanField(default=False, verbose_name='before the visit')),
                ('is_during_visit', models.BooleanField(default=False, verbose_name='during the visit')),
                ('is_after_visit', models.BooleanField(default=False, verbose_name='after the visit')),
                ('is_without_visit', models.BooleanField(default=False, verbose_name='without a visit')),
                ('total_minutes', models.PositiveSmallIntegerField(blank=True, help_text='All the lessons together.', null=True, verbose_name='minutes in all')),
                ('sessions_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of lessons')),
                ('group_mode', models.CharField(blank=True, choices=[('class', 'the whole class'), ('half', 'half the class at a time'), ('groups', 'in groups'), ('pairs', 'in pairs'), ('alone', 'each pupil alone')], max_length=6, verbose_name='how pupils work')),
                ('group_size_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pupils at most')),
                ('material', models.TextField(blank=True, verbose_name='what to bring')),
                ('prerequisites', models.TextField(blank=True, verbose_name='what pupils know before')),
                ('has_dyslexia_layout', models.BooleanField(default=False, verbose_name='laid out for dyslexic pupils')),
                ('has_large_print', models.BooleanField(default=False, verbose_name='large print')),
                ('has_easy_read', models.BooleanField(default=False, verbose_name='easy to read (FALC)')),
                ('has_sign_language', models.BooleanField(default=False, verbose_name='sign language (LSF)')),
                ('has_audio_description', models.BooleanField(default=False, verbose_name='audio description')),
                ('contact_email', models.EmailField(blank=True, help_text='Empty: the museum’s.', max_length=254, verbose_name='contact e-mail')),
                ('review_due_on', models.DateField(default=schools.models.kit.next_review_day, verbose_name='to be read again on')),
                ('changes', models.TextField(blank=True, help_text='In one or two sentences, for teachers who have the version before. Empty: the list of the documents that changed.', verbose_name='what changed')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.creditedimage', verbose_name='picture')),
                ('licence', models.ForeignKey(blank=True, help_text='What teachers may do with the texts written here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.licence', verbose_name='licence')),
                ('disciplines', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='kits', to='schools.discipline', verbose_name='disciplines')),
                ('eac_domains', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='kits', to='schools.eacdomain', verbose_name='domains of arts education')),
            ],
            options={
                'verbose_name': 'class kit',
                'verbose_name_plural': 'class kits',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='KitAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('function', models.CharField(blank=True, max_length=200, verbose_name='function')),
                ('institution', models.CharField(blank=True, max_length=200, verbose_name='museum or school')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='schools.classkitpage')),
            ],
            options={
                'verbose_name': 'author of a kit',
                'verbose_name_plural': 'authors of kits',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('label', models.CharField(max_length=100, verbose_name='name')),
                ('label_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                ('age_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from the age of')),
                ('age_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='up to the age of')),
                ('scolomfr_uri', models.URLField(blank=True, verbose_name='ScoLOMFR address')),
                ('is_current', models.BooleanField(default=True, help_text='No longer offered once it is not ticked.', verbose_name='in use')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('parent', models.ForeignKey(blank=True, help_text='Empty for a cycle itself.', limit_choices_to={'parent': None}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='schools.schoollevel', verbose_name='cycle')),
            ],
            options={
                'verbose_name': 'class or cycle',
                'verbose_name_plural': 'classes and cycles',
                'ordering': ['sort_order', 'label'],
            },
        ),
        migrations.AddField(
            model_name='classkitpage',
            name='levels',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, limit_choices_to={'parent__isnull': False}, related_name='kits', to='schools.schoollevel', verbose_name='classes'),
        ),
        migrations.AddConstraint(
            model_name='schoollevel',
            constraint=models.CheckConstraint(condition=models.Q(('age_min', None), ('age_max', None), ('age_max__gte', models.F('age_min')), _connector='OR'), name='level_ages_in_order', violation_error_message='The highest age is below the lowest one.'),
        ),
    ]
