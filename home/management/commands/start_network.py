import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.country import area_word, is_in_france
from cms.models import User
from home.starting import wishes as understand
from home.starting.french_departments import academies_of, zones_of
from home.starting.network import (
    Report,
    add_administrator,
    holds_demo,
    is_started,
    password_link,
    start_network,
)
from home.starting.questions import Interview, WrongAnswerError
from home.starting.wishes import Wishes

PASSWORD_VARIABLE = "DJANGO_SUPERUSER_PASSWORD"  # noqa: S105 -- the name that Django gave it


def a_password(typed: str, email: str) -> str:
    """A password typed twice that nobody guesses, or nothing."""
    if not typed:
        return ""
    try:
        validate_password(typed, User(email=email))
    except ValidationError as error:
        raise WrongAnswerError(" ".join(error.messages)) from error
    if getpass(_("The same once more:") + " ") != typed:
        raise WrongAnswerError(_("These are two different passwords."))
    return typed


class Command(BaseCommand):
    """Starts a real network: asks what it must know, or takes it from options and never asks.

    Run again, it adds what is new and changes nothing that somebody set.
    """

    help = "Start a real network on an empty database; never mixed with the demo."
    # What an option is called, and how its text is understood.
    words: dict[str, Callable[[str], Any]] = {
        "name": understand.a_name,
        "tagline": str,
        "tagline_en": str,
        "contact_email": understand.an_address_or_none,
        "languages": understand.some_languages,
        "departments": understand.some_departments,
        "school_zone": understand.a_zone,
        "brand": understand.a_brand,
        "accent": understand.an_accent,
    }

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", help="what the network is called")
        parser.add_argument("--tagline", help="one line that says what it is")
        parser.add_argument("--tagline-en", help="the same in English")
        parser.add_argument("--languages", metavar="fr|fr,en", help="fr if not said")
        parser.add_argument(
            "--departments", metavar="CODES", help="14,50,61 — elsewhere BHO=Hainaut,NAM=Namur"
        )
        parser.add_argument(
            "--school-zone", metavar="A|B|C", help="worked out from the departments if not said"
        )
        parser.add_argument("--contact-email", metavar="E-MAIL", help="where visitors write to")
        parser.add_argument("--brand", metavar="#RRGGBB", help="colour of the band")
        parser.add_argument("--accent", metavar="#RRGGBB", help="colour of buttons and marks")
        parser.add_argument(
            "--admin",
            metavar="E-MAIL",
            help=f"the first administrator; the password is asked, or read from "
            f"{PASSWORD_VARIABLE}, else a link to choose one is printed",
        )
        parser.add_argument(
            "--members",
            type=Path,
            metavar="FILE",
            help="a CSV or JSON file of museums, which import_museums takes as drafts",
        )
        parser.add_argument("--no-input", action="store_true", help="never ask anything")

    def handle(
        self, *, no_input: bool, admin: str | None, members: Path | None, **options: Any
    ) -> None:
        if members and not members.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": members})
        if holds_demo():
            raise CommandError(
                _(
                    "This database holds the demo, and a real network never mixes with it. Start "
                    "from an empty database: name another one in DATABASE_URL, or throw this one "
                    "away with “make reset”, then run “manage.py migrate”."
                )
            )
        self.asks = not no_input and sys.stdin.isatty()
        self.interview = Interview(input, self.stdout)
        try:
            self._check_country()
            wishes = self._wishes(options)
            admin = self._administrator(admin)
            password = self._password(admin) if admin else ""
        except WrongAnswerError as error:
            raise CommandError(str(error)) from error
        self._tell(start_network(wishes, timezone.localdate()))
        if members:
            call_command("import_museums", str(members), stdout=self.stdout)
        if admin:
            self._welcome(*add_administrator(admin, password))
        self.stdout.write(
            _("What is left to do: %(url)s") % {"url": f"{settings.BASE_URL}/admin/first-steps/"}
        )

    def _check_country(self) -> None:
        for complaint in understand.check_country(settings.COUNTRY, settings.TIME_ZONE):
            self.stdout.write(self.style.WARNING(complaint))

    def _wishes(self, options: dict[str, Any]) -> Wishes:
        """What the options say; the rest is asked, once, where somebody can answer."""
        said = {
            name: meaning(options[name])
            for name, meaning in self.words.items()
            if options[name] is not None
        }
        if self.asks and not is_started():
            self._ask_the_rest(said)
        if not is_started():
            self._require(said)
            if "school_zone" not in said:
                said["school_zone"] = self._zone_of(said["departments"])
        return Wishes(**said)

    def _ask_the_rest(self, said: dict[str, Any]) -> None:
        """The questions of a first start, in the order in which one thinks of the answers."""
        questions = {
            "name": (_("What is the network called?"), ""),
            "tagline": (_("What is it, in one line? (may stay empty)"), ""),
            "departments": (self._question_of_departments(), ""),
            "languages": (_("In which languages? “fr”, or “fr,en”"), "fr"),
            "contact_email": (_("Where do visitors write to? (e-mail, may stay empty)"), ""),
        }
        for name, (question, default) in questions.items():
            if name not in said:
                said[name] = self.interview.ask(question, self.words[name], default)
        if is_in_france() and "school_zone" not in said:
            question = _("Which school holiday zone? (A, B, C, or empty)")
            default = self._zone_of(said["departments"])
            said["school_zone"] = self.interview.ask(question, understand.a_zone, default)

    def _question_of_departments(self) -> str:
        if is_in_france():
            return _("Which departments? (codes, such as 14, 50, 61)")
        return _("Which parts of the country? (code=name, for example %(example)s)") % {
            "example": f"ABC={area_word()}"
        }

    def _require(self, said: dict[str, Any]) -> None:
        missing = [f"--{name}" for name in ("name", "departments") if name not in said]
        if missing:
            raise CommandError(
                _("A network cannot start without: %(options)s") % {"options": ", ".join(missing)}
            )

    def _zone_of(self, departments: dict[str, str]) -> str:
        """The school holiday zone of departments that share one; their academies are said."""
        if not is_in_france():
            return ""
        zones, academies = zones_of(departments), academies_of(departments)
        if academies:
            self.stdout.write(_("Academies: %(names)s") % {"names": ", ".join(academies)})
        if len(zones) > 1:
            self.stdout.write(
                _(
                    "These departments lie in the zones %(zones)s: choose the one that the agenda "
                    "follows."
                )
                % {"zones": ", ".join(zones)}
            )
        return zones[0] if len(zones) == 1 else ""

    def _administrator(self, admin: str | None) -> str:
        if admin is not None:
            return understand.an_address(admin)
        if User.objects.filter(is_superuser=True).exists():
            return ""
        if self.asks:
            return self.interview.ask(
                _("Who keeps the site? (e-mail of the first administrator)"),
                understand.an_address,
            )
        raise CommandError(
            _("A network cannot start without: %(options)s") % {"options": "--admin"}
        )

    def _password(self, email: str) -> str:
        """The password from the environment, or typed twice; empty to choose it by a link."""
        if given := os.environ.get(PASSWORD_VARIABLE):
            return given
        if not self.asks or User.objects.filter(email=email).exists():
            return ""
        unseen = Interview(getpass, self.stdout)
        return unseen.ask(
            _("Password: (empty to choose it by a link)"), lambda typed: a_password(typed, email)
        )

    def _welcome(self, administrator: User, is_new: bool) -> None:
        if not is_new and administrator.has_usable_password():
            self.stdout.write(
                _("Already there, and unchanged: %(what)s") % {"what": administrator.email}
            )
        elif administrator.has_usable_password():
            self.stdout.write(
                _("Log in as %(email)s: %(url)s")
                % {"email": administrator.email, "url": f"{settings.BASE_URL}/admin/"}
            )
        else:
            self.stdout.write(
                _("%(email)s chooses a password here, within three days: %(url)s")
                % {"email": administrator.email, "url": password_link(administrator)}
            )

    def _tell(self, report: Report) -> None:
        for line in report.done:
            self.stdout.write(_("Done: %(what)s") % {"what": line})
        for line in report.kept:
            self.stdout.write(_("Already there, and unchanged: %(what)s") % {"what": line})
