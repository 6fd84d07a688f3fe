from django.db import migrations

SCOLOMFR = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-022-num-"

# code, French name, English name where it differs, ages, number in ScoLOMFR's list of levels;
# each cycle with its classes
LEVELS = [
    ("cycle-1", "Cycle 1", "", 2, 6, "617", [
        ("tps", "Toute petite section", "Toddlers (TPS)", 2, 3, "004"),
        ("ps", "Petite section", "Lower nursery (PS)", 3, 4, "005"),
        ("ms", "Moyenne section", "Middle nursery (MS)", 4, 5, "006"),
        ("gs", "Grande section", "Upper nursery (GS)", 5, 6, "007"),
    ]),
    ("cycle-2", "Cycle 2", "", 6, 9, "619", [
        ("cp", "CP", "", 6, 7, "010"),
        ("ce1", "CE1", "", 7, 8, "011"),
        ("ce2", "CE2", "", 8, 9, "013"),
    ]),
    ("cycle-3", "Cycle 3", "", 9, 12, "620", [
        ("cm1", "CM1", "", 9, 10, "014"),
        ("cm2", "CM2", "", 10, 11, "015"),
        ("6e", "6e", "", 11, 12, "018"),
    ]),
    ("cycle-4", "Cycle 4", "", 12, 15, "621", [
        ("5e", "5e", "", 12, 13, "020"),
        ("4e", "4e", "", 13, 14, "021"),
        ("3e", "3e", "", 14, 15, "023"),
    ]),
    ("lycee", "Lycée général et technologique", "General and technological lycée", 15, 18, "142", [
        ("2de", "2de générale et technologique", "2de, general and technological", 15, 16, "136"),
        ("1re-generale", "1re générale", "1re, general", 16, 17, "146"),
        ("1re-technologique", "1re technologique", "1re, technological", 16, 17, "237"),
        ("tle-generale", "Terminale générale", "Terminale, general", 17, 18, "201"),
        ("tle-technologique", "Terminale technologique", "Terminale, technological", 17, 18, "211"),
    ]),
    ("lycee-pro", "Lycée professionnel", "Vocational lycée", 15, 18, "165", [
        ("2de-pro", "2de professionnelle", "2de, vocational", 15, 16, "027"),
        ("1re-pro", "1re professionnelle", "1re, vocational", 16, 17, "127"),
        ("tle-pro", "Terminale professionnelle", "Terminale, vocational", 17, 18, "050"),
        ("cap-1", "CAP, 1re année", "CAP, first year", 15, 16, "103"),
        ("cap-2", "CAP, 2e année", "CAP, second year", 16, 17, "104"),
    ]),
    ("dispositifs", "Dispositifs adaptés", "Adapted classes", None, None, "", [
        ("segpa", "SEGPA", "", 11, 16, ""),
        ("ulis", "ULIS", "", None, None, ""),
        ("upe2a", "UPE2A", "", None, None, ""),
    ]),
]

# In the order of French: address, French name, English name
DISCIPLINES = [
    ("activites-artistiques", "Activités artistiques", "Artistic activities"),
    ("arts-appliques", "Arts appliqués et cultures artistiques", "Applied arts"),
    ("arts-plastiques", "Arts plastiques", "Visual arts"),
    ("emi", "Éducation aux médias et à l’information", "Media and information literacy"),
    ("education-musicale", "Éducation musicale", "Music"),
    ("eps", "Éducation physique et sportive", "Physical education"),
    ("emc", "Enseignement moral et civique", "Moral and civic education"),
    ("explorer-le-monde", "Explorer le monde", "Exploring the world"),
    ("francais", "Français", "French"),
    ("histoire-des-arts", "Histoire des arts", "History of the arts"),
    ("histoire-geographie", "Histoire-géographie", "History and geography"),
    ("hggsp", "Histoire-géographie, géopolitique et sciences politiques",
     "History, geography, geopolitics and political science"),
    ("humanites", "Humanités, littérature et philosophie", "Humanities, literature, philosophy"),
    ("langage", "Langage oral et écrit", "Spoken and written language"),
    ("langues-anciennes", "Langues et cultures de l’Antiquité", "Classics"),
    ("langues-vivantes", "Langues vivantes", "Modern languages"),
    ("mathematiques", "Mathématiques", "Mathematics"),
    ("philosophie", "Philosophie", "Philosophy"),
    ("physique-chimie", "Physique-chimie", "Physics and chemistry"),
    ("questionner-le-monde", "Questionner le monde", "Questioning the world"),
    ("svt", "Sciences de la vie et de la Terre", "Life and earth sciences"),
    ("ses", "Sciences économiques et sociales", "Economics and social sciences"),
    ("sciences-et-technologie", "Sciences et technologie", "Science and technology"),
    ("technologie", "Technologie", "Technology"),
]

# The list of ADAGE: address, French name, English name
EAC_DOMAINS = [
    ("architecture", "Architecture", "Architecture"),
    ("cirque-et-rue", "Arts du cirque et arts de la rue", "Circus and street arts"),
    ("arts-numeriques", "Arts numériques", "Digital arts"),
    ("arts-visuels", "Arts visuels, arts plastiques, arts appliqués", "Visual and applied arts"),
    ("bande-dessinee", "Bande dessinée", "Comics"),
    ("cinema", "Cinéma, audiovisuel", "Cinema"),
    ("culture-scientifique", "Culture scientifique, technique et industrielle",
     "Science, technology and industry"),
    ("danse", "Danse", "Dance"),
    ("design", "Design", "Design"),
    ("developpement-durable", "Développement durable", "Sustainable development"),
    ("gastronomie", "Gastronomie et arts du goût", "Food and taste"),
    ("medias", "Média et information", "Media and information"),
    ("memoire", "Mémoire", "Remembrance"),
    ("musique", "Musique", "Music"),
    ("patrimoine", "Patrimoine", "Heritage"),
    ("photographie", "Photographie", "Photography"),
    ("theatre", "Théâtre, expression dramatique, marionnettes", "Theatre and puppets"),
    ("livre", "Univers du livre, de la lecture et des écritures", "Books, reading and writing"),
]


def seed(apps, schema_editor):
    SchoolLevel = apps.get_model("schools", "SchoolLevel")

    def add(rank, code, label, label_en, age_min, age_max, number, parent=None):
        return SchoolLevel.objects.create(
            code=code,
            label=label,
            label_en=label_en,
            parent=parent,
            age_min=age_min,
            age_max=age_max,
            scolomfr_uri=SCOLOMFR + number if number else "",
            sort_order=rank,
        )

    for cycle_rank, (*cycle, classes) in enumerate(LEVELS, start=1):
        parent = add(10 * cycle_rank, *cycle)
        for rank, level in enumerate(classes, start=10 * cycle_rank + 1):
            add(rank, *level, parent=parent)
    for name, terms in (("Discipline", DISCIPLINES), ("EacDomain", EAC_DOMAINS)):
        model = apps.get_model("schools", name)
        for rank, (slug, label, label_en) in enumerate(terms, start=1):
            model.objects.create(slug=slug, name=label, name_en=label_en, sort_order=10 * rank)


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
