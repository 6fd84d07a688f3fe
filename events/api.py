"""The delta API: what is public of the agenda, and what changed since a consumer last asked."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, NamedTuple, Self
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from events.filters import AgendaFilterForm
from events.models import EventRecord, FeedVersion, Occurrence
from events.querysets import TOMBSTONES_STAY, OccurrenceQuerySet
from events.records import RECORDS_SCOPE
from events.schemas import Event, Events, Problem, Progress, Tombstone

# Raised when the bytes of an answer change for the same records, so that every ETag changes.
CODE_VERSION = 1
DESCRIPTION = """\
Events of the network's museums, in OpenAgenda's words.

Read everything once, keep the last `after`, and come back with it: you are told what changed, and
with `removed=1` what is gone. Read only, no key, no cookie, any origin."""


# Where a consumer is


class Cursor(NamedTuple):
    """The last change that a consumer knows of, and the day on which it was told."""

    number: int
    issued_on: date

    @classmethod
    def read(cls, text: str) -> Self:
        try:
            number, _dot, day = urlsafe_b64decode(text.encode()).decode().partition(".")
            return cls(int(number), date.fromisoformat(day))
        except (NotBase64, ValueError) as error:
            raise wrong("after", "This is no cursor of this API.") from error

    def __str__(self) -> str:
        return urlsafe_b64encode(f"{self.number}.{self.issued_on}".encode()).decode()

    def is_too_old(self, today: date) -> bool:
        """Whether tombstones were taken away since, that its consumer was never told."""
        return self.issued_on < today - TOMBSTONES_STAY


# The API


class OpenAPI(NinjaAPI):
    """An API that any site may read, its refusals too."""

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        return with_open_headers(super().create_response(request, data, **options))


api = OpenAPI(
    title="Agenda",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # its page would bring scripts of another site: docs/api.md is ours
    openapi_url=None,  # below, with the headers of all the rest
    urls_namespace="agenda_api",
)


def read_only(path: str, **options: Any) -> Callable:
    """An operation for GET, described in OpenAPI, and for HEAD."""

    def register(view: Callable) -> Callable:
        api.api_operation(["HEAD"], path, include_in_schema=False)(view)
        return api.get(path, by_alias=True, **options)(view)

    return register


@read_only(
    "/events",
    response={200: Events, 410: Problem, 422: Problem},
    summary="Events, in the order in which they changed",
)
def list_events(request: HttpRequest, progress: Query[Progress]) -> HttpResponse:
    """Without `after` and `updated_since`: all of them. Every filter of the agenda page holds."""
    version, today = records_version(), timezone.localdate()
    if response := not_modified(request, version, today):
        return response
    cursor = Cursor.read(progress.after) if progress.after else Cursor(0, today)
    if cursor.is_too_old(today):
        problem = "This cursor is older than 60 days: read everything again."
        return api.create_response(request, {"detail": problem}, status=410)
    records = EventRecord.objects.with_is_told(found_dates(request))
    records = records.filter(number__gt=cursor.number).order_by("number")
    if progress.updated_since:
        records = records.filter(updated_at__gte=progress.updated_since)
    if progress.removed:
        records = records.told_now(datetime.combine(today, time(), UTC))
    else:
        records = records.filter(is_told=True)
    page = list(records[: progress.size + 1])
    told = page[: progress.size]
    last = told[-1].number if told else cursor.number
    content = {
        "events": [spoken(record) for record in told],
        "after": str(Cursor(last, today)),
        "hasMore": len(page) > progress.size,
    }
    return answer(content, version, today, request)


@read_only(
    "/events/{uid}",
    response={200: Event, 404: Problem, 410: Tombstone, 422: Problem},
    summary="One event",
)
def one_event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """410 with a tombstone where it went off line, 404 where there never was one."""
    version, today = records_version(), timezone.localdate()
    if response := not_modified(request, version, today):
        return response
    record = EventRecord.objects.with_is_told(None).filter(event_key=uid).first()
    if record is None:
        return api.create_response(request, {"detail": "There is no such event."}, status=404)
    status = 200 if record.is_told else 410
    return answer(spoken(record), version, today, request, status=status)


@read_only("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API for programs."""
    return with_open_headers(JsonResponse(openapi_schema()))


