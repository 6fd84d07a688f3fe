"""The repository keeps its own promises."""

import ast
import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines

ROOT = Path(__file__).parents[1]
FOUNDATION = ["museums", "cms"]
SIBLINGS = ["events", "schools", "jobs"]  # on the foundation, unknown to each other
ROOMS = ["search", "home", *SIBLINGS, *FOUNDATION]
SECRET_NAMES = re.compile(r"utils|helpers|common|misc")


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository, those not committed yet included."""
    listing = subprocess.run(  # noqa: S603
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).exists()]


def read(name: str) -> str:
    return (ROOT / name).read_text()


# The environment


def settings_table() -> list[str]:
    """The names of the table at the top of the settings."""
    tree = ast.parse(read("cms/settings.py"))
    (call,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "env"
    )
    return [keyword.arg for keyword in call.keywords]


def test_each_variable_is_in_the_example_and_in_the_documents():
    names = settings_table()
    assert names == sorted(names)
    assert re.findall(r"^# ([A-Z_]+)=", read(".env.example"), re.MULTILINE) == names
    assert re.findall(r"^\| `([A-Z_]+)` \|", read("docs/operating.md"), re.MULTILINE) == names


def test_each_dependency_gives_its_reason():
    for line in read("pyproject.toml").partition("[dependency-groups]")[0].splitlines():
        if re.match(r'    "[a-z]', line):
            assert " # " in line, line


def test_each_dependency_is_imported_or_installed_as_a_room():
    dependencies = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.match(r"[a-z-]+", line)[0] for line in dependencies}
    modules = {
        "beautifulsoup": "bs4",
        "django-axes": "axes",
        "django-csp": "csp",
        "django-environ": "environ",
        "django-ninja": "ninja",
        "django-otp": "django_otp",
        "django-recurrence": "recurrence",
        "pillow": "PIL",
        "python-dateutil": "dateutil",
        "vacances-scolaires-france": "vacances_scolaires_france",
        "wagtail-localize": "wagtail_localize",
        "zipstream-ng": "zipstream",
    }
    code = "\n".join(path.read_text() for path in tracked("*.py") if "tests" not in path.parts)
    unused = {
        name
        for name in names
        if not re.search(
            rf"(import|from) {modules.get(name, name)}\b|\"{modules.get(name, name)}\b", code
        )
    }
    assert unused == set()


def test_the_lock_names_no_registry():
    for path in tracked("requirements/*.txt"):
        assert "://" not in path.read_text(), path


# The code


def test_no_module_is_a_drawer_for_everything():
    names = [path.relative_to(ROOT) for path in tracked("*.py")]
    assert [name for name in names if SECRET_NAMES.fullmatch(name.stem)] == []


def test_no_module_is_too_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in tracked("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > 420} == {}


def test_migrations_are_named_and_small():
    for path in tracked("*/migrations/0*.py"):
        assert not re.search(r"_auto_|_alter_.*_and_more", path.name), path
        assert path.stat().st_size < 20_000, path


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_tests_mirror_modules():
    """tests/<room>/test_<module>.py tests <room>/<module>.py, or a package of that name."""
    strangers = []
    for room in ROOMS:
        for path in tracked(f"tests/{room}/test_*.py"):
            module = path.stem.removeprefix("test_")
            found = [*ROOT.glob(f"{room}/{module}.py"), *ROOT.glob(f"{room}/{module}/__init__.py")]
            found += ROOT.glob(f"{room}/**/{module}.py")
            if not found and not module.endswith("_properties"):
                strangers.append(str(path.relative_to(ROOT)))
    assert strangers == []


# Templates


def templates() -> list[Path]:
    return tracked("*/templates/*.html")


def test_no_template_is_unused():
    sources = [p for p in tracked("*.py") if "tests" not in p.parts] + templates()
    text = "\n".join(path.read_text() for path in sources)
    page_templates = {
        model.template
        for model in apps.get_models()
        if isinstance(getattr(model, "template", 0), str)
    }
    unused = []
    for path in templates():
        name = str(path.relative_to(next(p for p in path.parents if p.name == "templates")))
        if name not in page_templates and f'"{name}"' not in text and f"'{name}'" not in text:
            unused.append(name)
    # Django's own names
    assert sorted(unused) == ["400.html", "403.html", "403_csrf.html", "404.html"]


def test_templates_name_only_the_rooms_below_theirs():
    """The layers of imports hold for load, include, extends and url too."""
    libraries = {
        library: path.parts[len(ROOT.parts)]
        for path in tracked("*/templatetags/*.py")
        if (library := path.stem) != "__init__"
    }
    url_names = {
        pattern.name: room
        for room in ROOMS
        if room != "cms" and (ROOT / room / "urls.py").exists()
        for pattern in import_module(f"{room}.urls").urlpatterns
        if hasattr(pattern, "name")  # the API names its own, which templates do not
    }
    offences = []
    for path in templates():
        room = path.relative_to(ROOT).parts[0]
        allowed = [room, *FOUNDATION] if room in SIBLINGS else ROOMS[ROOMS.index(room) :]
        text = path.read_text()
        named = [
            libraries.get(word, "cms")
            for load in re.findall(r"{% load ([^%]+)%}", text)
            for word in load.split()
        ]
        named += [
            name.split("/")[0]
            for name in re.findall(r"{% (?:include|extends) ['\"]([^'\"]+)", text)
            if name.split("/")[0] in ROOMS
        ]
        named += [url_names.get(name, "cms") for name in re.findall(r"{% url ['\"]([^'\"]+)", text)]
        offences += [(str(path.relative_to(ROOT)), name) for name in named if name not in allowed]
    assert offences == []


def test_every_template_compiles():
    engine = engines["django"].engine
    for path in templates():
        engine.from_string(path.read_text())


def test_no_template_holds_a_script_or_a_style():
    for path in templates():
        if not {"admin", "mail"} & set(path.parts):  # mail programs load no stylesheet
            text = path.read_text()
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]+(src=|ld\+json))", text
            ), path


# Languages


def test_french_is_complete():
    catalogue = polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_every_string_on_screen_is_in_the_catalogue():
    """Strings marked in code and templates, found without GNU gettext."""
    catalogue = polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalogue}
    marked = set()
    for path in tracked("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "_",
                "gettext",
                "gettext_lazy",
            ):
                marked.add(ast.literal_eval(node.args[0]))
    for path in templates():
        marked.update(re.findall(r"{% translate \"([^\"]+)\"", path.read_text()))
    assert marked - known == set()


def test_french_typography():
    """No straight apostrophe, no ordinary space where French wants one that does not break."""
    catalogue = polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po"))
    texts = [text for e in catalogue for text in (e.msgstr, *e.msgstr_plural.values())]
    wrong = [t for t in texts if re.search(r"\w'\w| [:;!?»]|« |\"", re.sub(r"<[^>]+>", "", t))]
    assert wrong == []
