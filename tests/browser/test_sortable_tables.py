"""Tables that can be sorted and searched, in a browser: a small one made for this, and those of the book."""

import json
import re
import subprocess
from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from built_book import Book, BuiltPage
from conftest import LANGUAGES, ROOT
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as WaitedInVain

ROWS = [("Ørland", "1200000", "1,2"), ("Ålesund", "", "–"), ("Alta", "900000", "0,9"), ("Ærø", "9500", "0,0095"),
        ("Zara", "2001/2004", "2001–2004"), ("<img src=x onerror=window.bad=1> & Café", "-5", "−5")]  # fmt: skip
NAMES = [name for name, _, _ in ROWS]
WORDS = {"search": "Søk:", "rows": "Viser %s av %s rader", "none": "Ingen rad.", "sort": ": sorter", "reverse": ": snu",
         "unsort": ": tilbake"}  # fmt: skip
AXE = "axe.run({ resultTypes: ['violations'] }).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
AFTER_PRINT = "window.printed = []; addEventListener('beforeprint', () => printed.push(%s))"
SHOWN = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[0].textContent)"


def written(node_modules: Path, folder: Path) -> Path:
    """A page with one table, in Norwegian, as the printing works write it."""
    words = " ".join(f'data-table-{name}="{word}"' for name, word in WORDS.items())
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td style="text-align: right;">'
        + (f'<a class="num-source" href="#n"><data class="num" value="{value}">{text}</data></a>' if value else text)
        + "</td></tr>"
        for name, value, text in ROWS
    )
    assets = ROOT / "src" / "press" / "assets"
    scripts = [
        f'<script src="{(assets / "review.js").as_uri()}"></script>',
        *(
            f'<script src="{path.as_uri()}" defer></script>'
            for path in (
                node_modules / "datatables.net" / "js" / "dataTables.min.js",
                ROOT / "_extensions" / "review" / "interactive.js",
            )
        ),
    ]
    page = folder / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="nb-NO"><head><meta charset="utf-8"><title>Fyr</title>'
        f'<link rel="stylesheet" href="{(assets / "review.css").as_uri()}">{"".join(scripts)}</head><body><main>'
        f'<h1>Fyr</h1><div class="interactive" {words}>'
        f'<div class="table-scroll" role="region" aria-labelledby="tbl-a-caption"'
        f' tabindex="0"><table id="tbl-a"><caption><span id="tbl-a-caption">Fyr</span></caption><thead><tr>'
        f'<th scope="col">Navn</th><th scope="col" style="text-align: right;">Drift</th></tr></thead>'
        f'<tbody>{cells}</tbody></table></div></div><p id="n">Kilde</p></main>'
        f'<footer class="site-footer">Slutt</footer></body></html>',
        encoding="utf-8",
    )
    return page


def with_tables(book: Book, lang: str) -> list[BuiltPage]:
    """The pages of the book that have such a table."""

    def has_one(page: BuiltPage) -> bool:
        return any(div.attributes.get("class") == "interactive" for div in page.all("div"))

    return list(filter(has_one, book.pages[lang]))


@pytest.fixture
def table(node_modules: Path, tmp_path: Path, page: Page) -> Page:
    page.goto(written(node_modules, tmp_path).as_uri())
    return page


def expect_rows(page: Page, names: list[str]) -> None:
    """Hold the page to these rows, in this order: DataTables sorts a moment after the click."""
    with suppress(WaitedInVain):
        page.wait_for_function(f"names => JSON.stringify({SHOWN}) === JSON.stringify(names)", arg=names, timeout=5000)
    assert page.evaluate(SHOWN) == names


def button(page: Page, column: int) -> str:
    return f"thead th:nth-child({column}) [role=button]"


def test_words_are_sorted_by_the_alphabet_of_the_page(table: Page) -> None:
    table.locator(button(table, 1)).click()
    expect_rows(table, [NAMES[5], "Alta", "Zara", "Ærø", "Ørland", "Ålesund"])


def test_numbers_are_sorted_by_their_value_and_a_dash_comes_last_both_ways(table: Page) -> None:
    table.locator(button(table, 2)).click()
    expect_rows(table, [NAMES[5], "Zara", "Ærø", "Alta", "Ørland", "Ålesund"])
    table.locator(button(table, 2)).click()
    expect_rows(table, ["Ørland", "Alta", "Ærø", "Zara", NAMES[5], "Ålesund"])


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_sorts_and_keeps_its_place(table: Page, key: str) -> None:
    head = table.locator("thead th").nth(1)
    table.locator("input").focus()
    for _ in range(4):
        table.keyboard.press("Tab")
        if table.evaluate(f"document.activeElement.matches('{button(table, 2)}')"):
            break
    for state in ("ascending", "descending", None):
        table.keyboard.press(key)
        if state:
            expect(head).to_have_attribute("aria-sort", state)
        else:
            expect(head).not_to_have_attribute("aria-sort", re.compile(""))
        assert table.evaluate(f"document.activeElement.matches('{button(table, 2)}')")
    expect_rows(table, NAMES)


