"""Calendars as museums' applications write them, and a server of our own that hands them out."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from events.imports.fetching import Gate


def vevent(*lines, uid="a1@agenda.example", title="Visite", start="20261205T140000"):
    """A VEVENT; `lines` come after what every event has."""
    head = [f"UID:{uid}"] if uid else []
    head += [f"SUMMARY:{title}"] if title else []
    head += [f"DTSTART;TZID=Europe/Paris:{start}"] if start else []
    return "\r\n".join(["BEGIN:VEVENT", *head, *lines, "END:VEVENT"])


def calendar(*components):
    """An iCalendar file, as bytes."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Essai//FR", *components, "END:VCALENDAR"]
    return "\r\n".join([*parts, ""]).encode()


class Site:
    """What a museum's site answers, path by path: a status, headers, a body in parts."""

    def __init__(self):
        self.answers = {}
        self.asked = []

    def says(self, path, body=b"", status=200, seconds=0.0, **headers):
        """Answer `path` so from now on; the body leaves part by part, `seconds` apart."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, named, body if isinstance(body, list) else [body], seconds)

    def packed(self, path, body, **headers):
        self.says(path, gzip.compress(body), Content_Encoding="gzip", **headers)

    def url(self, path, host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"


@contextmanager
def served(tls=None) -> Iterator[Site]:
    """A site on this machine, on a free port; in TLS with a context for it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            status, headers, parts, seconds = site.answers.get(self.path, (404, {}, [b""], 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for part in parts:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(seconds)
            except OSError:
                pass  # the other side had enough

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda request, address: None  # a client that hung up
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_gate(**values):
    """The limits as they are, but for a site on this machine without TLS."""
    return Gate(
        **{
            "schemes": frozenset({"http", "https"}),
            "is_allowed": lambda address: address == "127.0.0.1",
        }
        | values
    )
