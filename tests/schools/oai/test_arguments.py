"""Each mistake has the protocol's own code."""

from datetime import UTC, datetime

import pytest

from schools.oai.arguments import Asked, OaiError, asked_for

LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def code(*pairs):
    with pytest.raises(OaiError) as error:
        asked_for(pairs)
    return error.value.code


@pytest.mark.parametrize(
    "pairs", [[], [("verb", "")], [("verb", "Nonsense")], [("verb", "Identify")] * 2]
)
def test_bad_verb(pairs):
    assert code(*pairs) == "badVerb"


@pytest.mark.parametrize(
    "change",
    [
        {"metadataPrefix": ""},
        {"nonsense": "1"},
        {"from": "2026"},
        {"from": "2026-02-30"},
        {"from": "2026-11-22 10:00:00"},
        {"from": ""},
        {"from": "2026-11-22", "until": "2026-11-22T10:00:00Z"},
        {"from": "2026-11-23", "until": "2026-11-22"},
        {"resumptionToken": "x"},
    ],
)
def test_bad_argument(change):
    assert code(*(LIST | change).items()) == "badArgument"


def test_an_argument_twice():
    assert code(*LIST.items(), ("set", "all"), ("set", "all")) == "badArgument"


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_bad_token(token):
    assert code(("verb", "ListRecords"), ("resumptionToken", token)) == "badResumptionToken"


def test_a_token_is_for_its_verb():
    last = (datetime(2026, 11, 22, tzinfo=UTC), 7)
    token = asked_for(LIST.items()).token(last, 50)
    assert asked_for([("verb", "ListRecords"), ("resumptionToken", token)]) == Asked(
        "ListRecords", prefix="oai_dc", after=last, told=50
    )
    assert code(("verb", "ListIdentifiers"), ("resumptionToken", token)) == "badResumptionToken"


def test_both_ends_are_included():
    asked = asked_for((LIST | {"from": "2026-11-22", "until": "2026-11-22"}).items())
    assert asked.since == datetime(2026, 11, 22, tzinfo=UTC)
    assert asked.before == datetime(2026, 11, 23, tzinfo=UTC)
    moment = "2026-11-22T10:00:00Z"
    asked = asked_for((LIST | {"from": moment, "until": moment}).items())
    assert asked.before == datetime(2026, 11, 22, 10, 0, 1, tzinfo=UTC)


def test_the_end_of_time_is_no_end():
    assert asked_for((LIST | {"until": "9999-12-31"}).items()).before is None
