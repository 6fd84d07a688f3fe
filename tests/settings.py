"""The project's settings, with only what tests need otherwise."""

import os

os.environ.setdefault("SECRET_KEY", "tests only")
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ.setdefault("CALENDAR_HOST", "agenda.example.org")

from cms.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
KIT_PAPERS = False  # a second each; the tests of kits’ papers ask for them
# Wagtail's indexes are filled for the tests that ask for them (tests/indexing.py).
TASKS = {"default": {"BACKEND": "tests.indexing.WithoutIndexing"}}
WAGTAILSEARCH_BACKENDS = {
    "default": WAGTAILSEARCH_BACKENDS["default"] | {"BACKEND": "tests.indexing"}  # noqa: F405
}
PAGE_CACHE_SECONDS = 0  # what tests ask for is made
KEPT_SECONDS = 0
WHITENOISE_AUTOREFRESH = True  # no warning that STATIC_ROOT is empty
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that --reuse-db spares the next run some two hundred migrations.
    (BASE_DIR / ".cache").mkdir(exist_ok=True)  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / ".cache" / "test.sqlite3"}  # noqa: F405
