"""Tables that a reader of the web edition can sort and search: what is written, and what the site gets for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from built_pages import pdf_pages, read_page
from conftest import SECOND, contents, replace
from tiny import write

from press.errors import NotebookError, PressError
from press.project import load_project
from press.render import render_book
from press.tables import Column, Row, check_table, pipe_table, table_fragment

COLUMNS = [Column("name", {"en": "Station", "nb": "Stasjon"}), Column("year", {"en": "Lit", "nb": "Tent"}, "number")]
ROWS = [Row({"name": f"Light {number}", "year": str(1700 + number)}) for number in range(150)]
LIBRARY = "node_modules/datatables.net"
FIRST = "part1_lights/01-lights"


def fragment(lang: str, *, interactive: bool = True) -> str:
    return table_fragment("tbl-counties", pipe_table(COLUMNS, ROWS, lang, str), "Lights", interactive=interactive)


@pytest.fixture
def searched(project: Path) -> Path:
    """The review with a long interactive table in one chapter, and the library where npm puts it."""
    for lang in ("en", "nb"):
        write(project, f"figures/tbl-counties.{lang}.md", fragment(lang))
    write(project, f"{LIBRARY}/js/dataTables.min.js", "/* library */\n")
    write(project, f"{LIBRARY}/License.txt", "MIT\n")
    return project


def rendered(root: Path) -> Path:
    render_book(load_project(root))
    return root / "_book"


def page(root: Path, name: str, lang: str = "en") -> str:
    suffix = "" if lang == "en" else ".nb"
    return (root / "_book" / lang / f"{name}{suffix}.html").read_text(encoding="utf-8")


def test_the_table_and_its_caption_stand_in_a_div_and_the_note_below_it() -> None:
    lines = fragment("en").splitlines()
    assert lines[0] == "::: {.interactive}"
    assert lines[-6:-2] == [": Lights {#tbl-counties}", ":::", "", "::: {.made}"]


def test_a_total_in_an_interactive_table_is_refused() -> None:
    rows = [*ROWS, Row({"name": "All"}, total=True)]
    with pytest.raises(NotebookError, match="row 151 is a total, which would be sorted among the others"):
        check_table("tbl-a", COLUMNS, rows, ("en", "nb"), "notebooks/a.ipynb", interactive=True)
    check_table("tbl-a", COLUMNS, rows, ("en", "nb"), "notebooks/a.ipynb")


@pytest.mark.parametrize("rest", [{}, {COLUMNS[1].id: {"en": "", "nb": ""}}])
def test_a_row_that_heads_others_in_an_interactive_table_is_refused(rest: dict[str, Any]) -> None:
    rows = [Row({COLUMNS[0].id: "North", **rest}), *ROWS]
    with pytest.raises(NotebookError, match="row 1 only names a group, from which sorting would part its rows"):
        check_table("tbl-a", COLUMNS, rows, ("en", "nb"), "notebooks/a.ipynb", interactive=True)
    check_table("tbl-a", COLUMNS, rows, ("en", "nb"), "notebooks/a.ipynb")


def test_only_the_page_with_such_a_table_loads_the_scripts(searched: Path) -> None:
    rendered(searched)
    loaded = [f'<script src="../assets/{name}.js" defer></script>' for name in ("dataTables.min", "interactive")]
    assert "\n".join(loaded) in page(searched, FIRST)
    assert "dataTables" not in page(searched, "index") + page(searched, SECOND)


def test_the_site_holds_the_library_its_licence_and_nothing_from_elsewhere(searched: Path) -> None:
    files = contents(rendered(searched) / "nb" / "assets")
    assert files["dataTables.min.js"] == b"/* library */\n"
    assert files["datatables.net-License.txt"] == b"MIT\n"
    assert "interactive.js" in files


def test_a_book_without_such_a_table_holds_none_of_it(built: Path) -> None:
    names = contents(built / "_book" / "en" / "assets")
    assert not {"dataTables.min.js", "datatables.net-License.txt", "interactive.js"} & names.keys()


def test_the_table_carries_the_words_of_its_edition(searched: Path) -> None:
    rendered(searched)
    assert 'data-table-search="Search:"' in page(searched, FIRST)
    assert 'data-table-search="Søk:"' in page(searched, FIRST, "nb")


def test_a_word_that_is_not_set_is_named(searched: Path) -> None:
    replace(searched, "_quarto-en.yml", '  table-none: "-"\n', "")
    with pytest.raises(PressError, match=r"no words\.table-none"):
        render_book(load_project(searched))


def test_a_missing_library_is_told_with_what_installs_it(searched: Path) -> None:
    (searched / LIBRARY / "js" / "dataTables.min.js").unlink()
    with pytest.raises(PressError, match=r"dataTables\.min\.js: cannot be read(?s:.*)make setup"):
        render_book(load_project(searched))


def test_another_version_of_the_library_is_rendered_anew(searched: Path) -> None:
    rendered(searched)
    write(searched, f"{LIBRARY}/js/dataTables.min.js", "/* newer */\n")
    assert contents(rendered(searched))["en/assets/dataTables.min.js"] == b"/* newer */\n"


def test_without_scripts_the_page_has_every_row(searched: Path) -> None:
    words = read_page(rendered(searched) / "en" / f"{FIRST}.html").words
    assert [word for word in words if word.isdigit() and len(word) == 4] == [row.cells["year"] for row in ROWS]


def test_in_the_pdf_the_head_stands_on_every_page_of_the_table(searched: Path) -> None:
    pages = [page for page in pdf_pages(rendered(searched) / "en" / "review.pdf") if page.count("Light") > 1]
    assert len(pages) > 2
    assert [page.count("Station") for page in pages] == [1] * len(pages)
