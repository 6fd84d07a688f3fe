"""Addresses of offers beside the page tree."""

from django.urls import path

from jobs.views import offer_end

urlpatterns = [path("-/offres/<str:token>/", offer_end, name="offer_end")]
