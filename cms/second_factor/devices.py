"""Somebody's telephone as the site knows it, and the codes for the day when it is lost."""

import hashlib
import re
import secrets
from io import BytesIO

import qrcode
from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device, VerifyNotAllowed
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from cms.guards import keeps_site
from cms.models import User

NAME = "telephone"
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another one


class TooSoonError(Exception):
    """A wrong code makes everybody wait a little; seconds are said."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def has_second_factor(user: User) -> bool:
    """Whether somebody switched it on."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def needs_second_factor(user: User) -> bool:
    """Whether the network requires it of this person."""
    return settings.SECOND_FACTOR == "network" and keeps_site(user)


def new_telephone(user: User) -> TOTPDevice:
    """The telephone that somebody is about to add, the same until they do."""
    found = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return found or TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


@transaction.atomic
def switch_on(telephone: TOTPDevice, code: str) -> list[str] | None:
    """Take the telephone whose code is right; the recovery codes, which nobody sees again."""
    telephone = TOTPDevice.objects.select_for_update().get(pk=telephone.pk)
    if not _is_right(telephone, code):
        return None
    telephone.confirmed = True
    telephone.save()
    return new_recovery_codes(telephone.user)


def new_recovery_codes(user: User) -> list[str]:
    """Ten codes for one use each, in the place of those there were."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=NAME, confirmed=True)
    codes = [_recovery_code() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_kept_as(code)) for code in codes
    )
    return codes


def device_shown_by(user: User, code: str) -> Device | None:
    """The telephone, or the list of recovery codes, that somebody shows by a code of it.

    Raises TooSoonError where codes were wrong just before.
    """
    typed = re.sub(r"[\s-]", "", code).lower()
    is_of_telephone = typed.isdigit()
    model = TOTPDevice if is_of_telephone else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        shown = typed if is_of_telephone else _kept_as(typed)
        if device and _is_right(device, shown):
            return device
    return None


def switch_off(user: User) -> int:
    """Forget somebody's telephone and codes; how many devices there were."""
    telephones = TOTPDevice.objects.filter(user=user).delete()[0]
    return telephones + StaticDevice.objects.filter(user=user).delete()[0]


def qr_code(telephone: TOTPDevice) -> SafeString:
    """What a telephone reads, drawn here: no other site sees the secret."""
    buffer = BytesIO()
    qrcode.make(telephone.config_url, image_factory=SvgPathImage, border=2).save(buffer)
    drawing = re.search(r"<svg.*</svg>", buffer.getvalue().decode(), re.DOTALL)[0]
    return mark_safe(drawing)  # noqa: S308 -- drawn by ourselves, of letters and digits


def secret_to_type(telephone: TOTPDevice) -> str:
    """The same for who cannot scan, in groups of four."""
    key = re.search(r"secret=([A-Z2-7]+)", telephone.config_url)[1]
    return " ".join(re.findall(".{1,4}", key))


def _is_right(device: Device, code: str) -> bool:
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed and why and why["reason"] == VerifyNotAllowed.N_FAILED_ATTEMPTS:
        raise TooSoonError(_seconds_left(device))
    return device.verify_token(code.strip().replace(" ", ""))


def _seconds_left(device: Device) -> int:
    """How long a device that saw wrong codes takes none."""
    return max(1, 2 ** (device.throttling_failure_count - 1))


def _recovery_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _number in range(12))
    return "-".join(re.findall(".{4}", f"x{letters[1:]}"))


def _kept_as(code: str) -> str:
    """What is stored of a recovery code: nobody reads it there."""
    plain = re.sub(r"[\s-]", "", code).lower()
    return hashlib.sha256(f"{settings.SECRET_KEY}{plain}".encode()).hexdigest()[:16]
