"""What serving a heavy kit costs: `python -m benchmarks.kits` from a checkout, on an empty folder.

Builds a kit of 95 MB (100 are the most), serves it without nginx, downloads it whole, then cut at
40 % and resumed, and prints the most memory that the server has held.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen

MEGABYTE = 1_000_000
WEIGHT = 95 * MEGABYTE
PORT = 8462
ROOT = Path(__file__).parents[1]
BUILD = f"""
import os
from django.core.files.base import ContentFile
from django.utils import timezone
from cms.models import Licence, LicensedDocument
from museums.models import MuseumPage
from schools.models import ClassKitPage, Discipline, KitAuthor, KitDocument, SchoolLevel
from schools.releases import build_release
from schools.templatetags.kits import pack_address
licence = Licence.objects.get(code="cc-by-4-0")
film = LicensedDocument.objects.create(
    title="Un film", credit="Banc d’essai", licence=licence,
    file=ContentFile(os.urandom({WEIGHT}), name="film.pdf"), file_size={WEIGHT},
)
kit = ClassKitPage(title="Kit lourd", slug="kit-lourd", summary="Mesure.", licence=licence)
kit.levels = SchoolLevel.objects.filter(code="cm2")
kit.disciplines = Discipline.objects.all()[:1]
kit.authors = [KitAuthor(name="Banc d’essai")]
kit.documents = [
    KitDocument(title="Fiche", role="teacher", body=[("paragraph", "<p>On mesure.</p>")]),
    KitDocument(title="Un film", role="source", file=film, licence=licence),
]
MuseumPage.objects.sources().first().add_child(instance=kit)
print(pack_address(kit, build_release(kit, timezone.now())))
"""


def memory_of(pid: int) -> int:
    """The most that a process has held so far, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1000


def download(url: str, start: int = 0, stop: int | None = None) -> bytes:
    headers = {"Range": f"bytes={start}-"} if start else {}
    with urlopen(Request(url, headers=headers)) as answer:  # noqa: S310 -- our own address
        return answer.read(stop) if stop else answer.read()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/kits.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
        }
        manage = [sys.executable, str(ROOT / "manage.py")]
        quiet = {"env": env, "check": True, "capture_output": True, "text": True}
        subprocess.run([*manage, "migrate", "-v0"], **quiet)
        small = ["--museums", "2", "--events", "1", "--pictures", "1"]
        subprocess.run([*manage, "load_demo", *small], **quiet)
        built = subprocess.run([*manage, "shell", "-c", BUILD], **quiet)
        address = built.stdout.strip().splitlines()[-1]
        server = subprocess.Popen(
            [*manage, "runserver", "--noreload", str(PORT)], env=env, stderr=subprocess.DEVNULL
        )
        try:
            measure(f"http://127.0.0.1:{PORT}{address}", server.pid)
        finally:
            server.terminate()
            server.wait()


def measure(url: str, pid: int) -> None:
    for _try in range(60):
        try:
            download(url.rpartition("/")[0].rpartition("/")[0] + "/", stop=1)
            break
        except OSError:
            time.sleep(1)
    before = memory_of(pid)
    began = time.perf_counter()
    whole = download(url)
    seconds = time.perf_counter() - began
    after = memory_of(pid)
    cut = int(len(whole) * 0.4)
    resumed = download(url, stop=cut) + download(url, start=cut)
    same = hashlib.sha256(resumed).digest() == hashlib.sha256(whole).digest()
    print(f"{'the kit':32}{len(whole) / MEGABYTE:8.1f} MB")
    print(f"{'downloaded in':32}{seconds:8.2f} s")
    print(f"{'memory before':32}{before:8} MB")
    print(f"{'memory after':32}{after:8} MB")
    print(f"{'memory after resuming at 40 %':32}{memory_of(pid):8} MB")
    print(f"{'the same bytes once resumed':32}{'yes' if same else 'NO':>8}")


if __name__ == "__main__":
    main()
