"""Every address of the site; the only module of the foundation that knows the rooms."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.decorators.cache import cache_control
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms import views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", views.robots),
    path("sitemap.xml", cache_control(public=True, max_age=3600)(sitemap)),
    path("", include("events.urls")),
    path("", include("schools.urls")),
]

if settings.DEBUG:
    from cms.gallery import gallery

    urlpatterns += [
        path("-/components/", gallery, name="component_gallery"),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]

urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)

handler500 = "cms.views.server_error"
