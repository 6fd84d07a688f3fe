"""The news as an Atom feed, for feed readers and for other sites."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from cms.models import NetworkSettings
from cms.visibility import unrestricted
from home.models import NewsIndexPage, NewsPage
from home.querysets import NewsQuerySet

MOST_ENTRIES = 20


@dataclass(frozen=True)
class NewsSource:
    """The list that a feed repeats, and whose news it is."""

    index: NewsIndexPage
    network: NetworkSettings


class NewsFeed(Feed):
    """The latest news in the language of the address that is asked for."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> NewsSource:
        """Raises DoesNotExist, which is a 404, where no list is on line in this language."""
        lists = unrestricted(NewsIndexPage.objects.live())
        index = lists.get(locale__language_code=get_language())
        return NewsSource(index, NetworkSettings.for_request(request))

    def title(self, source: NewsSource) -> str:
        return f"{source.index.title} – {source.network.name}"

    def subtitle(self, source: NewsSource) -> str:
        return source.index.description

    def link(self, source: NewsSource) -> str:
        return source.index.full_url

    def author_name(self, source: NewsSource) -> str:
        return source.network.name

    def items(self, source: NewsSource) -> NewsQuerySet:
        return NewsPage.objects.latest_first().for_lines()[:MOST_ENTRIES]

    def item_title(self, news: NewsPage) -> str:
        return news.title  # plain text in Atom

    def item_description(self, news: NewsPage) -> str:
        return escape(news.summary)  # HTML in Django's Atom

    def item_link(self, news: NewsPage) -> str:
        return news.full_url

    def item_guid(self, news: NewsPage) -> str:
        """The same for ever, whatever becomes of the page's address."""
        return uuid5(news.translation_key, get_language()).urn

    def item_pubdate(self, news: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(news.published_on, time()))

    def item_updateddate(self, news: NewsPage) -> datetime:
        return news.last_published_at or self.item_pubdate(news)
