"""What may be fetched, from where, how much of it and for how long."""

import gzip
import ssl
import subprocess
import time
from shutil import which

import pytest

from events.imports.fetching import Gate, fetch, is_public
from events.imports.reasons import Reason, RefusedError
from tests.events.imports.calendars import open_gate, served

CERTIFICATE = (
    "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=agenda.example "
    "-addext subjectAltName=DNS:agenda.example"
)
MUCH = b"x" * 3_000_000


@pytest.fixture
def site():
    with served() as site:
        yield site


def refusal(url, gate=None):
    with pytest.raises(RefusedError) as caught:
        fetch(url, "Essai", gate=gate or open_gate())
    return caught.value.reason


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_which_addresses_are_public(address, expected):
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://agenda.example/a.ics", Reason.NOT_HTTPS),
        ("file:///etc/passwd", Reason.NOT_HTTPS),
        ("ftp://agenda.example/", Reason.NOT_HTTPS),
        ("https:///a.ics", Reason.ADDRESS_UNREADABLE),
        ("https://moi:secret@agenda.example/", Reason.ADDRESS_UNREADABLE),
        ("https://agenda.example:99999/", Reason.ADDRESS_UNREADABLE),
        ("https://agenda.example/a\r\nX: y", Reason.ADDRESS_UNREADABLE),
        ("https://[::1", Reason.ADDRESS_UNREADABLE),
        ("https://127.0.0.1/", Reason.ADDRESS_REFUSED),
        ("https://[::1]/", Reason.ADDRESS_REFUSED),
        ("https://[::ffff:10.0.0.1]/", Reason.ADDRESS_REFUSED),
        ("https://2130706433/", Reason.ADDRESS_REFUSED),
        ("https://0x7f.1/", Reason.ADDRESS_REFUSED),
    ],
)
def test_what_is_refused_before_anything_is_asked(url, reason):
    assert refusal(url, Gate()) == reason


def test_a_calendar_as_it_is(site):
    site.says("/a.ics?x=1", b"BEGIN", ETag='"7"', Last_Modified="Sun, 22 Nov 2026 09:00:00 GMT")
    fetched = fetch(site.url("/a.ics?x=1"), "Mosaique", gate=open_gate())
    assert fetched.content == b"BEGIN"
    assert (fetched.etag, fetched.last_modified) == ('"7"', "Sun, 22 Nov 2026 09:00:00 GMT")
    ((_path, headers),) = site.asked
    assert headers["User-Agent"] == "Mosaique"
    assert headers["Host"] == f"127.0.0.1:{site.port}"


def test_packed_and_in_chunks(site):
    body = b"5\r\nBEGIN\r\n0\r\n\r\n"
    site.says("/chunks", body, Transfer_Encoding="chunked")
    site.packed("/gzip", b"BEGIN")
    for path in ("/chunks", "/gzip"):
        assert fetch(site.url(path), "Essai", gate=open_gate()).content == b"BEGIN"


def test_nothing_new_since_the_last_time(site):
    site.says("/a.ics", status=304)
    url = site.url("/a.ics")
    assert fetch(url, "Essai", '"7"', "Sun, 22 Nov 2026", open_gate()).content is None
    assert site.asked[0][1]["If-None-Match"] == '"7"'
    assert site.asked[0][1]["If-Modified-Since"] == "Sun, 22 Nov 2026"


def test_redirects_are_followed_a_few_times(site):
    site.says("/1", status=302, Location="/2")
    site.says("/2", status=308, Location=site.url("/3"))
    site.says("/3", b"BEGIN")
    assert fetch(site.url("/1"), "Essai", gate=open_gate()).content == b"BEGIN"
    site.says("/round", status=301, Location="/round")
    assert refusal(site.url("/round")) == Reason.REDIRECTS


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://10.0.0.1/a.ics", Reason.ADDRESS_REFUSED),
        ("https://169.254.169.254/latest/meta-data/", Reason.ADDRESS_REFUSED),
        ("file:///etc/passwd", Reason.NOT_HTTPS),
        ("gopher://127.0.0.1/", Reason.NOT_HTTPS),
    ],
)
def test_a_redirect_to_what_is_not_public(site, location, reason):
    site.says("/a.ics", status=302, Location=location)
    assert refusal(site.url("/a.ics")) == reason


