import cms.fields
import django.db.models.deletion
import modelcluster.fields
import schools.models.document
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0004_seed_licences'),
        ('events', '0002_pages'),
        ('museums', '0001_initial'),
        ('schools', '0002_seed_vocabularies'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KitDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('work_title', models.CharField(blank=True, max_length=255, verbose_name='title of the work')),
                ('author', models.CharField(blank=True, max_length=255, verbose_name='author')),
                ('author_death_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the author's death")),
                ('holder', models.CharField(blank=True, max_length=255, verbose_name='kept at')),
                ('inventory_number', models.CharField(blank=True, max_length=100, verbose_name='inventory number')),
                ('photographer', models.CharField(blank=True, max_length=255, verbose_name='photographer')),
                ('copyright_notice', models.CharField(blank=True, help_text='As it must be printed.', max_length=255, verbose_name='copyright notice')),
                ('rights_status', models.CharField(choices=[('unknown', 'not known yet'), ('public-domain', 'public domain'), ('licensed', 'under the licence named'), ('authorised', 'under copyright, with a written authorisation'), ('teaching', 'under copyright, within the teaching exception'), ('orphan', 'orphan work')], default='unknown', max_length=14, verbose_name='rights')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='authorised until')),
                ('max_pixels', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='largest side allowed, in pixels')),
                ('source_url', models.URLField(blank=True, verbose_name='where it comes from')),
                ('uid', models.CharField(default=schools.models.document.new_document_uid, editable=False, max_length=8)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('role', models.CharField(choices=[('teacher', 'Teacher’s sheet'), ('pupil', 'Pupils’ sheet'), ('answers', 'Answers'), ('source', 'Source document'), ('slides', 'Slides'), ('audio', 'Sound'), ('video', 'Film'), ('map', 'Map'), ('game', 'Game'), ('image', 'High-definition picture')], max_length=7, verbose_name='what it is')),
                ('phase', models.CharField(blank=True, choices=[('avant', 'before the visit'), ('pendant', 'during the visit'), ('apres', 'after the visit'), ('sans-visite', 'without a visit')], help_text='Empty: at any time.', max_length=11, verbose_name='when')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English'), ('de', 'German'), ('es', 'Spanish'), ('it', 'Italian'), ('la', 'Latin')], default='fr', max_length=2, verbose_name='language')),
                ('body', cms.fields.LeanStreamField([], blank=True, verbose_name='text')),
                ('alt_text', models.CharField(blank=True, help_text='What one sees in the picture, for those who cannot see it.', max_length=250, verbose_name='alternative text')),
                ('transcript', models.TextField(blank=True, help_text='All that is said and heard, for those who cannot hear it.', verbose_name='transcript')),
                ('is_teacher_only', models.BooleanField(default=False, help_text='Teacher’s sheets and answers always are.', verbose_name='for the teacher only')),
                ('is_in_light_pack', models.BooleanField(default=True, help_text='The light version is for schools with a slow line.', verbose_name='in the light version')),
                ('authorisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.licenseddocument', verbose_name='written authorisation')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.licenseddocument', verbose_name='file')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='schools.classkitpage')),
                ('licence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.licence', verbose_name='licence')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.creditedimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'document of a kit',
                'verbose_name_plural': 'documents of kits',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kit', 'uid'), name='kit_document_uid_once_a_kit')],
            },
        ),
        migrations.CreateModel(
            name='KitEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.eventpage', verbose_name='event')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='schools.classkitpage')),
            ],
            options={
                'verbose_name': 'event of a kit',
                'verbose_name_plural': 'events of kits',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kit', 'event'), name='kit_event_once')],
            },
        ),
        migrations.CreateModel(
            name='KitMuseum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='schools.classkitpage')),
                ('museum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='museums.museumpage', verbose_name='museum')),
            ],
            options={
                'verbose_name': 'museum of a kit',
                'verbose_name_plural': 'museums of kits',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kit', 'museum'), name='kit_museum_once')],
            },
        ),
        migrations.CreateModel(
            name='KitRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('built_at', models.DateTimeField(verbose_name='built on')),
                ('changelog', models.TextField(blank=True, verbose_name='what changed')),
                ('file', models.FileField(upload_to='kits/')),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('manifest', models.JSONField(default=list)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal_reason', models.CharField(blank=True, max_length=300, verbose_name='why it is withdrawn')),
                ('built_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='schools.classkitpage')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'version of a kit',
                'verbose_name_plural': 'versions of kits',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('kit', 'number'), name='kit_release_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='kit_release_numbered_from_one'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('changelog', ''), _negated=True), _connector='OR'), name='kit_release_says_what_changed', violation_error_message='Say what changed since the version before.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at', None)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='kit_release_withdrawn_for_a_reason', violation_error_message='Say why it is withdrawn.')],
            },
        ),
    ]
