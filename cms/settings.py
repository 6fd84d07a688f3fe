"""Every setting of the project; what a machine may change stands in the table at the top."""

import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env(
    ALLOWED_HOSTS=(list, []),
    BASE_URL=(str, "http://127.0.0.1:8000"),
    CACHE_URL=(str, "locmemcache://?max_entries=3000"),
    CALENDAR_HOST=(str, ""),
    COUNTRY=(str, "FR"),
    DATABASE_URL=(str, f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
    DEBUG=(bool, False),
    DEFAULT_FROM_EMAIL=(str, "ne-pas-repondre@localhost"),
    ELASTICSEARCH_URL=(str, ""),
    EMAIL_URL=(str, "consolemail://"),
    KIT_PAPERS=(bool, True),
    MAP_TILES_CREDIT=(str, "© IGN, Plan IGN"),
    MAP_TILES_URL=(
        str,
        "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
        "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
    ),
    MEDIA_ROOT=(str, str(BASE_DIR / "media")),
    OFFERS_KEPT_DAYS=(int, 180),
    PAGE_CACHE_SECONDS=(int, 60),
    PROXIES=(int, 1),
    SECOND_FACTOR=(str, "optional"),
    SECRET_KEY=(str, ""),
    SECURE_HSTS_SECONDS=(int, 31_536_000),
    STATIC_ROOT=(str, str(BASE_DIR / "static")),
    TIME_ZONE=(str, "Europe/Paris"),
    X_ACCEL_LOCATION=(str, ""),
)
env.read_env(BASE_DIR / ".env")

# What this machine is

DEBUG = env("DEBUG")
SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: put a long random string in the environment or in .env, "
            "or set DEBUG=true on a development machine."
        )
    SECRET_KEY = "development only"  # noqa: S105
BASE_URL = env("BASE_URL").rstrip("/")
HOST = urlsplit(BASE_URL).hostname or "localhost"
PORT = urlsplit(BASE_URL).port or (443 if BASE_URL.startswith("https://") else 80)
ALLOWED_HOSTS = env("ALLOWED_HOSTS") or [HOST, "localhost", "127.0.0.1", "[::1]"]
IS_HTTPS = BASE_URL.startswith("https://")

# The name that ends every UID of the calendar feeds. Once feeds are subscribed to it never
# changes, even when the site moves to another domain: see docs/operating.md.
IS_CALENDAR_HOST_PINNED = bool(env("CALENDAR_HOST"))
CALENDAR_HOST = env("CALENDAR_HOST") or HOST

# Country of the public holidays that schedules may skip.
COUNTRY = env("COUNTRY")

# The map of the museums, on demand: its pictures come from there. Empty: no such map.
MAP_TILES_URL = env("MAP_TILES_URL")
MAP_TILES_CREDIT = env("MAP_TILES_CREDIT")

# Rooms and libraries

INSTALLED_APPS = [
    "search",
    "home",
    "events",
    "schools",
    "jobs",
    "museums",
    "cms",
    "recurrence",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.page_cache.PageCache",
    "cms.middleware.ContentSecurityPolicy",
    "cms.middleware.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LanguageFromPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "cms.second_factor.middleware.SecondFactor",
    "cms.guards.AdminGuard",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
ASGI_APPLICATION = "cms.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.network",
            ],
        },
    },
]

# Data

DATABASES = {"default": env.db("DATABASE_URL")}
# A new connection for each request would cost more than most answers.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers do not wait for the writer, and two writers wait for each other instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL")}
# How long the page of a closed offer explains itself, with the people that it names.
OFFERS_KEPT_DAYS = env("OFFERS_KEPT_DAYS")
# How long visitors may be shown a page as it was made, if nothing is published meanwhile.
PAGE_CACHE_SECONDS = 0 if DEBUG else env("PAGE_CACHE_SECONDS")
# How long what many pages show alike, such as the menu, is kept if nothing is published meanwhile.
KEPT_SECONDS = 0 if DEBUG else 300
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "cms.storage.SiteStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT")
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT")
# Where nginx finds MEDIA_ROOT for files that the site hands over to it; empty: sends them itself.
X_ACCEL_LOCATION = env("X_ACCEL_LOCATION")
KIT_PAPERS = env("KIT_PAPERS")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an event with many dates and exceptions

# People

AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.log_in.LogInForm"
# Who fails five times waits a quarter of an hour: see cms/log_in.py.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "cms.log_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "cms.log_in.connection_tried_from"
AXES_LOCKOUT_CALLABLE = "cms.log_in.ask_to_wait"
AXES_DISABLE_ACCESS_LOG = True  # nobody's comings and goings
AXES_VERBOSE = False
# How many web servers of our own stand before the site; each adds an address to X-Forwarded-For.
PROXIES = env("PROXIES")
# "optional": who wants one; "network": whoever keeps the site has one.
SECOND_FACTOR = env("SECOND_FACTOR")
if SECOND_FACTOR not in ("optional", "network"):
    raise ImproperlyConfigured("SECOND_FACTOR is either “optional” or “network”.")
OTP_TOTP_ISSUER = HOST
EMAIL_TIMEOUT = 10  # seconds for each answer of the mail server; a visitor may be waiting
EMAIL_CONFIG = env.email("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")

# Languages and time

LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("French")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # nobody chooses among six hundred, named in English

# Wagtail

WAGTAIL_SITE_NAME = "Mosaïque"
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True  # what translators wrote waits in the bin with its page
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.CreditedImage"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.CreditedImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.LicensedDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.LicensedDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # who may see a file is asked each time
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = (
    "pdf odt ods odp docx xlsx pptx csv ics gpx zip mp3 m4a ogg vtt".split()  # noqa: SIM905
)
# "ete", not "été": addresses go through mails, feeds and download managers as they are.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Words come to the index as they are compared (cms/french.py): PostgreSQL adds no rule of its own.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
if env("ELASTICSEARCH_URL"):
    WAGTAILSEARCH_BACKENDS["default"] = {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [env("ELASTICSEARCH_URL")],
        "INDEX_PREFIX": "mosaique_",
    }
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # cms.address_change asks the new address first
WAGTAIL_FINISH_WORKFLOW_ACTION = "museums.finishing.publish_approved"
# An editor's browser calls nobody but this site.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Dates as they are written in France, in every form of the admin.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
FORMAT_MODULE_PATH = ["cms.formats"]  # which reads such days in English too

# Safety

SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = env("SECURE_HSTS_SECONDS") if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
PERMISSIONS_POLICY = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which would have it DENY
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# Wagtail's admin still writes scripts and styles into its pages (wagtail#1288).
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A task that fails is told at this level and nowhere else.
    "loggers": {"django_tasks": {"level": "ERROR"}},
}