def test_a_redirect_out_of_https(site):
    """Only the first address is in the open here: the gate lets no other scheme through."""
    site.says("/a.ics", status=302, Location="http://agenda.example/b.ics")
    gate = open_gate(schemes=frozenset({"https"}))
    assert refusal(site.url("/a.ics"), gate) == Reason.NOT_HTTPS
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site):
    """A name that would lead elsewhere the second time is asked for once."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    site.says("/a.ics", b"BEGIN")
    gate = open_gate(resolve=lambda host, port: answers.pop(0))
    fetched = fetch(site.url("/a.ics", "agenda.example"), "Essai", gate=gate)
    assert fetched.content == b"BEGIN"
    assert answers == [["10.0.0.1"]]
    assert site.asked[0][1]["Host"] == f"agenda.example:{site.port}"


def test_one_private_address_among_public_ones_is_enough(site):
    gate = open_gate(resolve=lambda host, port: ["127.0.0.1", "10.0.0.1"])
    assert refusal(site.url("/", "agenda.example"), gate) == Reason.ADDRESS_REFUSED
    assert site.asked == []


def test_a_name_that_nobody_knows():
    def unknown(host, port):
        raise OSError(host)

    gate = Gate(resolve=unknown)
    assert refusal("https://agenda.example/", gate) == Reason.HOST_UNKNOWN


def test_a_name_server_that_does_not_answer():
    gate = Gate(resolve=lambda host, port: time.sleep(1) or [], seconds=0.1)
    assert refusal("https://agenda.example/", gate) == Reason.TOO_SLOW


def test_too_slow_drop_by_drop_in_all(site):
    """Each part comes in time; the whole does not."""
    site.says("/slow", [b"x"] * 100, seconds=0.05)
    started = time.monotonic()
    assert refusal(site.url("/slow"), open_gate(seconds=0.4)) == Reason.TOO_SLOW
    assert time.monotonic() - started < 2


def test_too_big_announced_or_not_packed_or_not(site):
    site.says("/big", MUCH, Content_Length=str(len(MUCH)))
    site.says("/unannounced", MUCH)
    site.packed("/bomb", b"0" * 50_000_000)
    for path in ("/big", "/unannounced", "/bomb"):
        assert refusal(site.url(path)) == Reason.TOO_BIG, path


def test_cut_short(site):
    site.says("/short", b"BEGIN", Content_Length="500")
    packed = gzip.compress(MUCH[:9999] + bytes(range(256)))
    site.says("/half", packed[:-20], Content_Encoding="gzip")
    assert refusal(site.url("/short")) in (Reason.CUT_SHORT, Reason.UNREACHABLE)
    assert refusal(site.url("/half")) == Reason.CUT_SHORT


def test_answers_that_are_no_calendar(site):
    site.says("/teapot", status=418)
    site.says("/garbage", b"not packed at all", Content_Encoding="gzip")
    assert refusal(site.url("/missing")) == Reason.ANSWER
    assert refusal(site.url("/teapot")) == Reason.ANSWER
    assert refusal(site.url("/garbage")) == Reason.UNREACHABLE
    assert refusal("http://127.0.0.1:9/") == Reason.UNREACHABLE


def test_a_certificate_that_nobody_vouches_for(tmp_path, site):
    """TLS is checked for the name in the address, though the connection goes to an IP."""
    openssl = which("openssl")
    if not openssl:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(  # noqa: S603
        [openssl, *CERTIFICATE.split(), "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with served(context) as secured:
        secured.says("/a.ics", b"BEGIN")
        resolve = {"resolve": lambda host, port: ["127.0.0.1"]}
        url = secured.url("/a.ics", "agenda.example").replace("http:", "https:")
        assert refusal(url, open_gate(**resolve)) == Reason.CERTIFICATE
        trusting = open_gate(tls=ssl.create_default_context(cafile=certificate), **resolve)
        assert fetch(url, "Essai", gate=trusting).content == b"BEGIN"
        assert refusal(url.replace("agenda.", "autre."), trusting) == Reason.CERTIFICATE
