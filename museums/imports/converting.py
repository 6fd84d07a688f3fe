"""The values of a file as a museum's page holds them; each converter refuses what it cannot read.

Postcodes, telephones and codes are France's own; a network elsewhere takes them as they are
written.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from cms.town_names import written_out
from museums.imports.reasons import Reason, RefusedError

LETTER = re.compile(r"[^\W\d_]")
CODE = re.compile(r"M\d{4,5}")
CEDEX = re.compile(r"\s+cedex(\s+\d+)?$", re.IGNORECASE)
POSTCODE_BEFORE = re.compile(r"^\d{4,5}\s+")
PHONE = re.compile(
    r"(?:(?:\+|00)?\s?33[\s.(]*0?[\s.)]*|\(?0\)?)?[\s.-]*([1-9](?:[\s.-]*\d){8})(?!\d)"
)
DEGREE = Decimal("0.00001")
ONLY_A_HOST = 3  # slashes: of its scheme, and the one that ends it
WEB_SCHEME = re.compile(r"https?://", re.IGNORECASE)

YES, NO = "yes", "no"
YES_WORDS = frozenset({"oui", "yes", "o", "y", "vrai", "true", "1", "x"})
NO_WORDS = frozenset({"non", "no", "n", "faux", "false", "0"})

Convert = Callable[[str], str]


class Converted(NamedTuple):
    """A value, and what to say of it although it was taken."""

    value: str
    said: RefusedError | None = None


def line(text: str) -> str:
    """Text on one line, with typographic apostrophes."""
    return " ".join(text.split()).replace("'", "’")


def name(text: str) -> str:
    """A museum's name, with a capital; refuses a number and a code."""
    text = line(text)
    if not LETTER.search(text) or CODE.fullmatch(text):
        raise RefusedError(Reason.NAME_UNREADABLE, value=text)
    return text[0].upper() + text[1:]


def town(text: str) -> str:
    """A town in ordinary letters, without what only the post office needs.

    >>> [town(text) for text in ("ELBEUF SUR SEINE", "Caen cedex 4", "3501 LIBOURNE Cedex")]
    ['Elbeuf-sur-Seine', 'Caen', 'Libourne']
    """
    text = POSTCODE_BEFORE.sub("", CEDEX.sub("", line(text)))
    if not LETTER.search(text) or re.search(r"\d{3}", text):
        raise RefusedError(Reason.TOWN_UNREADABLE, value=text)
    return written_out(text) if text.isupper() else text


def code(text: str) -> str:
    """A Muséofile code."""
    text = text.strip().upper()
    if not CODE.fullmatch(text):
        raise RefusedError(Reason.CODE_UNREADABLE, value=text)
    return text


def postcode(text: str) -> str:
    """Five digits; a spreadsheet may have dropped the first 0.

    >>> [postcode(text) for text in ("14 330", "1000", "1000.0")]
    ['14330', '01000', '01000']
    """
    digits = re.sub(r"\s|\.0$", "", text)
    if not re.fullmatch(r"\d{4,5}", digits):
        raise RefusedError(Reason.POSTCODE_UNREADABLE, value=text.strip())
    return digits.zfill(5)


def phone(text: str) -> Converted:
    """The first number in its national form; what stands behind it is reported.

    >>> [phone(text).value for text in ("02.31.21.42.13", "+33 (0)2 31 21 42 13", "231214213")]
    ['02 31 21 42 13', '02 31 21 42 13', '02 31 21 42 13']
    """
    text = line(text)
    found = PHONE.match(text)
    if not found:
        raise RefusedError(Reason.PHONE_UNREADABLE, value=text)
    digits = "0" + re.sub(r"\D", "", found[1])
    number = " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    has_more = bool(text[found.end() :].strip())
    said = RefusedError(Reason.PHONE_FIRST, value=text, taken=number) if has_more else None
    return Converted(number, said)


def web_address(text: str) -> str:
    """An address of the web; without a scheme it is https."""
    text = text.strip()
    address = text if WEB_SCHEME.match(text) else f"https://{text.lstrip('/')}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise RefusedError(Reason.ADDRESS_UNREADABLE, value=text) from error
    return address.rstrip("/") if address.count("/") == ONLY_A_HOST else address


def answer(text: str) -> str:
    """Yes or no; what is neither is not guessed.

    >>> [answer(text) for text in ("Oui", "NON", "x", "0")]
    ['yes', 'no', 'yes', 'no']
    """
    word = text.strip().casefold()
    if word in YES_WORDS:
        return YES
    if word in NO_WORDS:
        return NO
    raise RefusedError(Reason.ANSWER_UNREADABLE, value=text.strip()[:80])


def email(text: str) -> str:
    """An e-mail address."""
    text = text.strip()
    try:
        validate_email(text)
    except ValidationError as error:
        raise RefusedError(Reason.EMAIL_UNREADABLE, value=text) from error
    return text


def place(text: str) -> str:
    """Two decimals, latitude first, to the metre.

    >>> place("49.193080, -0.936738")
    '49.19308,-0.93674'
    """
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if re.fullmatch(r"\s*-?\d+,\d+\s*[; ]\s*-?\d+,\d+\s*", text):  # decimal commas
        numbers = re.findall(r"-?\d+\.\d+", text.replace(",", "."))
    try:
        latitude, longitude = (
            Decimal(number).quantize(DEGREE, ROUND_HALF_UP) for number in numbers
        )
    except (ValueError, InvalidOperation) as error:
        raise RefusedError(Reason.PLACE_UNREADABLE, value=text.strip()) from error
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise RefusedError(Reason.PLACE_UNREADABLE, value=text.strip())
    return f"{latitude},{longitude}"


def as_written(text: str) -> str:
    """What a network elsewhere takes as it is."""
    return line(text)
