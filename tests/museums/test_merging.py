"""One museum joins another, or is renamed: nothing that was published is lost on the way."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

from cms.models import User
from events.models import CalendarSource, EventPage, EventRecord, ImportedEvent, Occurrence
from jobs.models import JobEmployer
from museums.merging import merge
from museums.models import FormerSlug, Invitation, MuseumPage
from schools.models import KitMuseum
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.jobs import JobPageFactory
from tests.factories.schools import ClassKitPageFactory, CreditedImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def again(page):
    return type(page).objects.get(pk=page.pk)


def announce(museum, title="Visite", slug="visite"):
    return publish(
        EventPageFactory(parent=museum, title=title, slug=slug), EventScheduleFactory.build()
    )


@pytest.fixture
def merged(museum, other_museum, network_member, editor_of):
    """Merges the museum into its neighbour."""
    return lambda: merge(again(museum), again(other_museum), network_member)


def test_a_museum_that_is_renamed_is_found_at_its_old_addresses(
    client, museum, django_capture_on_commit_callbacks
):
    event = announce(museum)
    old_urls = [museum.url, event.url]
    museum = again(museum)
    museum.title, museum.slug = "Musée du Fil", "musee-du-fil-caen"
    with django_capture_on_commit_callbacks(execute=True):
        museum.save_revision().publish()
    museum = again(museum)
    new_urls = [museum.url, EventPage.objects.get(pk=event.pk).url]
    assert new_urls == ["/musees/musee-du-fil-caen/", "/musees/musee-du-fil-caen/visite/"]
    for old, new in zip(old_urls, new_urls, strict=True):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
    feed = client.get("/agenda/m/musee-de-la-dentelle-caen.ics")
    assert (feed.status_code, feed["Location"]) == (301, "/agenda/m/musee-du-fil-caen.ics")
    assert "Musée du Fil" in client.get(feed["Location"]).content.decode()
    names = [museum.editors.name, museum.leads.name, museum.collection.name]
    assert names == ["Musée du Fil : rédaction", "Musée du Fil : référents", "Musée du Fil"]


def test_its_pages_go_on_below_the_other(client, museum, other_museum, merged):
    event, kit, offer = (
        announce(museum, "Dentelle au jardin", "jardin"),
        ClassKitPageFactory(parent=museum, slug="kit"),
        JobPageFactory(parent=museum, slug="offre"),
    )
    old = [page.url for page in (museum, event, kit, offer)]
    merged()
    new = ["/musees/musee-du-cidre-vire/" + slug for slug in ("", "jardin/", "kit/", "offre/")]
    for before, after in zip(old, new, strict=True):
        response = client.get(before)
        assert (response.status_code, response["Location"]) == (301, after)
        assert client.get(after).status_code == 200
    assert not MuseumPage.objects.filter(pk=museum.pk).exists()


def test_an_address_that_is_taken_gets_a_number(client, museum, other_museum, merged):
    mine, theirs = announce(museum, "Leur visite"), announce(other_museum, "Notre visite")
    mine.title = "Leur visite, demain"
    mine.save_revision()
    old = mine.url
    merged()
    mine = again(mine)
    assert (mine.slug, again(theirs).slug) == ("visite-1", "visite")
    assert client.get(old, follow=True).redirect_chain[-1][0] == mine.url
    draft = mine.get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Leur visite, demain", "visite-1")


def test_its_calendar_leads_to_the_others(client, museum, other_museum, merged):
    announce(museum, "Dentelle au jardin")
    FormerSlug.objects.create(slug="tres-vieux", museum=museum)
    etag = client.get("/agenda/m/musee-du-cidre-vire.ics").headers.get("ETag")
    merged()
    for slug in ("musee-de-la-dentelle-caen", "tres-vieux"):
        response = client.get(f"/agenda/m/{slug}.ics")
        assert (response.status_code, response["Location"]) == (
            301,
            "/agenda/m/musee-du-cidre-vire.ics",
        )
    feed = client.get("/agenda/m/musee-du-cidre-vire.ics")
    assert "Dentelle au jardin" in feed.content.decode()
    assert feed["ETag"] != etag


def test_dates_are_rebuilt_for_the_other(museum, other_museum, merged):
    event, gone = announce(museum), announce(museum, "Retiré", "retire")
    gone.unpublish()
    merged()
    assert set(Occurrence.objects.values_list("museum", flat=True)) == {other_museum.pk}
    assert set(EventRecord.objects.values_list("museum", flat=True)) == {other_museum.pk}
    assert again(event).museum == other_museum
    assert not Occurrence.objects.filter(event_key=gone.event_key, removed_at=None).exists()


def test_who_is_invited_is_invited_by_the_other(museum, other_museum, merged, now):
    for email, asked in (("a@b.fr", [museum]), ("c@d.fr", [museum, other_museum])):
        for one in asked:
            Invitation.objects.create(
                email=email, museum=one, role="lead", invited_at=now, written_at=now
            )
    merged()
    invited = Invitation.objects.order_by("email").values_list("email", "museum")
    assert list(invited) == [("a@b.fr", other_museum.pk), ("c@d.fr", other_museum.pk)]


def test_its_people_and_files_join_the_other(museum, other_museum, merged, person):
    editor, lead = person("editrice", museum.editors), person("referent", museum.leads)
    folder = museum.collection.add_child(name="Affiches")
    top, below = (CreditedImageFactory(collection=place) for place in (museum.collection, folder))
    former = [museum.editors.pk, museum.leads.pk, museum.collection.pk]
    merged()
    other_museum = again(other_museum)
    assert list(editor.groups.all()) == [other_museum.editors]
    assert list(lead.groups.all()) == [other_museum.leads]
    assert again(top).collection == other_museum.collection
    assert again(below).collection.get_parent() == other_museum.collection
    assert again(editor).has_perm("wagtailadmin.access_admin")
    assert not Collection.objects.filter(pk=former[2]).exists()


@pytest.fixture
def person(db):
    def make(name, *groups):
        user = User.objects.create_user(f"{name}@musee.example", "secret")
        user.groups.add(*groups)
        return user

    return make


def test_the_rows_of_the_rooms_follow(museum, other_museum, network, merged):
    kit = ClassKitPageFactory(parent=network.schools)
    own = ClassKitPageFactory(parent=other_museum)
    for one in (kit, own):
        KitMuseum.objects.create(kit=one, museum=museum)
    KitMuseum.objects.create(kit=kit, museum=other_museum)
    job = JobPageFactory(parent=network.jobs)
    JobEmployer.objects.create(job=job, museum=museum)
    source = CalendarSource.objects.create(museum=museum, url="https://a.example/a.ics")
    CalendarSource.objects.create(museum=museum, url="https://a.example/b.ics")
    CalendarSource.objects.create(museum=other_museum, url="https://a.example/b.ics")
    ImportedEvent.objects.create(museum=museum, source=source, uid="un")
    merged()
    assert list(KitMuseum.objects.values_list("kit", "museum")) == [(kit.pk, other_museum.pk)]
    assert JobEmployer.objects.get(job=job, museum__isnull=False).museum == other_museum
    urls = CalendarSource.objects.filter(museum=other_museum).values_list("url", flat=True)
    assert sorted(urls) == ["https://a.example/a.ics", "https://a.example/b.ics"]
    assert ImportedEvent.objects.get().museum == other_museum


def test_its_translations_follow(client, museum, other_museum, locale_en, merged):
    english = museum.copy_for_translation(locale_en, copy_parents=True)
    event = announce(museum)
    translated = event.copy_for_translation(locale_en)
    merged()
    target = MuseumPage.objects.get(locale=locale_en, translation_key=other_museum.translation_key)
    assert again(translated).get_parent().specific == target
    redirect = Redirect.objects.get(old_path=english.url.rstrip("/"))
    assert redirect.redirect_page.specific == target


def test_one_museum_is_not_merged_into_itself(museum, network_member):
    with pytest.raises(ValueError, match="another"):
        merge(museum, museum, network_member)


def test_the_network_merges_in_the_admin(client, museum, other_museum, network_member, person):
    url = reverse("museum_merge", args=[museum.pk])
    for user in (person("a", museum.leads), person("b", other_museum.leads)):
        client.force_login(user)
        assert client.get(url).status_code == 404
        assert client.post(url, {"into": other_museum.pk, "is_sure": "on"}).status_code == 404
    client.force_login(network_member)
    announce(museum)
    page = client.get(url).content.decode()
    assert "1 page sous la sienne" in page
    assert "2 personnes" not in page
    for wrong in ({"into": other_museum.pk}, {"is_sure": "on"}, {"into": museum.pk}):
        assert client.post(url, wrong).status_code == 200
    assert MuseumPage.objects.filter(pk=museum.pk).exists()
    response = client.post(url, {"into": other_museum.pk, "is_sure": "on"})
    assert response["Location"] == reverse("wagtailadmin_explore", args=[other_museum.pk])
    assert not MuseumPage.objects.filter(pk=museum.pk).exists()
