"""The page of the admin where one composes the frame of the agenda for one's own site."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.embedding import EmbedComposer
from events.embed import EmbedForm
from museums.models import MuseumPage


class AgendaComposer(EmbedComposer):
    """The agenda; an editor's own museum first, the whole network for its team."""

    page_title = _("Show the agenda on your site")
    form_class = EmbedForm
    first_fields = ("musee", "nombre", "lang", "couleur")
    intro = _(
        "Choose what visitors of your site are to see, and paste what is below into a page of it. "
        "The agenda there keeps itself up to date, without a cookie."
    )

    def script_path(self) -> str:
        return reverse("embed_script")

    def get_form(self, data: QueryDict) -> EmbedForm:
        form = EmbedForm(data)
        form.fields["ville"].choices = form.towns()
        return form

    def first_choice(self) -> dict[str, list[str]]:
        museum = MuseumPage.objects.published_by(self.request.user).members().first()
        return {"musee": [museum.slug]} if museum else {}
