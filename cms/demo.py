"""The demo's people."""

from cms.models import User

PASSWORD = "mosaique"  # noqa: S105 -- printed by the demo, which is no secret
"""What everybody in the demo logs in with."""


def create_person(email: str, first_name: str, last_name: str, **fields: bool) -> User:
    """Somebody of the demo, who logs in with the demo's password."""
    person, is_new = User.objects.get_or_create(
        email=email, defaults={"first_name": first_name, "last_name": last_name, **fields}
    )
    if is_new:
        person.set_password(PASSWORD)
        person.save()
    return person
