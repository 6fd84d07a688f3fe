"""What axe, the accessibility checker, holds against a page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(tab: Page, *parts: str) -> list[str]:
    """Each finding in words (rule, selector, reason), within the parts named by selector.

    What axe leaves for a human to decide is a finding too: white text on white is filed there.
    """
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations", "incomplete"],
    }
    results = tab.evaluate(
        "([parts, options]) => axe.run(parts.length ? {include: parts} : document, options)",
        [list(parts), options],
    )
    return [
        f"{kind}: {rule['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for kind in ("violations", "incomplete")
        for rule in results[kind]
        for node in rule["nodes"]
    ]
