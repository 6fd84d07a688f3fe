"""An offer that seems to be there already is said to who may see it, and to nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from jobs.duplicates import probable_duplicates, seen_by
from jobs.models import JobEmployer, JobPage
from tests.factories.jobs import JobPageFactory
from tests.jobs.test_forms import save  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def offer(parent, title="Régisseuse ou régisseur", **values):
    values = {"employers": [JobEmployer(name="Ville de Caen")]} | values
    return JobPageFactory(parent=parent, title=title, **values)


def test_the_same_title_and_employer_within_sixty_days(museum):
    first = offer(museum, posted_on=date(2026, 10, 1))
    again = offer(
        museum,
        title="regisseuse ou Régisseur (H/F)",
        posted_on=date(2026, 11, 16),
        employers=[JobEmployer(name="VILLE DE CAEN")],
    )
    assert probable_duplicates(again) == [first]
    assert probable_duplicates(offer(museum, posted_on=date(2027, 1, 20))) == []
    someone_else = [JobEmployer(name="Ville de Vire")]
    assert probable_duplicates(offer(museum, employers=someone_else)) == []
    assert probable_duplicates(offer(museum, title="Une autre")) == []


def test_an_employer_is_the_same_by_its_name_or_as_a_member(museum):
    first = offer(museum, employers=[JobEmployer(museum=museum)])
    again = offer(museum, employers=[JobEmployer(name="Musée de la dentelle")])
    assert probable_duplicates(again) == [first]


def test_a_draft_of_another_museum_is_not_told_of(museum, other_museum, editor_of):
    theirs = offer(other_museum, live=False)
    mine = offer(museum, live=False)
    editor = editor_of(museum)
    again = offer(museum, live=False)
    assert seen_by(probable_duplicates(again), editor) == [mine]
    assert seen_by([theirs], editor_of(other_museum, "autre@musee.example")) == [theirs]
    theirs.live = True
    theirs.save()
    assert seen_by(probable_duplicates(again), editor) == [theirs, mine]


def test_it_is_said_after_saving_with_the_way_there(save, museum, other_museum):  # noqa: F811
    mine = offer(museum, title="Régisseuse ou régisseur", live=False)
    theirs = offer(other_museum)
    hidden = offer(other_museum, live=False, title="Régisseuse ou régisseur")
    response = save()
    assert JobPage.objects.latest("pk").live
    said = [str(m) for m in response.context["messages"] if "paru" in str(m)]
    assert len(said) == 2
    assert reverse("wagtailadmin_pages:edit", args=[mine.pk]) in said[0]
    assert f'href="{theirs.url}"' in said[1]
    assert hidden.url not in "".join(said)
