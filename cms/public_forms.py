"""Forms that anybody may send, without a cookie: what keeps other sites and robots out.

Django's own protection puts a secret in a cookie. Visitors have no session here that another
site could ride on, their pages are cached for all of them alike, and a cookie is one more thing
to explain: so the browser's own word is taken for where a form was sent from, and four guards
that nobody sees keep robots away. Nothing about a visitor is stored.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from cms.page_cache import never_keep
from cms.validators import on_one_line

LONGEST = timedelta(days=1)
"""How long a form may stay open; a page that a cache keeps is never that old."""
MOST_SENDINGS = 10
SENDINGS_PERIOD = timedelta(minutes=10)
HOUSEHOLD_BITS = 64  # one connection has that whole network to itself in IPv6

# What browsers may fill in by themselves, by the usual name of a field (WCAG 1.3.5).
AUTOCOMPLETE = {
    "name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "organisation": "organization",
    "street": "address-line1",
    "postcode": "postal-code",
    "town": "address-level2",
}

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

View = Callable[..., HttpResponse]


def same_origin_only(view: View) -> View:
    """A view that takes forms without Django's cookie, from pages of this site only.

    Browsers say on each request where it comes from: Sec-Fetch-Site, or Origin where they are
    old; a page cannot make them lie. A program that says neither carries nobody's session.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS and not is_same_origin(request):
            raise PermissionDenied("A form of another site was sent to this one.")
        return view(request, *args, **kwargs)

    return guarded


def is_same_origin(request: HttpRequest) -> bool:
    """Whether this request comes from a page of this very site, or from no page at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


class PublicForm(forms.Form):
    """A form that an anonymous visitor sends; `{% public_form %}` shows it.

    Whatever is wrong, the form comes back with all that was typed and says what to do. The view
    that takes it must be `same_origin_only`, as every page of the site is.
    """

    QUICKEST = timedelta(seconds=2)  # nobody reads a form, fills it in and sends it in less
    STAMP = "form_stamp"
    TRAP = "form_homepage"

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        never_keep(request)  # each visitor has a stamp of their own
        for name, field in self.fields.items():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Answer here: this answer is needed.")
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea):
                field.validators = [*field.validators, on_one_line]
            if name in AUTOCOMPLETE:
                field.widget.attrs.setdefault("autocomplete", AUTOCOMPLETE[name])

    def full_clean(self) -> None:
        """Ask the guards too; the number of sendings last, when nothing else is wrong."""
        super().full_clean()
        if self.is_bound:
            refusal = self._stamp_refusal() or self._trap_refusal()
            if not refusal and not self.errors:
                refusal = self._rate_refusal()
            if refusal:
                self.add_error(None, refusal)

    @property
    def stamp_name(self) -> str:
        """The name of the hidden box that says when the form was shown."""
        return self.add_prefix(self.STAMP)

    @property
    def stamp(self) -> str:
        """When the form was shown, signed; a new one where the one that came back is too old."""
        sent = self._sent(self.STAMP)
        return sent if sent and self._is_younger(sent, LONGEST) else self._signer.sign("shown")

    @property
    def trap_name(self) -> str:
        """The name of the box that only robots see; it always comes back empty."""
        return self.add_prefix(self.TRAP)

    @property
    def purpose(self) -> str:
        """What tells the stamps and the counts of one form from those of another."""
        return f"{type(self).__module__}.{type(self).__qualname__}"

    def fingerprint(self, *about: object) -> str:
        """The same for a form sent twice; another for the same words on another day."""
        sent = "\n".join([self.stamp, *map(str, about), *map(str, self.cleaned_data.values())])
        return sha256(sent.encode()).hexdigest()

    @property
    def _signer(self) -> TimestampSigner:
        return TimestampSigner(salt=f"{__name__}:{self.purpose}")

    def _sent(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "") if self.is_bound else ""

    def _is_younger(self, stamp: str, age: timedelta) -> bool:
        """Whether a stamp is ours and younger than that."""
        try:
            self._signer.unsign(stamp, max_age=age)
        except BadSignature:  # not ours, or older
            return False
        return True

    def _stamp_refusal(self) -> str:
        stamp = self._sent(self.STAMP)
        if not self._is_younger(stamp, LONGEST):
            return _(
                "This page stayed open for too long. Nothing is lost: read your answers again, "
                "then send them once more."
            )
        if self.QUICKEST and self._is_younger(stamp, self.QUICKEST):
            return _("That was too quick for us. Wait a few seconds, then send it again.")
        return ""

    def _trap_refusal(self) -> str:
        if self._sent(self.TRAP):
            return _(
                "A box that stays hidden was filled in, as robots do. We emptied it: send your "
                "answers once more."
            )
        return ""

    def _rate_refusal(self) -> str:
        place = f"{self.purpose} {visitor_network(self.request)}"
        key = salted_hmac(__name__, place, algorithm="sha256").hexdigest()
        cache.add(key, 0, SENDINGS_PERIOD.total_seconds())
        try:
            number = cache.incr(key)
        except ValueError:  # forgotten between the two
            number = 1
        if number > MOST_SENDINGS:
            return _(
                "Your connection has sent us many forms in a few minutes. Wait ten minutes, then "
                "send this one: what you wrote stays here as long as the page is open."
            )
        return ""


class LetterForm(PublicForm):
    """A form of somebody who waits for an answer."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        error_messages={"required": gettext_lazy("Tell us your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Where you are answered."),
        error_messages={
            "required": gettext_lazy("Tell us where to answer you."),
            "invalid": gettext_lazy("Write a whole address, such as name@example.org."),
        },
    )


def visitor_network(request: HttpRequest) -> str:
    """The visitor's address, or the network of their home in IPv6; empty where it is not known.

    Behind web servers of our own (`PROXIES`), the address that the first of them wrote down;
    whoever speaks to us from elsewhere cannot choose it.
    """
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    is_ours = nearest is None or not nearest.is_global or settings.PROXIES > 1
    if is_ours and settings.PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        nearest = _address(forwarded[-settings.PROXIES :][0]) or nearest
    if isinstance(nearest, IPv6Address):
        return str(ip_network((nearest, HOUSEHOLD_BITS), strict=False))
    return str(nearest or "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text.strip())
    except ValueError:
        return None
