import re

import pytest
from django.utils import translation

from events.imports.reasons import Reason
from events.imports.wording import FIELDS, SENTENCES, sentence


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_for_its_details(reason, language):
    with translation.override(language):
        wanted = re.findall(r"%\((\w+)\)s", str(SENTENCES[reason]))
        details = dict.fromkeys(wanted, "2026-11-22") | {"fields": list(FIELDS), "picture": "x"}
        assert "%(" not in sentence(reason, details)


def test_fields_are_named_in_words():
    with translation.override("en"):
        assert sentence("changed", {"fields": ["title", "schedules"]}) == (
            "Changed: title, dates and times."
        )
