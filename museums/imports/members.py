"""What other rooms call: the members that a file tells of, and the import of them."""

from museums.imports.reading import Reading, Row, read_members
from museums.imports.running import import_members, rehearse_members

__all__ = ["Reading", "Row", "import_members", "read_members", "rehearse_members"]
