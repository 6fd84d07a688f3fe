"""The document says all that the site knows of people."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from cms.models import User

DOCUMENT = (Path(__file__).parents[1] / "docs/personal-data.md").read_text()
OF_PEOPLE = re.compile(r"e?mail|phone|recipient|reply_to|ip_address|username|first_name|last_name")
# Fields of that name that hold nobody, with the reason.
HOLDS_NOBODY = {
    "wagtailimages.Image": "not used: pictures are cms.CreditedImage",
    "wagtaildocs.Document": "not used: documents are cms.LicensedDocument",
}


def knows_people(model: type[models.Model]) -> bool:
    """Whether a row names somebody, by an account or by an address."""
    fields = [field for field in model._meta.local_concrete_fields if not field.auto_created]
    return any(field.related_model is User or OF_PEOPLE.fullmatch(field.name) for field in fields)


def test_each_model_that_knows_people_is_in_the_document():
    known = {model._meta.label for model in apps.get_models() if knows_people(model)}
    assert "cms.User" in known
    named = set(re.findall(r"`(\w+\.\w+)`", DOCUMENT))
    assert known - set(HOLDS_NOBODY) - named == set()


def test_the_document_names_only_what_there_is():
    labels = {model._meta.label for model in apps.get_models()}
    assert set(re.findall(r"`(\w+\.[A-Z]\w+)`", DOCUMENT)) - labels == set()


def test_each_limit_has_its_command():
    commands = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", DOCUMENT))
    known = {path.stem for path in Path(__file__).parents[1].glob("*/management/commands/*.py")}
    assert commands <= known
