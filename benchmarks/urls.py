"""The product's addresses, and a view that does nothing behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import urlpatterns as product


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """So many bytes."""
    return HttpResponse(b"x" * size, content_type="text/plain")


urlpatterns = [path("-/bare/<int:size>", bare), *product]
