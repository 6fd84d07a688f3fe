"""Addresses beside the page tree, in each language."""

from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.feeds import NewsFeed

NEWS_SECONDS = 900

news_feed = conditional_page(cache_control(public=True, max_age=NEWS_SECONDS)(NewsFeed()))

urlpatterns = [path("actualites/flux.atom", require_safe(news_feed), name="news_feed")]
