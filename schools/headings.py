"""The headings of a text, below those of the page that shows it.

Knows no Django.
"""

import re
from collections.abc import Sequence

TAG = re.compile(r"<(/?)h([1-6])(?=[ >])")
DEEPEST = 6


def below(texts: Sequence[str], top: int) -> list[str]:
    """These texts in HTML, read one after the other, their highest headings of the level `top`.

    No level is left out on the way down, whatever their editor chose.
    """
    used = sorted({level for text in texts for _end, level in TAG.findall(text)})
    wanted = {level: top + rank for rank, level in enumerate(used)}
    now = top - 1

    def moved(match: re.Match[str]) -> str:
        nonlocal now
        end, level = match.groups()
        if not end:
            now = min(wanted[level], now + 1, DEEPEST)
        return f"<{end}h{now}"

    return [TAG.sub(moved, text) for text in texts]
