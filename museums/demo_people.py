"""The demo's people: who leads, who writes, who was invited and has not come yet."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from cms.demo import PASSWORD
from cms.models import User
from museums.choices import Role
from museums.models import Invitation, MuseumPage
from museums.teams.roles import group_of

FIRST_NAMES = """
Agathe Alain Aline Anaïs Antoine Baptiste Béatrice Benoît Brigitte Cécile Céline Chantal
Claire Claude Colette Daniel Denis Édith Élise Émile Fanny Florence Françoise Gérard
Gilles Hélène Henri Inès Isabelle Jacques Jeanne Joël Judith Juliette Léa Louis Lucie
Madeleine Marc Martine Mathilde Michel Monique Nadia Nicolas Odile Olivier Pascale Patrick
Paul Philippe Pierre Raymond Régine René Rose Samia Simone Sylvie Thérèse Thomas Véronique
Victor Yann Yvette Zoé
"""
LAST_NAMES = """
Anquetil Auber Bazin Bellanger Besnard Blondel Bourdon Cauchois Chéron Cordier Couture
Dubosc Duval Fauvel Feron Fleury Gosselin Grandin Guérard Harel Hébert Heuzé Jouenne Lebas
Leblond Lebrun Lecoq Ledoux Legrand Lehoux Lelièvre Leloup Lemaître Lemarchand Leroux
Lesage Letellier Levasseur Liard Mabire Malherbe Marie Mauger Morin Néel Osmont Parmentier
Picard Poulain Prévost Quesnel Renault Robine Roussel Sénéchal Tesson Thibault Turgis
Vallée Vautier Vasseur Viel
"""
ONE_MORE = 1 / 7  # so that 140 museums have some 300 people
NEVER_CAME = 0.06
INVITED = 3


def load_people(museums: Sequence[MuseumPage], seed: int, now: datetime) -> None:
    """For each museum a lead and an editor, for some one more; they log in like all the demo."""
    rng = random.Random(f"people {seed}")
    password = make_password(PASSWORD)  # slow by design: once for all of them
    parts = [(museum, role) for museum in museums for role in _roles(rng)]
    people = [_person(rng, number, password, now) for number, _part in enumerate(parts)]
    User.objects.bulk_create(people)
    groups = [
        User.groups.through(user_id=person.pk, group_id=group_of(role, museum).pk)
        for person, (museum, role) in zip(people, parts, strict=True)
    ]
    User.groups.through.objects.bulk_create(groups)
    _invite(museums, now)


def _roles(rng: random.Random) -> list[Role]:
    more = [Role.EDITOR] if rng.random() < ONE_MORE else []
    return [Role.LEAD, Role.EDITOR, *more]


def _person(rng: random.Random, number: int, password: str, now: datetime) -> User:
    """Most have logged in this year; their address says which of them they are."""
    first, last = rng.choice(FIRST_NAMES.split()), rng.choice(LAST_NAMES.split())
    seen = now - timedelta(days=int(rng.expovariate(1 / 60)), minutes=rng.randrange(600))
    return User(
        email=f"benevole{number + 1}@musees.example",
        first_name=first,
        last_name=last,
        password=password,
        last_login=None if rng.random() < NEVER_CAME else seen,
    )


def _invite(museums: Sequence[MuseumPage], now: datetime) -> None:
    """Some have a message in their letter box; nothing leaves for addresses that do not exist."""
    Invitation.objects.bulk_create(
        Invitation(
            email=f"invitation{number + 1}@musees.example",
            museum=museum,
            role=Role.EDITOR,
            invited_at=now - timedelta(days=9 * (number + 1)),
            written_at=now - timedelta(days=2 * (number + 1)),
            reminders=min(number, 2),
        )
        for number, museum in enumerate(museums[-INVITED:])
    )
