"""The network's own pages, one role a module."""

from home.models.front import HomePage
from home.models.news import NewsIndexPage, NewsPage, NewsQuerySet

__all__ = ["HomePage", "NewsIndexPage", "NewsPage", "NewsQuerySet"]
