"""What the search's tests share."""

from datetime import date

import pytest
from wagtail.models import Locale

from cms.french import question_words
from search.finding import find, readable_locales
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.home import NewsPageFactory

TOMORROW = date(2026, 11, 23)


@pytest.fixture
def tell(network):
    """Publishes news with this title and text."""

    def publish_news(title, summary="Rien.", **values):
        page = NewsPageFactory(parent=network.news, title=title, summary=summary, **values)
        page.save_revision().publish()
        return page

    return publish_news


@pytest.fixture
def announce(museum):
    """Publishes an event of the museum on a day."""

    def publish_event(title, day=TOMORROW, parent=museum, exceptions=(), **values):
        event = EventPageFactory(parent=parent, title=title, **values)
        return publish(event, EventScheduleFactory.build(start_date=day), exceptions=exceptions)

    return publish_event


@pytest.fixture
def titles():
    """The titles of what a question finds, in order."""

    def ask(question):
        return [
            one.page.title
            for one in find(question_words(question), readable_locales(Locale.objects.all()), NOW)
        ]

    return ask
