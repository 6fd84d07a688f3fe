"""What a museum types of itself, and what it is told."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from museums.models import ExternalIdentifier

pytestmark = pytest.mark.django_db
ROWS = (
    *("prices", "gallery", "social_links", "identifiers"),
    *("opening_slots", "opening_exceptions"),
)


def form_for(museum, user, rows=None, **values):
    """The form of the page as the admin fills it in, with other values."""
    form_class = museum.get_edit_handler().get_form_class()
    empty = form_class(instance=museum, for_user=user)
    data = {
        name: empty[name].value() if empty[name].value() is not None else ""
        for name in empty.fields
    }
    data |= {name: "unknown" for name in empty.fields if name.startswith("has_")}
    data |= {"body-count": "0", **values}
    data |= nested_form_data(
        {name: inline_formset((rows or {}).get(name, [])) for name in ROWS}
        | {"comments": inline_formset([])}
    )
    return form_class(data, instance=museum, for_user=user)


def test_three_answers(museum, network_member):
    form = form_for(museum, network_member, has_level_entrance="true", has_seats="false")
    assert form.errors == {}
    assert form.cleaned_data["has_level_entrance"] is True
    assert form.cleaned_data["has_seats"] is False
    assert form.cleaned_data["has_hearing_loop"] is None


def test_free_with_a_price_is_refused_when_published(museum, network_member):
    rows = {"prices": [{"kind": "full", "amount": "5"}]}
    assert form_for(museum, network_member, rows).is_valid()
    form = form_for(museum, network_member, rows, is_free="on")
    assert list(form.errors) == ["is_free"]
    free = {"prices": [{"kind": "young", "amount": "0"}]}
    assert form_for(museum, network_member, free, is_free="on").is_valid()


def test_the_code_of_another_museum_is_refused_by_its_name(museum, other_museum, network_member):
    rows = {"identifiers": [{"scheme": "wikidata", "value": "Q1"}]}
    assert form_for(museum, network_member, rows).is_valid()
    ExternalIdentifier.objects.create(museum=other_museum, scheme="wikidata", value="Q1")
    form = form_for(museum, network_member, rows)
    assert not form.is_valid()
    (errors,) = (one.errors for one in form.formsets["identifiers"].forms if one.errors)
    assert errors == {
        "value": [
            "Ce code est celui de «\u202fMusée du Cidre\u202f»\u00a0: vérifiez-le, ou demandez "
            "à l’équipe du réseau."
        ]
    }
