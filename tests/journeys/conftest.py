"""What the journeys start from, of the rooms that they cross."""

from tests.schools.conftest import moulin, sheets

__all__ = ["moulin", "sheets"]