def openapi_schema() -> dict[str, Any]:
    """What Ninja knows of the API, with the filters of the agenda, which are a form's."""
    schema = api.get_openapi_schema()
    with translation.override("en"):
        parameters = [
            parameter(name, field) for name, field in AgendaFilterForm.base_fields.items()
        ]
    schema["paths"][reverse("agenda_api:list_events")]["get"]["parameters"].extend(parameters)
    return schema


def parameter(name: str, field: forms.Field) -> dict[str, Any]:
    """A filter of the agenda in OpenAPI's words."""
    types: dict[type[forms.Field], dict[str, Any]] = {
        forms.MultipleChoiceField: {"type": "array", "items": {"type": "string"}},
        forms.DateField: {"type": "string", "format": "date"},
        forms.BooleanField: {"type": "boolean"},
        forms.IntegerField: {"type": "integer"},
    }
    found = (schema for kind, schema in types.items() if isinstance(field, kind))
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": str(field.label or name),
        "schema": next(found, {"type": "string"}),
    }


def found_dates(request: HttpRequest) -> OccurrenceQuerySet | None:
    """The dates that pass the filters of the address; None where there is no filter.

    What no filter holds is refused: a consumer that believes in one would store what it is not.
    """
    asked = set(request.GET) - set(Progress.model_fields)
    if unknown := asked - set(AgendaFilterForm.base_fields):
        raise wrong(min(unknown), "There is no such parameter.")
    if not asked:
        return None
    with translation.override("en"):
        form = AgendaFilterForm(request.GET)
        if not form.is_valid():
            name, errors = next(iter(form.errors.items()))
            raise wrong(name, " ".join(errors))
    found = Occurrence.objects.visible().filtered(**form.filters()).touching(*form.period())
    return found.spans() if form.valid_values.get("expos") else found


def wrong(name: str, message: str) -> ValidationError:
    """What a parameter has wrong, told as Ninja tells it."""
    return ValidationError([{"type": "value_error", "loc": ["query", name], "msg": message}])


def spoken(record: EventRecord) -> dict[str, Any]:
    """A record as an event, or as a tombstone."""
    stamp = record.updated_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if record.is_told:
        return record.content | {"updatedAt": stamp}
    return {"uid": str(record.event_key), "removed": True, "updatedAt": stamp}


# Over HTTP


def records_version() -> FeedVersion:
    """How often any record changed."""
    found = FeedVersion.objects.of(RECORDS_SCOPE)
    return found or FeedVersion(number=0, updated_at=datetime.fromtimestamp(0, UTC))


def etag_of(request: HttpRequest, version: FeedVersion, today: date) -> str:
    """The name of an answer, known before it is written; a day takes tombstones away."""
    parts = (CODE_VERSION, request.get_full_path(), version.number, today.isoformat())
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, version: FeedVersion, today: date) -> HttpResponse | None:
    """304 for who has the answer: nothing was read but the version."""
    etag = etag_of(request, version, today)
    response = get_conditional_response(request, etag=etag)
    return with_version(response, etag, version) if response else None


def answer(
    content: dict[str, Any],
    version: FeedVersion,
    today: date,
    request: HttpRequest,
    status: int = 200,
) -> HttpResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    return with_version(response, etag_of(request, version, today), version)


def with_version(response: HttpResponse, etag: str, version: FeedVersion) -> HttpResponse:
    response["ETag"] = etag
    response["Last-Modified"] = http_date(version.updated_at.timestamp())
    return with_open_headers(response)


def with_open_headers(response: HttpResponse) -> HttpResponse:
    """What every answer says: for any site to read, for caches to keep a moment."""
    response["Cache-Control"] = "public, max-age=60, stale-while-revalidate=60"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    response["X-Robots-Tag"] = "noindex"
    return response
