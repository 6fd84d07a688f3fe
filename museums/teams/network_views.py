"""« Comptes des musées »: everybody who publishes, as the network's team looks after them."""

from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.address_change import ask_to_confirm
from cms.models import User
from museums.choices import Role
from museums.imports.reasons import RefusedError
from museums.imports.tables import decoded
from museums.imports.wording import sentence
from museums.models import Invitation, MuseumPage
from museums.network import is_network
from museums.teams.forms import AddressForm, InviteForm, NewMemberForm
from museums.teams.invitation_views import InvitesPeople
from museums.teams.joining import add_member
from museums.teams.lists import (
    MOST_BYTES,
    Line,
    NotAListError,
    invite_all,
    read_lines,
    table_to_fill,
)
from museums.teams.people import LABELS, Show, museums_without_lead, parts_of, people
from museums.teams.roles import close, may_change

PEOPLE_A_PAGE = 50


class NetworkView(WagtailAdminTemplateMixin, View):
    """A page that only the network's team has; for others it does not exist."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_network(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        if self.request.resolver_match.view_name != "people":
            items = [*items, {"url": reverse("people"), "label": PeopleView.page_title}]
        return [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))


class PeopleView(InvitesPeople, NetworkView):
    """Everybody, the invitations that wait, the museums that nobody answers for."""

    template_name = "museums/admin/teams/people.html"
    page_title = gettext_lazy("Accounts of the museums")
    already_there = gettext_lazy("This person plays this role already.")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_invitations(InviteForm(roles=self.roles()))

    def roles(self) -> tuple[Role, ...]:
        """Whom one may invite from here; a museum's people are invited by the museum."""
        return (Role.PARTNER, Role.NETWORK) if self.request.user.is_superuser else (Role.PARTNER,)

    def show_invitations(self, form: InviteForm) -> HttpResponse:
        asked = self.request.GET.get("show", "")
        show = Show(asked) if asked in set(Show) else Show.ALL
        words = self.request.GET.get("q", "")
        found = people(show, words, timezone.now())
        page = Paginator(found, PEOPLE_A_PAGE).get_page(self.request.GET.get("p"))
        parts = parts_of(page.object_list)
        return self.show(
            form=form,
            page=page,
            rows=[(person, parts[person.pk]) for person in page.object_list],
            shows=[(one, label, one == show) for one, label in LABELS.items()],
            asked=show,
            words=words,
            waiting=self.waiting().select_related("museum"),
            without_lead=museums_without_lead(),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if "invite" in request.POST:
            return self.invite(InviteForm(request.POST, roles=self.roles()), museum=None)
        if "remind" in request.POST:
            return self.remind()
        if "withdraw" in request.POST:
            return self.withdraw()
        raise Http404

    def waiting(self) -> Any:
        return Invitation.objects.waiting()

    def back(self) -> HttpResponse:
        return redirect("people")


class PersonView(NetworkView):
    """One account: its museums, its address, open or closed."""

    template_name = "museums/admin/teams/person.html"
    header_icon = "user"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.person = get_object_or_404(User, pk=pk)
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return self.person.get_full_name() or self.person.email

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_person(AddressForm())

    def show_person(self, form: AddressForm) -> HttpResponse:
        return self.show(
            form=form,
            person=self.person,
            parts=parts_of([self.person])[self.person.pk],
            may_change=may_change(self.person, self.request.user),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may_change(self.person, request.user):
            raise Http404
        for name in ("address", "link", "close", "reopen"):
            if name in request.POST:
                return getattr(self, name)()
        raise Http404

    def address(self) -> HttpResponse:
        """The new address confirms, so that a slip of the pen shuts nobody out."""
        form = AddressForm(self.request.POST)
        if not form.is_valid():
            return self.show_person(form)
        email = form.cleaned_data["email"]
        ask_to_confirm(self.person, email)
        return self.said(
            _("A message leaves for %(email)s: the address changes once it is confirmed."), email
        )

    def link(self) -> HttpResponse:
        """As if they had asked for it themselves; not by the outbox, where others could read it."""
        form = PasswordResetForm({"email": self.person.email})
        form.full_clean()
        try:
            form.save(
                request=self.request,
                use_https=self.request.is_secure(),
                subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
                email_template_name="wagtailadmin/account/password_reset/email.txt",
            )
        except OSError:
            messages.error(self.request, _("The mail server cannot be reached: try again later."))
            return redirect("person", self.person.pk)
        return self.said(_("A message leaves for %(email)s."), self.person.email)

    def close(self) -> HttpResponse:
        if self.person == self.request.user:
            messages.error(self.request, _("Nobody closes their own account."))
            return redirect("person", self.person.pk)
        with transaction.atomic():
            self.person.groups.clear()
            close(self.person)
        return self.said(_("%(email)s cannot log in any more."), self.person.email)

    def reopen(self) -> HttpResponse:
        self.person.is_active = True
        self.person.save(update_fields=["is_active"])
        return self.said(_("%(email)s can log in again."), self.person.email)

    def said(self, words: str, email: str) -> HttpResponse:
        messages.success(self.request, words % {"email": email})
        return redirect("person", self.person.pk)


class InviteListView(NetworkView):
    """Invites the people of many museums from a table, once it was looked at."""

    template_name = "museums/admin/teams/invite_list.html"
    page_title = gettext_lazy("Invite from a table")

    def get(self, request: HttpRequest) -> HttpResponse:
        if "table" in request.GET:
            return self.table()
        return self.show()

    def table(self) -> HttpResponse:
        """The museums that nobody answers for, which a spreadsheet opens with its accents."""
        text = table_to_fill(museums_without_lead())
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="invitations.csv"'
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        file = request.FILES.get("file")
        content = file.read(MOST_BYTES + 1) if file else request.POST.get("content", "").encode()
        try:
            lines = self.read(content)
        except (NotAListError, RefusedError) as error:
            return self.show(error=_said(error))
        if "apply" not in request.POST:
            return self.show(lines=lines, content=decoded(content)[0])
        with transaction.atomic():
            count = invite_all(lines, request.user, timezone.now())
        said = ngettext("%(count)s message leaves.", "%(count)s messages leave.", count)
        messages.success(request, said % {"count": count})
        return redirect("people")

    def read(self, content: bytes) -> list[Line]:
        if not content:
            raise NotAListError(_("Choose a file first."))
        if len(content) > MOST_BYTES:
            raise NotAListError(_("The file is larger than one megabyte."))
        return read_lines(content)


def _said(error: NotAListError | RefusedError) -> str:
    return sentence(error.reason, error.details) if isinstance(error, RefusedError) else str(error)


class NewMemberView(NetworkView):
    """A museum joins the network: one form."""

    template_name = "museums/admin/teams/new_member.html"
    page_title = gettext_lazy("Add a museum")
    header_icon = "home"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=NewMemberForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewMemberForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        museum: MuseumPage = add_member(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(
            request, _("“%(museum)s” is a member of the network.") % {"museum": museum.title}
        )
        return redirect("team", museum.pk)
