"""What a network says of itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_factories import ImageFactory

from cms.models import NetworkSettings
from cms.renditions import LOGO_SPEC

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_of_network(network):
    return NetworkSettings.objects.get()


def address(settings_of_network):
    site = settings_of_network.site_id
    return reverse("wagtailsettings:edit", args=["cms", "networksettings", site])


def post(client, settings_of_network, **changes):
    """Sends the form as it stands, with these changes."""
    form = client.get(address(settings_of_network)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return client.post(address(settings_of_network), data | changes)


def test_the_team_changes_its_colours(client, network_member, settings_of_network):
    client.force_login(network_member)
    assert post(client, settings_of_network, brand="#7a1f3d").status_code == 302
    assert NetworkSettings.objects.get().brand == "#7a1f3d"


def test_a_colour_that_cannot_be_read_is_refused_at_its_field(
    client, network_member, settings_of_network
):
    client.force_login(network_member)
    answer = post(client, settings_of_network, brand="#7f8fa0", accent="red")
    assert {name: len(errors) for name, errors in answer.context["form"].errors.items()} == {
        "accent": 1,
        "brand": 1,
    }
    assert "est de 3,31" in answer.context["form"].errors["brand"][0]
    assert NetworkSettings.objects.get().brand == "#123a4a"


def test_colours_are_chosen_with_the_browsers_own_control(
    client, network_member, settings_of_network
):
    client.force_login(network_member)
    url = reverse(
        "wagtailsettings:edit", args=["cms", "networksettings", settings_of_network.site_id]
    )
    html = client.get(url).content.decode()
    assert html.count('type="color"') == 4


class TestSchoolZone:
    def shown(self, client, settings_of_network):
        return 'name="school_zone"' in client.get(address(settings_of_network)).content.decode()

    def test_it_is_asked_in_france_only(
        self, client, network_member, settings_of_network, settings
    ):
        client.force_login(network_member)
        assert self.shown(client, settings_of_network)
        settings.COUNTRY = "BE"
        assert not self.shown(client, settings_of_network)


class TestLogo:
    @pytest.fixture
    def logo(self, settings_of_network):
        settings_of_network.logo = ImageFactory(file__width=800, file__height=200)
        settings_of_network.logo_alt = "Une barque à voile"
        settings_of_network.save()
        return settings_of_network.logo

    def test_its_size_is_made_before_anybody_asks(self, logo):
        assert logo.renditions.filter(filter_spec=LOGO_SPEC).exists()

    def test_it_stands_at_the_head_with_what_it_says(self, logo, client):
        html = " ".join(client.get("/").content.decode().split())
        rendition = logo.renditions.get(filter_spec=LOGO_SPEC)
        assert (
            f'<img class="logo" src="{rendition.url}" width="448" height="112" '
            'alt="Une barque à voile" >'
        ) in html
        assert 'class="mark"' not in html

    def test_it_costs_a_page_no_query(self, logo, network, client):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                client.get(network.jobs.url)
            return len(queries)

        asked()  # Wagtail remembers the picture from the first time on
        with_logo = asked()
        NetworkSettings.objects.update(logo=None)
        assert asked() == with_logo


class TestSocialLinks:
    def test_each_is_named_after_where_it_leads(self, settings_of_network, client):
        settings_of_network.social_links = (
            "https://www.instagram.com/musees\r\n\r\nhttps://mastodon.example/@musees"
        )
        settings_of_network.full_clean()
        settings_of_network.save()
        html = " ".join(client.get("/").content.decode().split())
        assert '<a href="https://www.instagram.com/musees" rel="me">Instagram</a>' in html
        assert '<a href="https://mastodon.example/@musees" rel="me">mastodon.example</a>' in html

    def test_a_line_that_is_no_address_is_refused_by_its_number(self, settings_of_network):
        settings_of_network.social_links = "https://www.instagram.com/musees\nfacebook"
        with pytest.raises(ValidationError) as refusal:
            settings_of_network.full_clean()
        assert refusal.value.messages == [
            "La ligne 2 n’est pas une adresse\u00a0: écrivez-la en entier, à partir de https://."
        ]
