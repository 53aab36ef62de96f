"""The web edition: pages at the chapters' paths, hostile text as text, pictures beside them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from built_pages import pdf_text, read_page
from conftest import SECOND, contents, replace
from tiny import NASTY

from press.project import load_project
from press.render import render_book

HOSTILE = ["<script>alert(1)</script>", '#panic("x")', "{{< num x >}}", "=1+1"]
FIRST = "part1_lights/01-lights"


def test_a_page_lies_at_the_path_of_its_chapter(built: Path) -> None:
    pages = sorted(path for path in contents(built / "_book" / "nb") if path.endswith(".html"))
    chapters = ["annexes/notebook-lights", "annexes/numbers", "annexes/references", "index", FIRST, SECOND]
    assert pages == sorted([*(f"{chapter}.nb.html" for chapter in chapters), "index.html"])


def test_the_folder_of_an_edition_opens_its_home_page(built: Path) -> None:
    assert "index.nb.html" in read_page(built / "_book" / "nb" / "index.html").links


def test_a_page_says_its_language(built: Path) -> None:
    assert '<html lang="nb-NO">' in (built / "_book" / "nb" / f"{FIRST}.nb.html").read_text(encoding="utf-8")


def test_each_page_leads_to_the_same_page_in_the_other_language(built: Path) -> None:
    for path in (built / "_book" / "en").rglob("*.html"):
        chapter = path.relative_to(built / "_book" / "en").with_suffix("")
        other = built / "_book" / "nb" / f"{chapter}.nb.html"
        assert other in {(path.parent / link).resolve() for link in read_page(path).links if "#" not in link}


def test_pages_lead_to_the_one_before_and_the_one_after(built: Path) -> None:
    html = (built / "_book" / "en" / f"{FIRST}.html").read_text(encoding="utf-8")
    assert '<link rel="prev" href="../index.html">' in html
    assert f'<link rel="next" href="../{SECOND}.html">' in html


def test_the_home_page_lists_figures_and_tables_with_the_first_sentence_of_each_caption(built: Path) -> None:
    html = (built / "_book" / "en" / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'<li><a href="\./([^"]*#(?:fig|tbl)-[^"]*)"><span class="number">([^<]*)</span>', html)
    assert listed
    assert "caption-rest" not in html
    for href, number in listed:
        page, _, name = href.partition("#")
        chapter = (built / "_book" / "en" / page).read_text(encoding="utf-8")
        assert f'id="{name}"' in chapter
        assert re.search(rf'class="caption-label">\w+\s{re.escape(number)}:', chapter)


def test_only_the_home_page_has_the_lists(built: Path) -> None:
    assert 'class="float-list"' not in (built / "_book" / "en" / f"{FIRST}.html").read_text(encoding="utf-8")


def test_no_page_needs_the_network(built: Path) -> None:
    for path in (built / "_book").rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            loads = re.findall(r'(?:src|href)="(https?:[^"]*)"|url\((https?:[^)]*)\)', path.read_text(encoding="utf-8"))
            assert not loads, path.name


def test_pictures_styles_and_fonts_lie_in_each_edition(built: Path) -> None:
    edition = contents(built / "_book" / "en")
    assert edition["figures/fig-upkeep.en.svg"] == (built / "figures" / "fig-upkeep.en.svg").read_bytes()
    assert "figures/fig-upkeep.nb.svg" not in edition
    assert any(path.startswith("assets/fonts/") for path in edition)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_data_print_as_text(built: Path, text: str) -> None:
    for edition, suffix in (("en", ""), ("nb", ".nb")):
        shown = read_page(built / "_book" / edition / f"{FIRST}{suffix}.html")
        assert text in " ".join(shown.words)
        assert shown.tags.count("script") == 1


@pytest.fixture
def hostile_settings(project: Path) -> Path:
    """The review with markup in every text of its settings, rendered."""
    quoted = "'" + NASTY + "'"
    for old in ("title: Five lights", "subtitle: What they cost", "author: The Keepers", 'part: "Part 1"'):
        replace(project, "_quarto-en.yml", old, f"{old.partition(':')[0]}: {quoted}")
    replace(project, "_quarto-en.yml", 'made-text: "Made in', "made-text: '" + NASTY.replace("'", "''") + " Made in")
    replace(project, "_quarto-en.yml", 'from %s."', "from %s.'")
    render_book(load_project(project))
    return project


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_settings_print_as_text(hostile_settings: Path, text: str) -> None:
    for name in ("index", FIRST):
        page = hostile_settings / "_book" / "en" / f"{name}.html"
        html = page.read_text(encoding="utf-8")
        assert html.count(str(escape(text))) + html.count(escape(text).replace("&quot;", "&#34;")) > 0
        assert read_page(page).tags.count("script") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_settings_print_as_text_in_the_pdf(hostile_settings: Path, text: str) -> None:
    printed = pdf_text(hostile_settings / "_book" / "en" / "review.pdf").replace("- ", "")
    assert printed.count(text) >= 4
