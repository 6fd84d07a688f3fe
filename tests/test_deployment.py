"""The site as it runs for real: its checks are clean, and what is missing is said in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOR_REAL = {
    "BASE_URL": "https://musees.example",
    "CALENDAR_HOST": "musees.example",
    "DEBUG": "false",
    "SECRET_KEY": "k9!" * 20 + "".join(map(chr, range(65, 91))),
}


def manage(*command, **environment):
    """Runs manage.py in a machine's own environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "manage.py", *command],
        cwd=ROOT,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_checks_are_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **FOR_REAL)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("(1 silenced).")  # X-Frame-Options: see the settings


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set: put a long random string in the environment"),
        ({"SECOND_FACTOR": "always"}, "SECOND_FACTOR is either “optional” or “network”."),
    ],
)
def test_what_is_missing_is_said(without, sentence):
    done = manage("check", **(FOR_REAL | without))
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]


@pytest.mark.django_db
def test_every_answer_says_what_its_page_may_do(client, museum, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    for address in (museum.url, "/admin/login/", "/nulle-part/"):
        headers = client.get(address, secure=True).headers
        assert headers["Permissions-Policy"].startswith("camera=(), microphone=()")
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_scripts_in_the_page_run_under_the_admin_only(client, museum, editor_of):
    strict = client.get(museum.url)["Content-Security-Policy"]
    assert {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in strict.split("; ")} == {
        "base-uri": "'none'",
        "connect-src": "'self'",
        "default-src": "'none'",
        "font-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
        "img-src": "'self' data:",
        "manifest-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
    }
    client.force_login(editor_of(museum))
    assert client.get(museum.url)["Content-Security-Policy"] == strict
    admin = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin
    assert "default-src 'none'" in admin


@pytest.mark.django_db
def test_an_editors_browser_calls_nobody_else(client, museum, editor_of):
    client.force_login(editor_of(museum))
    for address in ("/admin/", "/admin/account/", f"/admin/pages/{museum.pk}/edit/"):
        page = client.get(address).content.decode()
        for stranger in ("gravatar.com", "releases.wagtail.org", "//fonts.", "//cdn."):
            assert stranger not in page, (address, stranger)
