"""What anybody can tell of a page by looking at it."""

from collections.abc import Container
from pathlib import Path

from playwright.sync_api import Page, expect

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 320


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line for each place."""
    session = page.context.new_cdp_session(page)  # passes by the page's own policy, which forbids scripts of others
    session.send("Runtime.evaluate", {"expression": AXE})
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{found['id']}: {node['target']}" for found in result["violations"] for node in found["nodes"]]


def at_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def too_wide(page: Page) -> list[str]:
    """What sticks out, where the page must be scrolled sideways; nothing else."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')]
        .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
        .map(each => each.tagName + '.' + each.className)"""
    )
    return found


def weight(page: Page) -> int:
    """Bytes over the wire for the page and all that it loads, as for somebody who comes for the first time."""
    loaded: int = page.evaluate(
        """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, each) => sum + each.encodedBodySize, 0)"""
    )
    return loaded


def assert_readable(page: Page, axe_at: Container[int] = (NARROW,)) -> None:
    """The page that is open has one heading of the first level, fits both widths, and axe finds nothing."""
    expect(page.locator("h1")).to_have_count(1)
    for width in (WIDE, NARROW):
        at_width(page, width)
        assert too_wide(page) == []
        assert width not in axe_at or axe(page) == []
