"""What the workers of a run share: the first one that wants it makes it, the others wait."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[1]


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills; what was left half filled is made again."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_name(f"{folder.name}.draft")
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder


def migrated_database() -> Path:
    """An SQLite database in which every migration has run, made once for each state of them."""
    return made_once(ROOT / ".cache" / f"migrated-{state_of_migrations()}", migrate) / "db.sqlite3"


def migrate(folder: Path) -> None:
    for older in folder.parent.glob("migrated-*[0-9a-f]"):
        shutil.rmtree(older)
    url = f"sqlite:///{folder / 'db.sqlite3'}"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DEBUG": "true"},
        check=True,
    )


def state_of_migrations() -> str:
    """Another one for any change in a migration, of ours or of a library's."""
    state = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            state.update(f"{app.label} {path.name}".encode())
            state.update(path.read_bytes())
    return state.hexdigest()[:12]
