"""Wagtail's indexes, of words and of references, are filled for the tests that ask for them.

To keep both up to date is half of what saving or publishing a page costs, and hardly any test
reads them. Those that do are marked `indexed`; any other that searches fails and says so.
"""

from typing import Any, NoReturn

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task
from wagtail.search.backends import database

import cms.settings

AS_OPERATED = {
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    "WAGTAILSEARCH_BACKENDS": cms.settings.WAGTAILSEARCH_BACKENDS,
}
INDEXING = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class WithoutIndexing(ImmediateBackend):
    """Runs every task at once, but those that index."""

    def enqueue(self, task: Task, args: tuple, kwargs: dict) -> Any:
        return None if task.module_path in INDEXING else super().enqueue(task, args, kwargs)


def SearchBackend(params: dict) -> Any:  # noqa: N802 -- the name that Wagtail looks for
    """The project's, which must not be searched: it would find nothing."""
    backend = database.SearchBackend(params)
    backend.search = backend.autocomplete = refuse
    return backend


def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise AssertionError("Nothing is indexed in this test: mark it with pytest.mark.indexed.")
