"""Three answers to each question: yes, no, and nobody said."""

import html5lib
import pytest

from museums.models.accessibility import Accessibility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def shown(client, museum):
    """The lines under the title, and what is told as not known."""
    tree = html5lib.parse(client.get(museum.url).content.decode(), namespaceHTMLElements=False)
    lines = [" ".join("".join(line.itertext()).split()) for line in tree.findall(".//dd[@class]")]
    details = tree.find(".//section[@id='accessibility']//details")
    unknown = "".join(details.findall("p")[1].itertext()) if details is not None else ""
    return lines, unknown.split(" · ")


def test_every_question_stands_in_one_group():
    grouped = [name for _title, names in Accessibility.GROUPS for name in names]
    questions = [f.name for f in Accessibility._meta.get_fields() if f.name.startswith("has_")]
    assert sorted(grouped) == sorted(questions)


def test_yes_no_and_not_known_are_told_apart(client, museum):
    museum.has_level_entrance, museum.has_adapted_toilets = True, False
    museum.save()
    lines, unknown = shown(client, museum)
    assert lines == [
        "Entrée sans marche : oui",
        "Toilettes adaptées\u00a0: non".replace("\u00a0", " "),
    ]
    assert "Boucle magnétique" in unknown
    assert "Toilettes adaptées" not in unknown
    assert len(unknown) == 12


def test_where_nothing_is_known_nothing_is_said(client, museum):
    museum.access_note = "Sonnez à la porte bleue."
    museum.save()
    assert 'id="accessibility"' in client.get(museum.url).content.decode()
    museum.access_note = ""
    museum.save()
    assert 'id="accessibility"' not in client.get(museum.url).content.decode()
