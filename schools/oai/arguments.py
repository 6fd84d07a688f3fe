"""What a harvester asks, checked against the protocol; no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
}
"""The arguments that each verb needs, and those that it takes besides."""
TOKEN = "resumptionToken"  # noqa: S105
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
SALT = __name__


class OaiError(ValueError):
    """What a harvester did wrong, by the protocol's own code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Asked:
    """A request that the protocol allows; `since` and `before` are the ends of its days.

    `after` says where the page before ended: the instant and the number of its last record.
    """

    verb: str
    identifier: str = ""
    prefix: str = ""
    set_name: str = ""
    since: datetime | None = None
    before: datetime | None = None  # not included
    after: tuple[datetime, int] | None = None
    told: int = 0  # records on the pages before

    def token(self, last: tuple[datetime, int], told: int) -> str:
        """What asks for the next page; nobody else can make one."""
        ends = [moment and moment.timestamp() for moment in (self.since, self.before, last[0])]
        state = [self.verb, self.prefix, self.set_name, *ends, last[1], told]
        return signing.dumps(state, salt=SALT)


def asked_for(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What these arguments ask for; raises OaiError."""
    given: dict[str, str] = {}
    repeated = set()
    for name, value in pairs:
        if name in given:
            repeated.add(name)
        given[name] = value
    verb = given.pop("verb", "")
    if verb not in ARGUMENTS or "verb" in repeated:
        raise OaiError("badVerb", "Give one verb, one of the six of the protocol.")
    needed, allowed = ARGUMENTS[verb]
    if repeated or not given.keys() <= needed | allowed:
        raise OaiError("badArgument", "An argument is repeated, or not one of this verb.")
    if TOKEN in given:
        if len(given) > 1:
            raise OaiError("badArgument", "A resumptionToken stands alone.")
        return resumed(verb, given[TOKEN])
    if not all(given.get(name) for name in needed):
        raise OaiError("badArgument", f"{verb} needs: {', '.join(sorted(needed))}.")
    since, before = _period(given.get("from"), given.get("until"))
    return Asked(
        verb,
        given.get("identifier", ""),
        given.get("metadataPrefix", ""),
        given.get("set", ""),
        since,
        before,
    )


def resumed(verb: str, token: str) -> Asked:
    """The page that a token of ours asks for; raises OaiError for any other."""
    try:
        of_verb, prefix, set_name, *ends, number, told = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise OaiError("badResumptionToken", "This token is not one of ours.") from None
    if of_verb != verb:
        raise OaiError("badResumptionToken", "This token is for another verb.")
    since, before, last = (
        datetime.fromtimestamp(moment, UTC) if moment is not None else None for moment in ends
    )
    return Asked(verb, "", prefix, set_name, since, before, (last, number), told)


def _period(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The first instant that is asked for, and the first one that is not any more."""
    if since is not None and until is not None and len(since) != len(until):
        raise OaiError("badArgument", "“from” and “until” have not the same granularity.")
    first = _instant(since) if since is not None else None
    last = None
    if until is not None:
        step = timedelta(days=1) if len(until) == len("2026-11-22") else timedelta(seconds=1)
        try:
            last = _instant(until) + step
        except OverflowError:
            last = None  # the end of time: no end
    if first and last and first >= last:
        raise OaiError("badArgument", "“from” is later than “until”.")
    return first, last


def _instant(text: str) -> datetime:
    for form, length in ((DAY, len("2026-11-22")), (SECOND, len("2026-11-22T10:00:00Z"))):
        if len(text) == length:
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                break
    raise OaiError("badArgument", "A date is YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ in UTC.")
