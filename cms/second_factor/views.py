"""Switching the second factor on and off, showing it at log-in, taking it off who lost it."""

from typing import Any

import django_otp
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.guards import keeps_site
from cms.models import User
from cms.outbox import queue_message
from cms.second_factor.devices import (
    TooSoonError,
    device_shown_by,
    has_second_factor,
    needs_second_factor,
    new_recovery_codes,
    new_telephone,
    qr_code,
    secret_to_type,
    switch_off,
    switch_on,
)


class CodeForm(forms.Form):
    """A code of the telephone, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


class CodeView(WagtailAdminTemplateMixin, FormView):
    """A page that asks for a code."""

    form_class = CodeForm
    header_icon = "lock"

    def get_success_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or "/admin/"

    def refuse(self, form: CodeForm, sentence: str) -> HttpResponse:
        form.add_error("code", sentence)
        return self.form_invalid(form)

    def too_soon(self, form: CodeForm, error: TooSoonError) -> HttpResponse:
        sentence = _("Several codes were wrong. Wait %(seconds)s seconds, then type a new one.")
        return self.refuse(form, sentence % {"seconds": error.seconds})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


class ShowView(CodeView):
    """Asked after the password, of those who have a second factor."""

    template_name = "cms/admin/second_factor/show.html"
    page_title = gettext_lazy("One more step")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_verified() or not has_second_factor(request.user):
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            device = device_shown_by(self.request.user, form.cleaned_data["code"])
        except TooSoonError as error:
            return self.too_soon(form, error)
        if device is None:
            return self.refuse(
                form, _("This code is not right. Take the one that your telephone shows now.")
            )
        self.request.session.cycle_key()
        django_otp.login(self.request, device)
        return super().form_valid(form)


class EnrolView(CodeView):
    """Adds a telephone: it reads a drawing, then its first code proves that it did."""

    template_name = "cms/admin/second_factor/enrol.html"
    page_title = gettext_lazy("Protect my account with a second factor")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if has_second_factor(request.user):
            return redirect("second_factor:mine")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def telephone(self) -> TOTPDevice:
        return new_telephone(self.request.user)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            codes = switch_on(self.telephone, form.cleaned_data["code"])
        except TooSoonError as error:
            return self.too_soon(form, error)
        if codes is None:
            return self.refuse(
                form,
                _("This code is not right. Check the time of your telephone, then type a new one."),
            )
        self.request.session.cycle_key()
        django_otp.login(self.request, self.telephone)
        return CodesView.told(self.request, codes, self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "qr_code": qr_code(self.telephone),
            "secret": secret_to_type(self.telephone),
            "is_required": needs_second_factor(self.request.user),
        }


class CodesView(WagtailAdminTemplateMixin, TemplateView):
    """New recovery codes, shown this once."""

    template_name = "cms/admin/second_factor/codes.html"
    page_title = gettext_lazy("Your recovery codes")
    header_icon = "lock"
    http_method_names = ("post",)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]

    @classmethod
    def told(cls, request: HttpRequest, codes: list[str], going_to: str) -> HttpResponse:
        view = cls(request=request)
        view.setup(request)
        return view.render_to_response(view.get_context_data(codes=codes, going_to=going_to))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_verified():
            raise PermissionDenied
        return self.told(request, new_recovery_codes(request.user), "/admin/")


class MineView(CodeView):
    """One's own second factor: new recovery codes, or switched off with a code of it."""

    template_name = "cms/admin/second_factor/mine.html"
    page_title = gettext_lazy("My second factor")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_second_factor(request.user):
            return redirect("second_factor:enrol")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        user = self.request.user
        if needs_second_factor(user):
            return self.refuse(form, _("The network requires a second factor of its team."))
        try:
            device = device_shown_by(user, form.cleaned_data["code"])
        except TooSoonError as error:
            return self.too_soon(form, error)
        if device is None:
            return self.refuse(
                form, _("This code is not right. Take the one that your telephone shows now.")
            )
        switch_off(user)
        messages.success(self.request, _("The second factor is switched off."))
        return redirect("wagtailadmin_account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        required = needs_second_factor(self.request.user)
        return super().get_context_data(**kwargs) | {"is_required": required}


class PeopleView(WagtailAdminTemplateMixin, TemplateView):
    """Who has a second factor; those who keep the site take it off who lost their telephone."""

    template_name = "cms/admin/second_factor/people.html"
    page_title = gettext_lazy("Second factors")
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with_one = TOTPDevice.objects.filter(confirmed=True).values("user_id")
        people = User.objects.filter(pk__in=with_one).order_by("last_name", "email")
        return super().get_context_data(**kwargs) | {"people": people}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it off somebody else, who is told."""
        others = User.objects.exclude(pk=request.user.pk)
        if not request.user.is_superuser:
            others = others.filter(is_superuser=False)
        number = request.POST.get("person", "")
        person = get_object_or_404(others, pk=number if number.isdigit() else 0)
        telephone = TOTPDevice.objects.filter(user=person, confirmed=True).first()
        if telephone and switch_off(person):
            tell_of_reset(person, telephone)
            messages.success(
                request,
                _("%(person)s logs in with the password alone, and was told so by mail.")
                % {"person": person.get_full_name() or person.email},
            )
        return redirect("second_factor:people")


def tell_of_reset(person: User, telephone: TOTPDevice) -> None:
    """Nobody's second factor goes without their knowing."""
    queue_message(
        key=f"second-factor-reset-{person.pk}-{telephone.pk}",
        recipient=person.email,
        subject=_("Your second factor was taken off"),
        text=_(
            "The network's team took the second factor off your account, as after the loss of a "
            "telephone. You now log in with your password alone, and may add a telephone again "
            "under “Account”.\n\nIf you did not ask for it, tell the network at once."
        ),
    )
