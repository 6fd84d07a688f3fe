"""Class kits, their documents and their versions."""

from datetime import UTC, datetime

import factory
import wagtail_factories
from django.core.files.base import ContentFile

from cms.models import CreditedImage, Licence, LicensedDocument
from schools.choices import VisitFormat
from schools.models import (
    ClassKitPage,
    Discipline,
    KitAuthor,
    KitDocument,
    KitRelease,
    SchoolLevel,
    VisitOfferPage,
    VisitRequest,
)


class LicensedDocumentFactory(factory.django.DjangoModelFactory):
    """A small PDF whose author lets everybody pass it on."""

    class Meta:
        model = LicensedDocument

    title = "Fiche"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 a sheet", name="fiche.pdf"))
    file_size = 45_000
    credit = "Service des publics"
    licence = factory.LazyFunction(lambda: Licence.objects.get(code="cc-by-4-0"))


class CreditedImageFactory(wagtail_factories.ImageFactory):
    """A picture whose author lets everybody pass it on."""

    class Meta:
        model = CreditedImage

    title = "Dentellière"
    description = "Une femme penchée sur un carreau de dentelle."
    credit = "Studio du Port"
    licence = factory.LazyFunction(lambda: Licence.objects.get(code="cc-by-4-0"))


class KitAuthorFactory(factory.django.DjangoModelFactory):
    """Made in memory, its kit saves it."""

    class Meta:
        model = KitAuthor

    name = "Ada Lemoine"
    function = "professeure relais"
    institution = "collège Flaubert"


class KitDocumentFactory(factory.django.DjangoModelFactory):
    """A text for the teacher, unless said otherwise; made in memory, its kit saves it."""

    class Meta:
        model = KitDocument

    title = factory.Sequence(lambda n: f"Fiche numéro {n}")
    role = "teacher"
    body = factory.LazyFunction(lambda: [("paragraph", "<p>On observe, on dessine.</p>")])


class ClassKitPageFactory(wagtail_factories.PageFactory):
    """A live kit for CM2 with its author and a teacher's sheet; no version is built.

    `levels` and `disciplines` are codes, `documents` and `authors` objects in memory.
    """

    class Meta:
        model = ClassKitPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Kit numéro {n}")
    slug = factory.Sequence(lambda n: f"kit-{n}")
    summary = "Les élèves croisent les fils et comprennent le métier de dentellière."
    licence = factory.LazyFunction(lambda: Licence.objects.get(code="cc-by-4-0"))
    total_minutes = 90

    @factory.post_generation
    def levels(self, create, codes):
        self.levels = SchoolLevel.objects.filter(code__in=codes or ["cm2"])

    @factory.post_generation
    def disciplines(self, create, slugs):
        self.disciplines = Discipline.objects.filter(slug__in=slugs or ["histoire-geographie"])

    @factory.post_generation
    def authors(self, create, authors):
        self.authors = authors or [KitAuthorFactory.build()]

    @factory.post_generation
    def documents(self, create, documents):
        self.documents = documents or [KitDocumentFactory.build()]
        self.save()


class KitReleaseFactory(factory.django.DjangoModelFactory):
    """A version as it is stored, with a file that is only there to be weighed."""

    class Meta:
        model = KitRelease

    kit = factory.SubFactory(ClassKitPageFactory)
    number = 1
    built_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    file = factory.LazyFunction(lambda: ContentFile(b"PK", name="kit.zip"))
    size = 3_200_000
    sha256 = "0" * 64


class VisitOfferPageFactory(wagtail_factories.PageFactory):
    """A live guided tour for CM2; `levels` are codes."""

    class Meta:
        model = VisitOfferPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Visite numéro {n}")
    slug = factory.Sequence(lambda n: f"visite-{n}")
    summary = "La classe suit le fil, de la fleur à la dentelle."
    details = "Accueil, visite, puis un essai au carreau."
    formats = factory.LazyFunction(lambda: [VisitFormat.GUIDED_TOUR.value])
    duration_minutes = 90
    capacity = 30
    price = 60
    contact_email = "publics@dentelle.example"

    @factory.post_generation
    def levels(self, create, codes):
        self.levels = SchoolLevel.objects.filter(code__in=codes or ["cm2"])
        self.save()


class VisitRequestFactory(factory.django.DjangoModelFactory):
    """A class that would like to come."""

    class Meta:
        model = VisitRequest

    offer = factory.SubFactory(VisitOfferPageFactory)
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    sent_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    name = "Inès Morel"
    email = "ines.morel@ecole.example"
    school = "École Jean-Moulin, Bayeux"
    classes = "CM2"
    pupils = 24
    wishes = "un mardi matin de mars"
