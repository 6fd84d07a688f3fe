"""The same list with a filter more or less, and only what holds of an address."""

import pytest
from django import forms
from django.http import QueryDict

from cms.selections import FilterAtWork, FilterForm, Selection, pairs


class ShelfFilterForm(FilterForm):
    """A list with a filter of each kind."""

    q = forms.CharField(required=False)
    shelf = forms.MultipleChoiceField(
        required=False, choices=[("Left", [("a", "Shelf A"), ("b", "Shelf B")]), ("c", "Shelf C")]
    )
    most = forms.ChoiceField(required=False, choices=[("30", "30 at most")])
    free = forms.BooleanField(label="Free", required=False)

    FILTERS = {"q": "words", "shelf": "shelves", "free": "is_free"}


def values(query):
    return ShelfFilterForm(QueryDict(query)).valid_values


def selection(query):
    return Selection("/shelves/", values(query))


def test_what_holds_is_kept_beside_what_is_wrong():
    form = ShelfFilterForm(QueryDict("shelf=a&shelf=z&most=99&q="))
    assert form.valid_values == {"shelf": ["a"]}
    assert set(form.errors) == {"shelf", "most"}


def test_a_queryset_is_asked_by_its_own_names():
    form = ShelfFilterForm(QueryDict("q=ink&shelf=b&most=30&free=1"))
    assert form.filters() == {"words": "ink", "shelves": ["b"], "is_free": True}


def test_each_filter_is_named_with_the_list_without_it():
    chosen = selection("q=ink&shelf=a&shelf=c&free=1")
    assert chosen.without_each(ShelfFilterForm()) == [
        FilterAtWork("ink", "/shelves/?shelf=a&shelf=c&free=1"),
        FilterAtWork("Shelf A", "/shelves/?q=ink&shelf=c&free=1"),
        FilterAtWork("Shelf C", "/shelves/?q=ink&shelf=a&free=1"),
        FilterAtWork("Free", "/shelves/?q=ink&shelf=a&shelf=c"),
    ]


def test_the_last_filter_leads_back_to_the_bare_address():
    assert selection("shelf=a").without_each(ShelfFilterForm()) == [
        FilterAtWork("Shelf A", "/shelves/")
    ]


@pytest.mark.parametrize(
    ("query", "is_indexed"), [("", True), ("shelf=a&q=ink", True), ("shelf=a&shelf=b&q=ink", False)]
)
def test_search_engines_list_few_selections(query, is_indexed):
    assert selection(query).is_indexed is is_indexed


def test_an_address_holds_each_value_by_itself():
    assert pairs({"q": "ink", "shelf": ["a", "b"], "free": True}) == [
        ("q", "ink"),
        ("shelf", "a"),
        ("shelf", "b"),
        ("free", "1"),
    ]
