"""What a museum offers classes to come for, under the names of pass Culture's collective offers."""

from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from cms.addresses import address_of
from cms.models import BasePage, Illustrated, NetworkSettings
from museums.fields import EVERY_DAY, WeekdaysField
from museums.models import Department
from museums.moderation import Moderated
from schools.asking import MANY, THANKS, VisitRequestForm
from schools.choices import VisitFormat, VisitVenue
from schools.models.for_classes import ForClasses
from schools.models.request import REQUESTS_ARE_KEPT
from schools.models.vocabulary import Discipline, EacDomain, SchoolLevel
from schools.offer_forms import VisitOfferPageForm
from schools.querysets import VisitOfferQuerySet
from schools.structured_data import offer_structured_data

LONGEST_DETAILS = 1500
ALSO = 4  # kits, at the foot of the page
WELCOME_FIELDS = (
    "is_motor_disability_compliant",
    "is_visual_disability_compliant",
    "is_audio_disability_compliant",
    "is_mental_disability_compliant",
)


class VisitOfferPage(Moderated, ForClasses, RoutablePageMixin, Illustrated, BasePage):
    """A visit, a workshop or a talk for a class; the real booking stays in ADAGE."""

    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence: what the class does.")
    )
    details = models.TextField(
        _("description"),
        max_length=LONGEST_DETAILS,
        blank=True,
        help_text=_("How it goes, from arrival to departure: 1,500 characters at most."),
    )
    formats = models.JSONField(_("kind of visit"), default=list, blank=True)
    levels = ParentalManyToManyField(
        SchoolLevel,
        verbose_name=_("classes"),
        blank=True,
        related_name="visit_offers",
        limit_choices_to={"parent__isnull": False},
    )
    disciplines = ParentalManyToManyField(
        Discipline, verbose_name=_("disciplines"), blank=True, related_name="visit_offers"
    )
    eac_domains = ParentalManyToManyField(
        EacDomain,
        verbose_name=_("domains of arts education"),
        blank=True,
        related_name="visit_offers",
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True
    )
    capacity = models.PositiveSmallIntegerField(_("pupils at most"), null=True, blank=True)
    venue_type = models.CharField(
        _("where"), max_length=13, choices=VisitVenue.choices, default=VisitVenue.MUSEUM
    )
    venue_details = models.CharField(
        _("where exactly"), max_length=200, blank=True, help_text=_("Such as “at the port”.")
    )
    intervention_area = ParentalManyToManyField(
        Department,
        verbose_name=_("where the museum comes to schools"),
        blank=True,
        related_name="+",
    )
    price = models.DecimalField(
        _("price for the class, in euros"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("0 where it is free of charge."),
    )
    price_detail = models.CharField(
        _("about the price"),
        max_length=300,
        blank=True,
        help_text=_("Such as “3 € a pupil, adults free”."),
    )
    weekdays = WeekdaysField(_("days"), blank=True, default=EVERY_DAY[:5])
    is_in_school_holidays = models.BooleanField(_("in school holidays too"), default=False)
    booking_delay_days = models.PositiveSmallIntegerField(
        _("days in advance"),
        null=True,
        blank=True,
        help_text=_("How long before the visit a class must ask for it."),
    )
    is_motor_disability_compliant = models.BooleanField(_("motor disability"), default=False)
    is_visual_disability_compliant = models.BooleanField(_("visual disability"), default=False)
    is_audio_disability_compliant = models.BooleanField(_("hearing disability"), default=False)
    is_mental_disability_compliant = models.BooleanField(
        _("mental or cognitive disability"), default=False
    )
    contact_email = models.EmailField(
        _("contact e-mail"), blank=True, help_text=_("Empty: the museum’s.")
    )
    contact_phone = models.CharField(_("contact telephone"), max_length=30, blank=True)
    contact_url = models.URLField(_("contact form elsewhere"), blank=True)
    adage_url = models.URLField(
        _("address in ADAGE"), blank=True, help_text=_("Where teachers book it.")
    )
    takes_requests = models.BooleanField(
        _("classes may ask for a visit here"),
        default=True,
        help_text=_("With a form whose answers reach you by e-mail, and are listed here."),
    )

    objects = PageManager.from_queryset(VisitOfferQuerySet)()

    base_form_class = VisitOfferPageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("details"),
        FieldPanel("formats"),
        FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("capacity")]),
        MultiFieldPanel(
            [
                FieldPanel("venue_type", widget=forms.RadioSelect),
                FieldPanel("venue_details"),
                FieldPanel("intervention_area", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Place"),
        ),
        MultiFieldPanel([FieldPanel("price"), FieldPanel("price_detail")], heading=_("Price")),
        MultiFieldPanel(
            [
                FieldPanel("weekdays"),
                FieldPanel("is_in_school_holidays"),
                FieldPanel("booking_delay_days"),
            ],
            heading=_("Days"),
        ),
        MultiFieldPanel(
            [FieldPanel(field) for field in WELCOME_FIELDS],
            heading=_("Pupils with a disability are received as the others are"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("takes_requests"),
                FieldPanel("adage_url"),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_url"),
            ],
            heading=_("To ask and to book"),
        ),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("disciplines", widget=forms.CheckboxSelectMultiple, classname="collapsed"),
        FieldPanel("eac_domains", widget=forms.CheckboxSelectMultiple, classname="collapsed"),
    ]
    shown = ("locale", "image")
    searched = ("summary", "details")

    parent_page_types = ["museums.MuseumPage"]
    subpage_types = []
    page_description = _("A visit, a workshop or a talk that a class can come for.")

    class Meta:
        verbose_name = _("offer for classes")
        verbose_name_plural = _("offers for classes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duration_minutes=None) | models.Q(duration_minutes__gte=1),
                name="visit_offer_lasts",
                violation_error_message=_("A visit lasts one minute at least."),
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1),
                name="visit_offer_receives_somebody",
                violation_error_message=_("Say for how many pupils: one at least."),
            ),
            models.CheckConstraint(
                condition=models.Q(price=None) | models.Q(price__gte=0),
                name="visit_offer_price_not_negative",
                violation_error_message=_("A price is 0 or more."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("details"), LONGEST_DETAILS),
                name="visit_offer_details_short",
                violation_error_message=_("The description has 1,500 characters at most."),
            ),
        ]

    @property
    def format_labels(self) -> list[str]:
        """What the class is offered, in words."""
        return [str(label) for value, label in VisitFormat.choices if value in self.formats]

    @property
    def welcome_labels(self) -> list[str]:
        """Whom the visit is made for as well as for the others."""
        fields = (self._meta.get_field(name) for name in WELCOME_FIELDS)
        return [str(field.verbose_name) for field in fields if getattr(self, field.name)]

    @property
    def contact(self) -> str:
        """Whom to write to about it."""
        return self.contact_email or (self.museum.email if self.museum else "")

    @property
    def request_url(self) -> str:
        """Where a class asks for a visit; empty where the museum does not want it."""
        return f"{self.url}{self.reverse_subpage('ask')}" if self.takes_requests else ""

    @path("")
    def offer(self, request: HttpRequest) -> HttpResponse:
        """The offer itself."""
        return self.render(request)

    @path("demande/", name="ask")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """Take a class's request, and thank where reloading sends nothing again."""
        if not self.takes_requests:
            raise Http404
        form = VisitRequestForm(
            request.POST if request.method == "POST" else None,
            request=request,
            capacity=self.source.capacity,
        )
        if form.is_valid():
            asked = form.keep(self.source, NetworkSettings.for_request(request), timezone.now())
            thanks = f"{THANKS}={MANY}" if asked.is_beyond_capacity else THANKS
            return redirect(f"{request.path}?{thanks}")
        context = {
            "form": form,
            "is_sent": THANKS in request.GET,
            "is_beyond_capacity": request.GET.get(THANKS) == MANY and self.source.capacity,
            "days_kept": REQUESTS_ARE_KEPT.days,
        }
        response = self.render(
            request, context_overrides=context, template="schools/visit_request.html"
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        models.prefetch_related_objects([self], "image__renditions")
        kits = apps.get_model("schools", "ClassKitPage").objects.visible()
        prepared = kits.filter(pk__in=self.source.kit_links.values("kit"))
        prepared = prepared.with_badge(timezone.localdate())
        return super().get_context(request, *args, **kwargs) | {
            "museum": self.museum,
            "kits": prepared.latest_first().for_cards()[:ALSO],
            "kits_url": address_of("schools.ClassKitIndexPage"),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [offer_structured_data(self)]
