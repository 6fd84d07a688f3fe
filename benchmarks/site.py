"""A demo network served as an operator does it, and what its worker spends on a request."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS, REQUESTS = 5, 40
Ask = Callable[[], tuple[str, Mapping[str, str]]]


def prepare_environment(folder: Path) -> None:
    """Settings of a real site for this process and those that it starts."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SECRET_KEY": "a site that lives as long as the benchmark does, in a folder of its own",
        "BASE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "DEBUG": "false",
    }
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'db.sqlite3'}")


def manage(*command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def network(events: int) -> Iterator[Path]:
    """The folder of a network of 140 museums with so many events; DATABASE_URL must be empty."""
    with tempfile.TemporaryDirectory() as name:
        prepare_environment(Path(name))
        manage("compile_translations")
        manage("migrate", "-v0")
        manage("load_demo", "--museums", "140", "--events", str(events), "--pictures", "8")
        manage("collectstatic", "--noinput", "-v0")
        yield Path(name)


class Server:
    """One gunicorn worker on a free port; `environment` is what it has of its own."""

    def __init__(self, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = f"--bind 127.0.0.1:{self.port} --workers 1 --log-level error"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options.split(), "cms.wsgi"],
            cwd=ROOT,
            env=os.environ | environment,
        )
        while self.worker is None or not self._answers():
            time.sleep(0.2)

    @property
    def worker(self) -> int | None:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return int(children.split()[0]) if children.split() else None

    def _answers(self) -> bool:
        try:
            return self.get("/-/bare/1")[0] == 200
        except OSError:
            return False

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, str]:
        """Status, body, ETag."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, answer.getheader("ETag", "")

    def cpu(self) -> float:
        """The seconds of processor that the worker has spent."""
        fields = Path(f"/proc/{self.worker}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Megabytes of the worker."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def milliseconds(server: Server, asks: Mapping[str, Ask]) -> dict[str, float]:
    """The worker's processor time a request: the median of rounds in which each has its turn."""
    spent: dict[str, list[float]] = {name: [] for name in asks}
    for _round in range(ROUNDS):
        for name, ask in asks.items():
            before = server.cpu()
            for _request in range(REQUESTS):
                server.get(*ask())
            spent[name].append(1000 * (server.cpu() - before) / REQUESTS)
    return {name: median(values) for name, values in spent.items()}
