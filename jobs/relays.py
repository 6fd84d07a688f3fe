"""What a museum sees, on its offer, of the relays that it was sent to."""

from typing import Any

from wagtail.admin.panels import Panel


class RelayedPanel(Panel):
    """The relays that an offer went to, by name; nothing before it went anywhere."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "jobs/admin/relayed_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self.instance.told_to_jobrelays.exists()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"relays": self.instance.told_to_jobrelays.all()}
