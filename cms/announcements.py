"""Writes announcements for feed readers: Atom, RSS 2.0 and JSON Feed 1.1. Knows no room."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.sax.saxutils import XMLGenerator

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from cms.ical import clean

MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True)
class Announcement:
    """One thing that was made known: `html` is its text, `key` what it is called for ever."""

    key: str
    title: str
    summary: str
    html: str
    url: str
    published_at: datetime
    updated_at: datetime
    author: str = ""
    image_url: str = ""
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AnnouncementFeed:
    """A list of announcements; `url` is its own address, `page_url` the page for people."""

    title: str
    description: str
    url: str
    page_url: str
    language: str
    updated_at: datetime
    items: list[Announcement]

    def atom(self) -> str:
        return self._xml(DatedAtomFeed)

    def rss(self) -> str:
        return self._xml(DatedRssFeed)

    def json(self) -> str:
        """As jsonfeed.org has it, what is not known left out."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.description,
            "home_page_url": self.page_url,
            "feed_url": self.url,
            "language": self.language,
            "items": [_json_item(item) for item in self.items],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1)

    def _xml(self, writer: "type[DatedAtomFeed | DatedRssFeed]") -> str:
        feed = writer(
            title=clean(self.title),
            link=self.page_url,
            description=clean(self.description),
            subtitle=clean(self.description),
            language=self.language,
            feed_url=self.url,
            feed_guid=self.url,
            updated_at=self.updated_at,
        )
        for item in self.items:
            feed.add_item(
                title=clean(item.title),
                link=item.url,
                description=clean(item.html),
                unique_id=item.key,
                unique_id_is_permalink=False,
                pubdate=item.published_at,
                updateddate=item.updated_at,
                author_name=clean(item.author) or None,
                categories=[clean(tag) for tag in item.tags],
                image_url=item.image_url,
            )
        return feed.writeString("utf-8")


def _json_item(item: Announcement) -> dict[str, Any]:
    known = {
        "id": item.key,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "image": item.image_url,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "authors": [{"name": item.author}] if item.author else [],
        "tags": item.tags,
    }
    return {name: value for name, value in known.items() if value}


class Dated(SyndicationFeed):
    """A feed as old as what it holds: never now, or its bytes would move by themselves."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated_at"]

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def add_item_elements(self, handler: XMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["image_url"]:
            picture = {"url": item["image_url"], "medium": "image", "type": "image/jpeg"}
            handler.addQuickElement("media:content", "", picture)


class DatedAtomFeed(Dated, Atom1Feed):
    """Atom, with the picture of each announcement."""


class DatedRssFeed(Dated, Rss201rev2Feed):
    """RSS 2.0, with the picture of each announcement."""
