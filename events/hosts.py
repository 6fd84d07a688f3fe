"""Where an event hangs says who receives the public: a museum, or a partner venue of a season."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.forms import BasePageForm


class HostForm(BasePageForm):
    """Asks of an event of a museum its season, and of an event of a season its venue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_below_season:
            self.fields.pop("season", None)
        else:
            self.fields.pop("venue", None)
            self.offer_seasons()

    @property
    def is_below_season(self) -> bool:
        """Whether the season itself announces the event, and no museum."""
        parent = self.parent_page
        return bool(parent) and parent.cached_content_type.model == "seasonpage"

    def offer_seasons(self) -> None:
        """Those that are not over, and the one that was chosen; without any, no question."""
        field = self.fields.get("season")
        if field is None:
            return
        seasons = field.queryset.announced(timezone.localdate())
        is_offered = Q(pk__in=seasons.values("pk")) | Q(pk=self.instance.season_id)
        field.queryset = field.queryset.filter(is_offered).order_by("starts_on", "pk")
        if not field.queryset.exists():
            del self.fields["season"]

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        if self.is_below_season and not cleaned.get("venue"):
            self.add_error("venue", _("Say where it takes place: choose its partner venue."))
