"""Addresses beside the page tree."""

from django.urls import path

from museums import views

urlpatterns = [path("-/horaires/<str:token>/", views.confirm_hours, name="confirm_hours")]
