"""Who made a kit, and what it goes with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from museums.models import MuseumPage


class KitAuthor(Orderable):
    """Who wrote a kit."""

    kit = ParentalKey("schools.ClassKitPage", on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    institution = models.CharField(_("museum or school"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("author of a kit")
        verbose_name_plural = _("authors of kits")

    def __str__(self) -> str:
        return self.name


class KitMuseum(Orderable):
    """Another museum that a kit is made with, besides the one that publishes it."""

    kit = ParentalKey("schools.ClassKitPage", on_delete=models.CASCADE, related_name="partners")
    museum = models.ForeignKey(
        MuseumPage, verbose_name=_("museum"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("museum of a kit")
        verbose_name_plural = _("museums of kits")
        constraints = [models.UniqueConstraint(fields=["kit", "museum"], name="kit_museum_once")]

    def __str__(self) -> str:
        return str(self.museum)


class KitEvent(Orderable):
    """An event that a kit goes with."""

    kit = ParentalKey("schools.ClassKitPage", on_delete=models.CASCADE, related_name="events")
    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("event of a kit")
        verbose_name_plural = _("events of kits")
        constraints = [models.UniqueConstraint(fields=["kit", "event"], name="kit_event_once")]

    def __str__(self) -> str:
        return str(self.event)


class KitOffer(Orderable):
    """An offer that a kit prepares for, or goes on from."""

    kit = ParentalKey("schools.ClassKitPage", on_delete=models.CASCADE, related_name="offers")
    offer = models.ForeignKey(
        "schools.VisitOfferPage",
        verbose_name=_("offer for classes"),
        on_delete=models.CASCADE,
        related_name="kit_links",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("offer of a kit")
        verbose_name_plural = _("offers of kits")
        constraints = [models.UniqueConstraint(fields=["kit", "offer"], name="kit_offer_once")]

    def __str__(self) -> str:
        return str(self.offer)
