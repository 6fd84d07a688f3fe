from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cms.demo import PASSWORD, create_person
from cms.holidays import load_school_holidays
from cms.town_files import DEMO_TOWNS, load_towns, read_towns
from events import demo as events_demo
from events.demo_season import load_season
from events.models import EventPage
from events.occurrences import rebuild_event
from events.vocabularies import load_vocabularies
from home import demo as home_demo
from home.demo_english import load_english
from home.models import HomePage
from home.starting.network import holds_demo
from home.tree import Tree
from jobs import demo as jobs_demo
from jobs.demo_occupations import load_occupations
from museums import demo as museums_demo
from museums.choices import Role
from museums.demo_hours import load_hours
from museums.demo_people import load_people
from museums.models import Invitation, MuseumPage
from museums.provisioning import provision_network, provision_partners
from museums.vocabularies import load_departments, load_themes
from schools import demo as schools_demo
from schools.demo_offers import load_visit_offers
from schools.demo_partnership import load_partnership
from schools.models import ClassKitPage

PEOPLE = {
    "reseau@musees.example": ("Camille", "Lefèvre"),
    "referente@musees.example": ("Dominique", "Hamel"),
    "redaction@musees.example": ("Sacha", "Lemoine"),
    "academie@musees.example": ("Claude", "Marchand"),
}


class Command(BaseCommand):
    """Builds a network that looks like a real one; the same arguments give the same network."""

    help = "Load the demo network: museums, events, class kits, news, pictures, people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--museums", type=int, default=140, metavar="N")
        parser.add_argument("--events", type=int, default=400, metavar="N")
        parser.add_argument("--pictures", type=int, default=24, metavar="N", help="at most 24")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")

    def handle(self, **options: Any) -> None:
        if HomePage.objects.exists():
            if not holds_demo():
                raise CommandError("This database holds a real network: the demo needs its own.")
            self.stdout.write("A network is already there: nothing changed.")
        else:
            today = options["today"] or timezone.localdate()
            now = timezone.make_aware(datetime.combine(today, time(8)))
            sizes = {name: options[name] for name in ("museums", "events", "pictures")}
            self._build(**sizes, seed=options["seed"], now=now)
        self._print_log_ins()

    @transaction.atomic
    def _build(self, *, museums: int, events: int, pictures: int, seed: int, now: datetime) -> None:
        if museums < 1 or pictures < 1:
            raise CommandError("A network has one museum and one picture at least.")
        load_school_holidays(since=now.date().replace(year=now.year - 1))
        load_towns(read_towns(DEMO_TOWNS.read_bytes()))
        tree = Tree.plant(home_demo.NETWORK)
        home_demo.load_network()
        drawn = home_demo.load_pictures(pictures)
        load_departments(museums_demo.DEPARTMENTS)
        load_themes()
        load_vocabularies()
        members = museums_demo.load_members(tree.museums, museums, seed, drawn)
        load_hours(members, seed, now.date())
        home_demo.load_pages(tree.home, now.date())
        offers = jobs_demo.load_offers(tree.jobs, members, seed, now.date())
        load_occupations(tree.jobs, offers)
        home_demo.load_news(tree.news, seed, now.date(), drawn)
        programme = events_demo.load_programme(members, events, seed, now, drawn)
        programme += load_season(tree.home, members, now, drawn)
        for event in programme:
            rebuild_event(event, now)
        load_english(tree.home, members[0])
        kits = schools_demo.load_kits(members, now, drawn)
        load_visit_offers(members, now, drawn)
        self._create_people(members, now)
        load_people(members[2:], seed, now)
        load_partnership(tree.schools, kits, members, now)
        call_command("update_index", verbosity=0)  # pages came before their themes and audiences

    def _create_people(self, members: list[MuseumPage], now: datetime) -> None:
        """Somebody for each part; the lead was invited yesterday, the editor writes for two."""
        museum = members[0]
        network, lead, editor, partner = (
            create_person(email, first_name, last_name)
            for email, (first_name, last_name) in PEOPLE.items()
        )
        create_person("admin@musees.example", "Alix", "Martin", is_superuser=True, is_staff=True)
        network.groups.add(provision_network())
        lead.groups.add(museum.leads)
        editor.groups.add(*(one.editors for one in members[:2]))
        partner.groups.add(provision_partners())
        Invitation.objects.create(
            email=lead.email,
            museum=museum,
            role=Role.LEAD,
            invited_by=network,
            invited_at=now,
            written_at=now,
            accepted_at=now,
            person=lead,
        )

    def _print_log_ins(self) -> None:
        museum, *others = MuseumPage.objects.sources().order_by("path")[:2]
        also = "".join(f" and « {one} »" for one in others)
        kit = ClassKitPage.objects.order_by("path").first()
        self.stdout.write(
            f"""
  {settings.BASE_URL}/          the public site ({MuseumPage.objects.sources().count()} museums,\
 {EventPage.objects.sources().count()} events)
  {settings.BASE_URL}/agenda.ics
  {settings.BASE_URL}{kit.url if kit else "/ecoles/"}
  {settings.BASE_URL}/admin/    log in as, with the password “{PASSWORD}”:
      admin@musees.example        the administrator
      reseau@musees.example       the network's team
      referente@musees.example    the lead of « {museum} »
      redaction@musees.example    an editor of « {museum} »{also}
      academie@musees.example     the academy, which validates class kits
"""
        )
