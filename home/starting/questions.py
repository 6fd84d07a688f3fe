"""Asking somebody at a terminal, again until the answer makes sense."""

from collections.abc import Callable
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")


class WrongAnswerError(ValueError):
    """What is wrong with an answer, in words for who gave it."""


class Interview:
    """Questions to one person; `read` gives what they type."""

    def __init__(self, read: Callable[[str], str], out: TextIO) -> None:
        self.read, self.out = read, out

    def ask(self, question: str, understand: Callable[[str], Answer], default: str = "") -> Answer:
        """What the answer means; the default where nothing is typed."""
        shown = f"{question} [{default}] " if default else f"{question} "
        while True:
            try:
                return understand(self.read(shown).strip() or default)
            except WrongAnswerError as error:
                self.out.write(f"  {error}\n")
