"""Parts of the form of an event that Wagtail does not have."""

from wagtail.admin.panels import HelpPanel


class DatesLinkPanel(HelpPanel):
    """The way to the list of an event's dates, once it is saved."""

    def __init__(self, template: str = "events/admin/dates_link.html", **kwargs: object) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self.instance.source == self.instance
