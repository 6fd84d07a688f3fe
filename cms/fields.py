"""A StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """Stores blocks without writing their definition into every migration.

    A change of the shared blocks would otherwise make a migration in each room. In a migration
    the field therefore knows no block; it then hands the stored JSON through untouched, so that
    a data migration that saves a page does not empty its body.
    """

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if self.stream_block.child_blocks else value
