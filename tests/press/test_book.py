"""A book is numbered by chapter, and every reference says the number that is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_pages import pdf_text, read_page
from conftest import SECOND, append, replace

from press.book import Book, load_book
from press.errors import ChapterError, ConfigError
from press.project import load_project

EN, NB = "", ".nb"


def book(root: Path, profile: str = "en") -> Book:
    project = load_project(root)
    return load_book(project, project.edition(profile))


def test_chapters_are_numbered_through_the_book_and_parts_are_not_counted(built: Path) -> None:
    assert [page.number for page in book(built).pages] == ["", "1", "2", "3", "4", ""]


def test_an_unnumbered_chapter_takes_no_number_from_the_others(project: Path) -> None:
    replace(project, "part1_lights/01-lights.qmd", "---\ntitle: Five lights\n---", "# Five lights {.unnumbered}")
    assert [page.number for page in book(project).pages] == ["", "", "1", "2", "3", ""]


def test_figures_tables_and_sections_are_numbered_within_their_chapter(project: Path) -> None:
    append(project, f"{SECOND}.qmd", '\n![Again](/figures/fig-upkeep.en.svg){#fig-again fig-alt="Bars"}\n')
    targets = book(project).targets
    assert {name: targets[name].text for name in ("fig-upkeep", "tbl-counties", "fig-again", "sec-last")} == {
        "fig-upkeep": "Figure\u00a01.1",
        "tbl-counties": "Table\u00a01.1",
        "fig-again": "Figure\u00a02.1",
        "sec-last": "Section\u00a02.2",
    }


def test_a_reference_is_worded_in_the_language_of_the_edition(built: Path) -> None:
    assert book(built, "nb").targets["fig-upkeep"].text == "Figur\u00a01.1"


def test_a_heading_deeper_than_the_numbers_go_is_referred_to_by_its_words(built: Path) -> None:
    targets = book(built).targets
    assert (targets["sec-deeper"].text, targets["sec-deepest"].text) == ("Section\u00a02.1.1", "Deeper still")


def test_an_unnumbered_heading_is_referred_to_by_its_words(built: Path) -> None:
    assert book(built).targets["sec-plain"].text == "In passing"


@pytest.mark.parametrize(("profile", "suffix"), [("en", EN), ("nb", NB)])
def test_the_pdf_prints_the_numbers_that_references_say(built: Path, profile: str, suffix: str) -> None:
    printed = pdf_text(built / "_book" / profile / "review.pdf")
    targets = book(built, profile).targets
    for name in ("fig-upkeep", "tbl-counties"):
        assert f"{targets[name].text.replace(chr(160), ' ')}:" in printed
    page = read_page(built / "_book" / profile / f"{SECOND}{suffix}.html")
    for heading in (target for target in targets.values() if target.href.startswith(SECOND) and "." in target.number):
        place = page.words.index(heading.number)
        assert " ".join(page.words[place : place + 2]) in printed


def test_a_depth_that_is_no_number_is_an_error_of_the_settings(project: Path) -> None:
    replace(project, "_quarto.yml", "number-depth: 3", "number-depth: all")
    with pytest.raises(ConfigError, match="'number-depth: all' is no number"):
        book(project)


def test_missing_words_of_references_are_an_error_of_the_profile(project: Path) -> None:
    replace(project, "_quarto-nb.yml", "  crossref-fig-prefix: Figur\n", "")
    with pytest.raises(ConfigError, match=r"_quarto-nb\.yml: 'language:' lacks crossref-fig-prefix"):
        book(project, "nb")


def test_faults_of_all_chapters_are_raised_together(project: Path) -> None:
    append(project, "part1_lights/01-lights.qmd", "\n::: {.callout-note}\n")
    append(project, f"{SECOND}.qmd", "\n{{< include none.md >}}\n")
    with pytest.raises(ChapterError) as caught:
        book(project)
    assert [fault.path for fault in caught.value.faults] == ["part1_lights/01-lights.qmd", f"{SECOND}.qmd"]


@pytest.mark.parametrize("path", ["figures/numbers.json", "figures/made.json"])
def test_unreadable_results_send_the_author_to_compute(project: Path, path: str) -> None:
    (project / path).write_text("[]", encoding="utf-8")
    with pytest.raises(ChapterError, match=rf"{path}: is missing or cannot be read\n    Run 'press compute'"):
        book(project)
