"""axe-core on every page: 320 and 1280 pixels, light and dark."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from built_book import Book
from playwright.sync_api import BrowserContext, Page

EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that depend on the colour scheme."""
VARIANTS: list[tuple[int, Literal["light", "dark"], Mapping[str, object]]] = [
    (1280, "light", EVERYTHING),
    (320, "dark", EVERYTHING),
    (1280, "dark", COLOURS),
    (320, "light", COLOURS),
]
HUGE = 1_000_000
"""Bytes from which a page, a register of thousands of like entries, is looked at once in each width and each scheme."""
RUN = """rules => axe.run({ runOnly: rules, resultTypes: ['violations'], preload: false }).then(
    result => result.violations.flatMap(
        v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`)))"""


@pytest.fixture
def checked(context: BrowserContext, node_modules: Path) -> Page:
    """A page into which axe-core is loaded with every document."""
    context.add_init_script(path=node_modules / "axe-core" / "axe.min.js")
    return context.new_page()


def test_axe_finds_nothing_in_any_width_and_colour_scheme(book: Book, lang: str, checked: Page) -> None:
    faults = []
    for built in book.pages[lang]:
        checked.goto(built.url)
        for width, scheme, rules in VARIANTS[:2] if built.path.stat().st_size > HUGE else VARIANTS:
            checked.set_viewport_size({"width": width, "height": 900})
            checked.emulate_media(color_scheme=scheme)
            checked.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
            place = f"{book.name(built)} ({width} px, {scheme})"
            faults += [f"{place}: {fault}" for fault in checked.evaluate(RUN, rules)]
    assert faults == []


def test_axe_finds_nothing_in_the_open_contents(book: Book, lang: str, checked: Page) -> None:
    checked.set_viewport_size({"width": 320, "height": 900})
    checked.goto(book.pages[lang][-1].url)
    checked.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert checked.evaluate(RUN, EVERYTHING) == []


def test_axe_is_at_work(checked: Page) -> None:
    checked.goto("about:blank")
    checked.set_content(
        "<html lang='en'><title>t</title><main><h1>t</h1><img src='data:,'>"
        "<p style='background:#fff;color:#ddd'>Pale</p></main>"
    )
    found = {rules["type"]: checked.evaluate(RUN, rules) for rules in (EVERYTHING, COLOURS)}
    assert {fault.partition(":")[0] for fault in found["tag"]} >= {"image-alt", "color-contrast"}
    assert {fault.partition(":")[0] for fault in found["rule"]} == {"color-contrast"}
