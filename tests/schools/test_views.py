"""The addresses that teachers download from: they last, and show what anybody may see."""

import hashlib
import re
from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from schools.templatetags.kits import pack_address
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.keeping import kept
from tests.schools.kits import publish_kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
@kept
def kit(museum):
    """A kit with one version."""
    kit = ClassKitPageFactory(parent=museum, slug="la-dentelle", title="La dentelle")
    return publish_kit(kit)


@pytest.fixture
def address(kit):
    return f"/ecoles/kits/{kit.key}-la-dentelle/v1/complet.zip"


def again(kit):
    """The kit with a second version."""
    return publish_kit(kit, KitDocumentFactory.build(title="Une autre fiche"))


def withdraw(kit, number):
    release = kit.releases.get(number=number)
    release.withdrawn_at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    release.withdrawal_reason = "La photographie de la page 3 n’était pas autorisée."
    release.save()


def test_a_version_is_downloaded(kit, address, client):
    release = kit.releases.get()
    response = client.get(address)
    assert response.status_code == 200
    assert hashlib.sha256(response.getvalue()).hexdigest() == release.sha256
    assert response["ETag"] == f'"{release.sha256}"'
    assert response["Content-Length"] == str(release.size)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="kit-la-dentelle-cm2-v1.zip"'
    assert response["Link"] == f'<http://testserver{address}>; rel="canonical"'
    assert "Vary" not in response
    assert not response.cookies


def test_the_page_offers_that_address(kit, address, client):
    assert f'href="{address}"' in client.get(kit.url).content.decode()


def test_a_title_with_accents_makes_an_address_that_downloads(museum, client):
    kit = publish_kit(ClassKitPageFactory(parent=museum, title="L’été à la ferme", slug=""))
    (release,) = kit.releases.all()
    address = pack_address(kit, release)
    assert kit.slug == "lete-a-la-ferme"
    assert f'href="{address}"' in client.get(kit.url).content.decode()
    assert client.get(address).status_code == 200


def test_a_download_costs_few_queries(kit, address, client, django_assert_num_queries):
    client.get(address).getvalue()
    with django_assert_num_queries(3):
        client.get(address).getvalue()


def test_only_reading_is_allowed(address, client):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("slug", ["", "-autre-nom", "-la-dentelle-au-fuseau"])
def test_the_key_alone_decides(kit, address, client, slug):
    response = client.get(f"/ecoles/kits/{kit.key}{slug}/v1/complet.zip")
    assert response.status_code == 200
    assert response["Link"] == f'<http://testserver{address}>; rel="canonical"'


def test_a_renamed_kit_is_found_at_both_addresses(kit, address, client):
    kit.slug = "le-fuseau"
    kit.save()
    new = address.replace("la-dentelle", "le-fuseau")
    for url in (address, new):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Link"] == f'<http://testserver{new}>; rel="canonical"'


def test_a_kit_that_moved_is_found(kit, address, client, other_museum):
    kit.move(other_museum, pos="last-child")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "0000000000-la-dentelle/v1/complet.zip",
        "la-dentelle/v1/complet.zip",
        "{key}-la-dentelle/v2/complet.zip",
        "{key}-la-dentelle/v0/complet.zip",
        "{key}-la-dentelle/v1/lourd.zip",
        "{key}-la-dentelle/v1/",
    ],
)
def test_what_was_never_there_is_not_found(kit, client, path):
    response = client.get(f"/ecoles/kits/{path.format(key=kit.key)}")
    assert response.status_code == 404


def test_a_version_stays_when_the_next_one_comes(kit, address, client):
    before = client.get(address).getvalue()
    again(kit)
    assert client.get(address).getvalue() == before
    assert client.get(address.replace("v1", "v2")).getvalue() != before


def test_the_latest_version_is_one_step_away(kit, client):
    latest = f"/ecoles/kits/{kit.key}-la-dentelle/latest/complet.zip"
    numbers = []
    for _version in range(2):
        response = client.get(latest)
        assert (response.status_code, response["Cache-Control"]) == (302, "no-cache")
        numbers.append(response["Location"])
        kit = again(kit)
    assert numbers == [
        f"/ecoles/kits/{kit.key}-la-dentelle/v1/complet.zip",
        f"/ecoles/kits/{kit.key}-la-dentelle/v2/complet.zip",
    ]


def test_the_address_in_the_zip_leads_to_the_page(kit, client, other_museum):
    kit.move(other_museum, pos="last-child")
    response = client.get(f"/ecoles/kits/{kit.key}/")
    kit.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, kit.url)
    assert kit.url.startswith(other_museum.url)


# What may not be had


def test_a_withdrawn_version_says_why_and_what_replaces_it(kit, address, client):
    again(kit)
    withdraw(kit, 1)
    response = client.get(address)
    content = response.content.decode()
    assert response.status_code == 410
    assert "La photographie de la page 3 n’était pas autorisée." in content
    assert "22 novembre 2026" in content  # in Paris it was past midnight
    assert f'href="{address.replace("v1", "v2")}"' in content
    assert f'href="{kit.url}"' in content
    assert client.get(address.replace("v1", "v2")).status_code == 200


def test_the_latest_version_is_the_latest_that_stands(kit, client):
    again(kit)
    withdraw(kit, 2)
    latest = f"/ecoles/kits/{kit.key}-la-dentelle/latest/complet.zip"
    assert client.get(latest)["Location"].endswith("/v1/complet.zip")
    withdraw(kit, 1)
    assert client.get(latest).status_code == 404
    content = client.get(f"/ecoles/kits/{kit.key}/v1/complet.zip").content.decode()
    assert re.findall(r"<a [^>]+\.zip", content) == []


def test_a_kit_off_line_is_not_found_and_comes_back(kit, address, client):
    kit.unpublish()
    for url in (address, address.replace("v1", "latest"), f"/ecoles/kits/{kit.key}/"):
        assert client.get(url).status_code == 404
    publish_kit(kit)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("above", [False, True])
def test_a_private_kit_is_not_found_not_even_by_who_may_see_its_page(
    kit, address, client, network_member, above
):
    page = kit.get_parent() if above else kit
    assert client.get(address).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    client.force_login(network_member)
    assert client.get(kit.url).status_code == 200
    for url in (address, address.replace("v1", "latest"), f"/ecoles/kits/{kit.key}/"):
        assert client.get(url).status_code == 404


def test_a_withdrawn_version_of_a_private_kit_says_nothing(kit, address, client):
    withdraw(kit, 1)
    assert client.get(address).status_code == 410
    PageViewRestriction.objects.create(page=kit, restriction_type="login")
    assert client.get(address).status_code == 404


def test_a_kit_of_a_museum_off_line_is_not_found(kit, address, client):
    kit.get_parent().specific.unpublish()
    assert client.get(address).status_code == 404


def test_a_deleted_kit_is_not_found(kit, address, client):
    kit.delete()
    assert client.get(address).status_code == 404


def test_nginx_is_asked_only_for_what_may_be_seen(kit, address, client, settings):
    settings.X_ACCEL_LOCATION = "/-/files/"
    name = kit.releases.get().file.name
    assert client.get(address)["X-Accel-Redirect"] == f"/-/files/{name}"
    kit.unpublish()
    response = client.get(address)
    assert (response.status_code, "X-Accel-Redirect" in response) == (404, False)
