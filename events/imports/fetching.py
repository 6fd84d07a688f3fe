"""Fetches somebody's calendar: the only module here that touches the network.

The address comes from a person, so it may not be used to look into our own network: only https, and
at each redirect the name is resolved once, every address must be a public one, and the connection
goes to the very address that was checked.
"""

import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from events.imports.reasons import Reason, RefusedError

PORTS = {"https": 443, "http": 80}
REDIRECTS = (301, 302, 303, 307, 308)
BLOCK = 65_536
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet, also where IPv6 carries an IPv4 one.

    >>> [is_public(address) for address in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64 or ip.teredo:
            return False
        carried = ip.ipv4_mapped or ip.sixtofour
        if carried:
            return is_public(str(carried))
    return ip.is_global and not ip.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Gate:
    """What may be fetched and how much of it; tests open it for a server of their own."""

    schemes: frozenset[str] = frozenset({"https"})
    is_allowed: Callable[[str], bool] = is_public
    resolve: Callable[[str, int], Sequence[str]] = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = 5
    most_bytes: int = 2_000_000
    most_redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """What answered: the calendar, or nothing new since the last time (`content` is None)."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


def fetch(
    url: str, agent: str, etag: str = "", last_modified: str = "", gate: Gate | None = None
) -> Fetched:
    """The calendar at this address. Raises RefusedError with the reason where there is none.

    `etag` and `last_modified` are what came with it last time; all of it together may take
    `gate.seconds`.
    """
    gate = gate or Gate()
    deadline = time.monotonic() + gate.seconds
    headers = {
        "User-Agent": agent,
        "Accept": "text/calendar, application/json;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    for _hop in range(gate.most_redirects + 1):
        parts = _checked(url, gate)
        connection = _connect(parts, gate, deadline)
        try:
            response = _answer(connection, parts, headers, deadline)
            if response.status not in REDIRECTS:
                return _fetched(response, gate)
            url = urljoin(url, response.headers.get("Location", ""))
        except TimeoutError as error:
            raise RefusedError(Reason.TOO_SLOW, seconds=int(gate.seconds)) from error
        except (OSError, HTTPException, zlib.error, ValueError) as error:
            raise RefusedError(Reason.UNREACHABLE, error=type(error).__name__) from error
        finally:
            connection.close()
    raise RefusedError(Reason.REDIRECTS, count=gate.most_redirects)


def _checked(url: str, gate: Gate) -> SplitResult:
    """The parts of an address that may be asked; raises RefusedError for any other."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except (UnicodeError, ValueError) as error:
        raise RefusedError(Reason.ADDRESS_UNREADABLE) from error
    if parts.scheme not in gate.schemes:
        raise RefusedError(Reason.NOT_HTTPS)
    if not host or parts.username is not None or port == 0 or not url.isprintable() or " " in url:
        raise RefusedError(Reason.ADDRESS_UNREADABLE)
    named = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{named}:{port}" if port else named)


def _connect(parts: SplitResult, gate: Gate, deadline: float) -> socket.socket:
    """A connection to one of the addresses that the host has now, each of them being public."""
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    addresses = _resolved(host, port, gate, deadline)
    if not addresses or not all(map(gate.is_allowed, addresses)):
        raise RefusedError(Reason.ADDRESS_REFUSED, host=host)
    for number, address in enumerate(addresses, start=1):
        try:
            connection = socket.create_connection((address, port), _left(deadline))
        except TimeoutError as error:
            raise RefusedError(Reason.TOO_SLOW, seconds=int(gate.seconds)) from error
        except OSError as error:
            if number < len(addresses):
                continue
            raise RefusedError(Reason.UNREACHABLE, error=type(error).__name__) from error
        return _secured(connection, host, gate, deadline) if parts.scheme == "https" else connection
    raise RefusedError(Reason.UNREACHABLE, error="")


def _resolved(host: str, port: int, gate: Gate, deadline: float) -> list[str]:
    """The addresses of the host, asked for once; a name server has no time limit of its own."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return list(pool.submit(gate.resolve, host, port).result(timeout=_left(deadline)))
    except (FutureTimeoutError, TimeoutError) as error:
        raise RefusedError(Reason.TOO_SLOW, seconds=int(gate.seconds)) from error
    except (OSError, UnicodeError) as error:
        raise RefusedError(Reason.HOST_UNKNOWN, host=host) from error
    finally:
        pool.shutdown(wait=False)


def _secured(connection: socket.socket, host: str, gate: Gate, deadline: float) -> socket.socket:
    """The connection in TLS, with a certificate for the host that the address named."""
    try:
        connection.settimeout(_left(deadline))
        return gate.tls.wrap_socket(connection, server_hostname=host)
    except TimeoutError as error:
        connection.close()
        raise RefusedError(Reason.TOO_SLOW, seconds=int(gate.seconds)) from error
    except OSError as error:
        connection.close()
        is_certificate = isinstance(error, ssl.SSLCertVerificationError)
        reason = Reason.CERTIFICATE if is_certificate else Reason.UNREACHABLE
        raise RefusedError(reason, error=type(error).__name__) from error


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Received(io.RawIOBase):
    """What a connection receives, until the deadline: a drop now and then does not extend it."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.connection = connection
        self.deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self.connection.settimeout(_left(self.deadline))
        return self.connection.recv_into(buffer)


class _Answering:
    """The part of a socket that HTTPResponse reads from."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.received = _Received(connection, deadline)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self.received)


def _answer(
    connection: socket.socket, parts: SplitResult, headers: dict[str, str], deadline: float
) -> HTTPResponse:
    """The answer to a GET, its body not read yet."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {_quoted(target)} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in headers.items() if value.isprintable()]
    connection.settimeout(_left(deadline))
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    response = HTTPResponse(_Answering(connection, deadline), method="GET")  # type: ignore[arg-type]
    response.begin()
    return response


def _quoted(target: str) -> str:
    """An address in ASCII; what is quoted already stays."""
    return quote(target, safe="%/:?#[]@!$&'()*+,;=~")


def _fetched(response: HTTPResponse, gate: Gate) -> Fetched:
    etag = response.headers.get("ETag", "")[:200]
    last_modified = response.headers.get("Last-Modified", "")[:60]
    if response.status == 304:
        return Fetched(None, etag, last_modified)
    if response.status != 200:
        raise RefusedError(Reason.ANSWER, status=response.status)
    return Fetched(_body(response, gate.most_bytes), etag, last_modified)


def _body(response: HTTPResponse, most: int) -> bytes:
    """The whole body, unpacked; raises RefusedError as soon as it is too big, packed or not."""
    is_packed = response.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    unpacker = zlib.decompressobj(wbits=31) if is_packed else None
    body = bytearray()
    received = 0
    while block := response.read1(BLOCK):
        received += len(block)
        body += unpacker.decompress(block, most + 1 - len(body)) if unpacker else block
        if max(received, len(body)) > most:
            raise RefusedError(Reason.TOO_BIG, megabytes=most // 1_000_000)
    is_short = response.length not in (None, 0) or (unpacker and not unpacker.eof)
    if is_short:
        raise RefusedError(Reason.CUT_SHORT)
    return bytes(body)
