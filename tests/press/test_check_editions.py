"""The editions: the same chapters in the same order, siblings with the same contents."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse_pages import BOTH, build, chapter, cost, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


def test_a_chapter_without_its_sibling_is_told(root: Path) -> None:
    (root / "lights/02-crew.nb.qmd").unlink()
    assert told(root) == [
        "_quarto-nb.yml:11: the chapter 'lights/02-crew.nb.qmd' is missing",
        "lights/02-crew.qmd: its sibling 'lights/02-crew.nb.qmd' is missing",
    ]


def test_a_norwegian_chapter_without_its_english_sibling_is_told(root: Path) -> None:
    write(root, "lights/03-boats.nb.qmd", chapter("Båter."))
    assert told(root) == [
        "lights/03-boats.nb.qmd: its sibling 'lights/03-boats.qmd' is missing",
        "lights/03-boats.nb.qmd: the chapter is in no profile",
    ]


def test_a_chapter_in_one_profile_only_is_told(root: Path) -> None:
    settings = (root / "_quarto-nb.yml").read_text()
    write(root, "_quarto-nb.yml", settings.replace("        - lights/02-crew.nb.qmd\n", ""))
    assert told(root) == [
        "_quarto-en.yml:11: the chapter 'lights/02-crew.qmd' has no counterpart in _quarto-nb.yml",
        "lights/02-crew.nb.qmd: the chapter is in no profile",
    ]


def test_a_chapter_listed_twice_is_told(root: Path) -> None:
    for short, words in BOTH:
        path = f"_quarto-{short}.yml"
        write(root, path, (root / path).read_text() + f"        - lights/02-crew{words['s']}.qmd\n")
    assert told(root)[0] == "_quarto-en.yml:11: the chapter 'lights/02-crew.qmd' is listed twice"


def test_another_order_is_told_with_both_lines(root: Path) -> None:
    settings = (root / "_quarto-nb.yml").read_text()
    swapped = settings.replace("01-cost", "~").replace("02-crew", "01-cost").replace("~", "02-crew")
    write(root, "_quarto-nb.yml", swapped)
    assert told(root) == [
        "_quarto-nb.yml:10: the order differs: 'lights/02-crew.nb.qmd' stands here, "
        "'lights/01-cost.qmd' in _quarto-en.yml:10"
    ]


def test_another_part_is_told(root: Path) -> None:
    settings = (root / "_quarto-nb.yml").read_text()
    split = '    - part: "To"\n      chapters:\n        - lights/02-crew.nb.qmd'
    write(root, "_quarto-nb.yml", settings.replace("        - lights/02-crew.nb.qmd", split))
    assert "'lights/02-crew.nb.qmd' belongs to another part" in told(root)[0]


def test_an_included_chapter_fragment_needs_no_profile(root: Path) -> None:
    for _short, words in BOTH:
        write(root, f"lights/_oil{words['s']}.qmd", "Olje.\n")
    assert told(root) == []


@pytest.mark.parametrize(
    ("english", "norwegian", "difference"),
    [
        (
            "## A {#sec-a}",
            "## A {#sec-b}",
            "headings differ: here '##' with {#sec-b}, at lights/01-cost.qmd:11 '##' with {#sec-a}",
        ),
        ("## A {#sec-a}", "### A {#sec-a}", "headings differ: here '###' with {#sec-a}"),
        ("## A {#sec-a}", "A.", "headings differ: '##' with {#sec-a}, at lights/01-cost.qmd:11, is missing here"),
        ("A.", "## A {#sec-a}", "headings differ: '##' with {#sec-a} stands here and not in the sibling"),
        (
            "{{< num lights.upkeep >}}",
            "{{< num lights.upkeep as=mnok >}}",
            "numbers differ: here 'lights.upkeep as=mnok'",
        ),
        ("[@keeper1900]", "A.", "citations differ: 'keeper1900', at lights/01-cost.qmd:11, is missing here"),
        ("@sec-cost", "@sec-crew", "cross references differ: here 'sec-crew'"),
        ("A^[Oil.]", "A", "footnotes differ: footnote 2"),
        ("::: {.callout-note}\nA\n:::", "::: {.callout-tip}\nA\n:::", "callouts differ: here 'tip'"),
    ],
)
def test_a_difference_between_siblings_is_told_with_both_lines(
    root: Path, english: str, norwegian: str, difference: str
) -> None:
    write(root, "lights/01-cost.qmd", cost("en", "", english))
    write(root, "lights/01-cost.nb.qmd", cost("nb", "", norwegian))
    found = told(root)
    assert len(found) == 1
    assert found[0].startswith("lights/01-cost.nb.qmd:")
    assert difference in found[0]


def test_another_order_of_numbers_is_a_difference(root: Path) -> None:
    write(
        root,
        "lights/02-crew.qmd",
        chapter("## Crew {#sec-crew}", "@sec-cost", "[a](01-cost.qmd) @sec-crew @fig-upkeep"),
    )
    write(
        root,
        "lights/02-crew.nb.qmd",
        chapter("## Crew {#sec-crew}", "@sec-cost", "[a](01-cost.nb.qmd) @fig-upkeep @sec-crew"),
    )
    (found,) = told(root)
    assert found == (
        "lights/02-crew.nb.qmd:9: cross references differ: here 'fig-upkeep', at lights/02-crew.qmd:9 'sec-crew'"
    )


def test_a_figure_in_another_language_is_a_difference(root: Path) -> None:
    text = cost("nb").replace("fig-upkeep.nb.md", "fig-upkeep.en.md")
    write(root, "lights/01-cost.nb.qmd", text)
    assert any("included files differ: here 'figures/fig-upkeep.en.md'" in line for line in told(root))
