"""The network's news."""

from datetime import date, timedelta

import pytest
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file_jpeg

from cms.models import CreditedImage
from home.models.news import NEWS_A_PAGE
from tests.factories.home import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def titles(client, address):
    return [news.title for news in client.get(address).context_data["news"]]


def test_the_latest_first_a_page_at_a_time(network, client):
    for days in range(NEWS_A_PAGE + 2):
        NewsPageFactory(
            parent=network.news,
            title=f"Il y a {days} jours",
            published_on=date(2026, 11, 22) - timedelta(days=days),
        )
    assert titles(client, "/actualites/") == [f"Il y a {d} jours" for d in range(NEWS_A_PAGE)]
    last = [f"Il y a {NEWS_A_PAGE + days} jours" for days in range(2)]
    assert titles(client, "/actualites/?p=2") == last
    assert titles(client, "/actualites/?p=nonsense") == titles(client, "/actualites/")


def test_a_shared_link_shows_its_picture(network, client):
    image = CreditedImage.objects.create(
        title="Moulin", file=ImageFile(get_test_image_file_jpeg(size=(960, 640)).file, "moulin.jpg")
    )
    news = NewsPageFactory(parent=network.news, image=image, published_on=date(2026, 11, 3))
    text = client.get(news.url).content.decode()
    assert '<meta property="og:image" content="http://testserver/media/images/moulin' in text
    assert '"image": ["http://testserver/media/images/moulin' in text
    assert '"datePublished": "2026-11-03"' in text
    assert "Mardi 3 novembre 2026" in text