def test_the_sort_buttons_say_what_they_do(table: Page) -> None:
    label = table.locator(button(table, 2))
    for said in ("Drift: sorter", "Drift: snu", "Drift: tilbake"):
        expect(label).to_have_attribute("aria-label", said)
        label.click()


def test_a_search_keeps_the_rows_that_hold_the_words_and_the_count_is_announced(table: Page) -> None:
    table.get_by_label(WORDS["search"]).fill("ål")
    status = table.locator("[role=status]")
    expect_rows(table, ["Ålesund"])
    assert status.get_attribute("aria-live") == "polite"
    assert status.inner_text().strip() == "Viser 1 av 6 rader"


def test_a_search_finds_a_letter_without_its_accent(table: Page) -> None:
    table.get_by_label(WORDS["search"]).fill("cafe")
    expect_rows(table, [NAMES[5]])


def test_a_search_without_a_result_says_so(table: Page) -> None:
    table.get_by_label(WORDS["search"]).fill("Kråkerøy")
    expect_rows(table, [WORDS["none"]])
    assert table.locator("[role=status]").inner_text().strip() == "Viser 0 av 6 rader"


def test_text_in_a_cell_stays_text(table: Page) -> None:
    table.get_by_label(WORDS["search"]).fill("onerror")
    table.locator(button(table, 1)).click()
    expect_rows(table, [NAMES[5]])
    assert table.locator("img").count() == 0
    table.wait_for_timeout(200)
    assert table.evaluate("window.bad") is None


def test_links_in_sorted_cells_lead_where_they_led(table: Page) -> None:
    table.locator(button(table, 2)).click()
    table.locator("tbody a").first.click()
    assert table.url.endswith("#n")


def test_on_paper_there_is_every_row_and_no_control(table: Page) -> None:
    table.get_by_label(WORDS["search"]).fill("Alta")
    table.evaluate(AFTER_PRINT % SHOWN)
    table.pdf()
    assert sorted(table.evaluate("printed[0]")) == sorted(NAMES)
    expect_rows(table, ["Alta"])
    table.emulate_media(media="print")
    assert not table.locator("input").is_visible()
    assert not table.locator(button(table, 1)).is_visible()
    assert table.locator("table").is_visible()


def test_the_head_that_stays_in_view_hides_no_focus(book: Book, lang: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    links = page.locator(".interactive tbody a")
    for built in with_tables(book, lang):
        page.goto(built.url)
        if links.count() > 30:
            break
    links.nth(30).focus()
    hidden = """() => { const a = document.activeElement, box = a.getBoundingClientRect();
        return !a.contains(document.elementFromPoint(box.left + box.width / 2, box.top + 1)); }"""
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.matches('.interactive *')")
        assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


def test_axe_finds_nothing_in_a_sorted_and_searched_table(table: Page, node_modules: Path) -> None:
    table.locator(button(table, 2)).click()
    table.get_by_label(WORDS["search"]).fill("a")
    table.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    assert table.evaluate(AXE) == []


def test_the_nu_checker_finds_nothing_in_what_the_script_makes(
    table: Page, node_modules: Path, java: str, tmp_path: Path
) -> None:
    made = tmp_path / "made.html"
    made.write_text(table.content(), encoding="utf-8")
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", str(made)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert [m["message"] for m in json.loads(run.stdout)["messages"] if m["type"] != "info"] == []


def test_without_javascript_every_row_is_there_and_no_control(book: Book, lang: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for built in with_tables(book, lang):
        page.goto(built.url)
        rows = built.path.read_text(encoding="utf-8").count('<th style="text-align: left;" scope="row">')
        assert page.locator('tbody th[scope="row"]').count() == rows > 0
        assert page.locator("input").count() == 0
    context.close()


def test_the_tables_of_the_book_come_with_their_controls(book: Book, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for lang in LANGUAGES:
        for built in with_tables(book, lang):
            page.goto(built.url)
            tables = page.locator(".interactive table").count()
            assert page.locator(".interactive input").count() == tables > 0
            assert page.locator(".interactive [role=status]").count() == tables
    assert faults == []
