"""What every response keeps: what a page may do, and the language that its address names."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy for visitors; what Wagtail needs, under the admin only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class PermissionsPolicy(MiddlewareMixin):
    """No page, nor what it frames, asks for a camera or a microphone."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class LanguageFromPath(MiddlewareMixin):
    """Speaks the language of the address, whatever the browser asks for.

    Django's LocaleMiddleware makes answers vary on Accept-Language; here one address is one
    text, so that every cache may keep it.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = translation.get_language_from_path(request.path_info)
        translation.activate(language or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
