"""Tables that a spreadsheet opens as they are meant. Pure."""

BYTE_ORDER_MARK = "\ufeff"  # without it Excel does not read accents
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: str) -> str:
    """The cell as text: spreadsheets run what looks like a formula, whoever wrote it."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
