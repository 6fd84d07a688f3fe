"""Every address of the site; the only module of the foundation that knows the rooms."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms import views
from cms.public_forms import same_origin_only
from cms.sitemaps import SiteMap

SITEMAPS = {"sitemaps": {"pages": SiteMap}}

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", views.robots),
    path("sitemap.xml", cache_control(public=True, max_age=3600)(sitemap), SITEMAPS),
    path("-/theme-<slug:digest>.css", views.network_theme, name="theme"),
    path("", include("events.urls")),
    path("", include("schools.urls")),
]

if settings.DEBUG:
    from cms.gallery import gallery

    urlpatterns += [
        path("-/components/", gallery, name="component_gallery"),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]

# Pages take forms of this site without a cookie; Wagtail's own log-in keeps Django's protection.
page_patterns = [
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, same_origin_only(serve), name="wagtail_serve"),
]
urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("", include("museums.urls")),
    path("", include("jobs.urls")),
    path("", include("search.urls")),
    path("", include(page_patterns)),
    prefix_default_language=False,
)

handler500 = "cms.views.server_error"
