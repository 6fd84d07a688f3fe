"""The people of an offer are forgotten with its page, in its former versions too."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from jobs.contacts import forget_contacts
from jobs.models import JobContact, JobPage
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def offer(museum):
    page = JobPageFactory(
        parent=museum,
        contacts=[JobContact(name="Ada Lemoine", email="ada@caen.example")],
        application_text="Écrire à Madame Lemoine.",
        supervision_text="Ada Lemoine, directrice",
        documents_required="Un CV, à ada@caen.example ou au 02 31 00 00 01.",
        external_reference="O014241015001201",
        sections=[
            (
                "missions",
                "",
                '<p>Écrire à <a href="mailto:ada@caen.example">ada@caen.example</a> ou '
                "appeler le +33 2.31.00.00.01 avant le 04/12/2026, 1 200 objets.</p>",
            )
        ],
    )
    page.save_revision().publish()
    return JobPage.objects.get(pk=page.pk)


def test_an_offer_that_answers_keeps_its_people(offer):
    assert forget_contacts(offer.closes_at + timedelta(days=179)) == 0
    assert offer.contacts.count() == 1


def test_an_expired_offer_forgets_them_everywhere(offer):
    later = offer.closes_at + timedelta(days=180, minutes=1)
    assert forget_contacts(later) == 1
    assert offer.contacts.count() == offer.applications.count() == 0
    assert not Revision.objects.for_instance(offer).exists()
    left = JobPage.objects.get(pk=offer.pk)
    assert (left.live, left.title, left.latest_revision) == (True, offer.title, None)
    assert forget_contacts(later) == 0


def test_its_texts_lose_addresses_and_numbers_and_nothing_else(offer):
    forget_contacts(offer.closes_at + timedelta(days=181))
    left = JobPage.objects.get(pk=offer.pk)
    assert (left.application_text, left.supervision_text) == ("", "")
    assert left.documents_required == "Un CV, à … ou au …."
    assert left.external_reference == "O014241015001201"
    assert str(left.sections[0].value["text"].source) == (
        '<p>Écrire à <a href="…">…</a> ou appeler le … avant le 04/12/2026, 1 200 objets.</p>'
    )


def test_an_offer_that_went_on_forgets_again(offer):
    forget_contacts(offer.closes_at + timedelta(days=181))
    again = JobPage.objects.get(pk=offer.pk)
    again.contacts = [JobContact(name="Noé Hamel")]
    again.deadline_on = offer.deadline_on + timedelta(days=300)
    again.save()
    assert forget_contacts(again.closes_at + timedelta(days=179)) == 0
    assert forget_contacts(again.closes_at + timedelta(days=181)) == 1
    assert again.contacts.model.objects.count() == 0


def test_the_command_says_how_many(offer, time_machine_at):
    time_machine_at(offer.closes_at + timedelta(days=181))
    out = StringIO()
    call_command("forget_job_contacts", stdout=out)
    assert out.getvalue() == "the contacts of 1 offers forgotten\n"
