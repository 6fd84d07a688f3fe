"""Asks every address of the admin for what belongs to somebody else, and posts to it."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from cms.models import User
from events.models import EventPage
from jobs.models import JobPage
from museums.models import MuseumPage
from schools.models import ClassKitPage
from tests.leaks.planting import FOUND_BY, NUMBER, SECRET, Secrets

PAGE_ARGUMENT = re.compile(r"page|event|parent|destination|kit|offer|museum")
MOST_OF_A_KIND = 40  # of the addresses that one pattern stands for


@dataclass(frozen=True)
class Place:
    """A pattern of the resolver: its name, and its address with its arguments in braces."""

    name: str
    template: str
    arguments: dict[str, str]  # name of the converter by argument
    model: type[Model] | None = None  # what the view is about, where it says so

    @property
    def is_list(self) -> bool:
        """Whether it may be asked for some rows among many."""
        return "int" not in self.arguments.values() or "explore" in self.name

    def may_name_pages(self, argument: str) -> bool:
        """Whether an argument that is a number may be that of a page."""
        if argument in ("pk", "id"):
            return self.model is None or issubclass(self.model, Page)
        return bool(PAGE_ARGUMENT.search(argument))


@dataclass(frozen=True)
class Leak:
    """What somebody saw or changed that is not theirs."""

    who: str
    what: str
    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.who}: {self.what} {self.name} {self.address}"


# Addresses that are no pattern of path(): how each is written.
BY_HAND = {
    "wagtailadmin_pages:revisions_compare": (
        "admin/pages/{pk}/revisions/compare/{a}..{b}/",
        {"pk": "int", "a": "str", "b": "str"},
    ),
}
NOT_WALKED = {
    "admin/^.*/$": "the page that says that there is none",
    "admin/logout/": "nobody would be logged in for the rest",
    "admin/failwhale/": "fails on purpose",
    "admin/test404/": "shows the page of an address that leads nowhere",
}
# What an argument that is no number may be.
WORDS: dict[str, Callable[[Secrets], Iterable[Any]]] = {
    "pk": lambda secrets: [NUMBER],
    "object_id": lambda secrets: [NUMBER],
    "a": lambda secrets: ["live", NUMBER],
    "b": lambda secrets: ["latest", NUMBER],
    "filter_spec": lambda secrets: ["width-100"],
    "mode": lambda secrets: [""],
    "uidb64": lambda secrets: ["NzcwMDc3"],
    "token": lambda secrets: ["set-password"],
    "schedule_uid": lambda secrets: ["unknown"],
    "slot": lambda secrets: ["20261205T140000"],
    "version": lambda secrets: ["1"],
    "path": lambda secrets: ["index.html"],
}
PAGE_TYPES = (MuseumPage, EventPage, JobPage, ClassKitPage, Page)
# Several arguments that only make sense together.
TOGETHER: dict[str, Callable[[], Iterable[dict[str, str]]]] = {
    "app_label model_name action": lambda: (
        {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "action": name}
        for model, actions in bulk_actions()
        for name in actions
    ),
    "content_type_app_name content_type_model_name": lambda: (
        {
            "content_type_app_name": model._meta.app_label,
            "content_type_model_name": model._meta.model_name,
        }
        for model in PAGE_TYPES
    ),
    "app_label model_name": lambda: (
        {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
        for model in (*PAGE_TYPES, User)
    ),
    "app_name model_name": lambda: [
        {"app_name": "home", "model_name": "networksettings"},
        {"app_name": "cms", "model_name": "networksettings"},
        {"app_name": "taggit", "model_name": "tag"},
    ],
    "action_name task_state_id": lambda: [
        {"action_name": name, "task_state_id": str(NUMBER)} for name in ("approve", "reject")
    ],
    "action_name": lambda: [
        {"action_name": name}
        for name in (
            *("convert_alias", "copy", "delete", "publish", "unpublish", "move"),
            *("copy_for_translation", "create_alias", "revert_to_page_revision"),
        )
    ],
}
QUERY = (
    f"?q={FOUND_BY}&id={NUMBER}&id={{draft}}&id={{revised}}&search={FOUND_BY}&term={FOUND_BY}"
    f"&user={NUMBER}&page={{draft}}&museum={{museum}}&musee={{museum}}&collection_id={NUMBER}"
)


def bulk_actions() -> Iterator[tuple[Any, list[str]]]:
    """Each model with what may be done to several of its rows at once."""
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            yield _Named(app, model), list(actions)


class _Named:
    def __init__(self, app: str, model: str) -> None:
        self._meta = type("Meta", (), {"app_label": app, "model_name": model})


def places(under: str = "admin/") -> list[Place]:
    """Every pattern of the resolver below an address."""
    return [
        place
        for place in _places(get_resolver().url_patterns, "", "", {})
        if place.template.startswith(under) and place.template not in NOT_WALKED
    ]


def _places(
    patterns: list[URLPattern | URLResolver], prefix: str, names: str, arguments: dict[str, str]
) -> Iterator[Place]:
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern.pattern, RegexPattern):
            is_plain = not re.search(r"[(\[*+]", route)
            template = route.strip("^$") if is_plain else route
            known = arguments
        else:
            template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
            found = re.findall(r"<(?:(\w+):)?(\w+)>", route)
            known = arguments | {name: converter or "str" for converter, name in found}
        if isinstance(pattern, URLResolver):
            space = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from _places(pattern.url_patterns, prefix + template, space, known)
        else:
            name = names + (pattern.name or "")
            template, known = BY_HAND.get(name, (prefix + template, known))
            view = pattern.callback
            model = getattr(view, "view_initkwargs", {}).get("model") or getattr(
                getattr(view, "view_class", None), "model", None
            )
            yield Place(name, template, known, model if isinstance(model, type) else None)


def addresses(place: Place, secrets: Secrets, own: dict[str, int]) -> list[str]:
    """What a pattern stands for: the other museum's rows, and one's own page with their rows.

    Raises LookupError where nobody knows what an argument may be.
    """
    if re.search(r"[(\[*+^]", place.template):
        raise LookupError(place.template)
    left, choices = dict(place.arguments), []
    for names, fillings in TOGETHER.items():
        if set(names.split()) <= set(left):
            choices.append(list(fillings()))
            for name in names.split():
                del left[name]
    theirs = []
    for name, converter in left.items():
        if converter == "int":
            values: list[Any] = [] if PAGE_ARGUMENT.search(name) else [NUMBER]
            if place.may_name_pages(name):
                values += [*secrets.pages, own["page"]]
        elif name in WORDS:
            values = list(WORDS[name](secrets))
        else:
            raise LookupError(f"{place.name}: {name}")
        theirs.append([{name: value} for value in values])
    found = [_joined(parts) for parts in product(*choices, *theirs)]
    if len(left) > 1:  # one's own page with what hangs on another's
        found += [filling | _own(filling, own) for filling in found]
    filled = dict.fromkeys(place.template.format(**filling) for filling in found)
    return [f"/{address}" for address in filled][:MOST_OF_A_KIND]


def _joined(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items()}


def _own(filling: dict[str, Any], own: dict[str, int]) -> dict[str, int]:
    first = next((name for name in filling if PAGE_ARGUMENT.search(name)), None)
    return {first: own.get(first, own["page"])} if first else {}


class Walk:
    """One person's way through all the addresses."""

    def __init__(self, who: str, user: User | None, secrets: Secrets, own: dict[str, int]) -> None:
        self.who, self.secrets, self.own = who, secrets, own
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self.user = user
        self.leaks: list[Leak] = []
        self.broken: list[Leak] = []
        self.unfilled: list[str] = []
        self.asked = 0

    def over(self, found: Iterable[Place]) -> "Walk":
        """Ask each place, then post to it."""
        query = QUERY.format(
            draft=self.secrets.draft.pk,
            revised=self.secrets.revised.pk,
            museum=self.secrets.museum.pk,
        )
        before = self.secrets.snapshot()
        logging.disable(logging.CRITICAL)  # each refusal would be told
        for place in found:
            try:
                filled = addresses(place, self.secrets, self.own)
            except LookupError as error:
                self.unfilled.append(str(error))
                continue
            for address in filled:
                self.get(place, address)
                if "report" in place.name:
                    self.get(place, f"{address}?export=csv")
                if place.is_list:
                    self.get(place, address + query)
                self.post(place, address + query, before)
        logging.disable(logging.NOTSET)
        return self

    def get(self, place: Place, address: str) -> None:
        with transaction.atomic():
            self.look(place, "GET", address, self.client.get(address))
            transaction.set_rollback(True)

    def post(self, place: Place, address: str, before: list[Any]) -> None:
        """Post to an address with the number of the secret in every field that one may think of."""
        written: list[str] = []

        def note(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
            if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                written.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(note):
                response = self.client.post(address, self.payload())
            self.look(place, "POST", address, response)
            if written and self.secrets.snapshot() != before:
                self.leaks.append(Leak(self.who, "changes", place.name, address))
            transaction.set_rollback(True)

    def look(self, place: Place, method: str, address: str, response: HttpResponseBase) -> None:
        """Note what the answer tells, in its text, its address or its messages."""
        self.asked += 1
        self.client.cookies.pop("messages", None)  # what one answer says is not asked of the next
        body = b"".join(response.streaming_content) if response.streaming else response.content
        told = [body.decode(errors="replace"), response.headers.get("Location", "")]
        if hasattr(response, "wsgi_request") and hasattr(response.wsgi_request, "_messages"):
            told += [str(message) for message in get_messages(response.wsgi_request)]
        if any(SECRET.lower() in text.lower() for text in told):
            self.leaks.append(Leak(self.who, method, place.name, address))
        if method == "GET" and response.status_code >= 500:
            self.broken.append(Leak(self.who, method, place.name, address))

    def payload(self) -> dict[str, Any]:
        """What a form of any view may ask for."""
        numbers = (
            *("id", "ids", "pk", "user", "users", "member", "person", "page", "pages"),
            *("image", "document", "collection", "group", "groups", "event", "row", "rows"),
            *("date", "parent_page", "new_parent_page", "destination", "translation"),
        )
        return dict.fromkeys(numbers, NUMBER) | {
            "museum": self.secrets.museum.pk,
            "title": "Autre",
            "slug": "autre",
            "name": "Autre",
            "email": "autre@musee.example",
            "text": "Autre",
            "q": FOUND_BY,
            "delete": "1",
            "remove": "1",
            "restore": "1",
            "confirm": "1",
            "run": "1",
            "pause": "1",
            "reason": "Autre",
            "kind": "cancelled",
            "du": "2026-11-01",
            "au": "2027-12-31",
            "comment": "Autre",
            "action-publish": "1",
            "next": "/admin/",
        }
