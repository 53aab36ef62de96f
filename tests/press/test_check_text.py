"""The written text: marks of each language, numbers typed by hand, and their exemptions."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse_pages import BOTH, build, in_both, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.mark.parametrize(
    "text", ["The years 1900-1910.", "Pages 3 - 5.", "{{< num lights.upkeep >}}-{{< num lights.upkeep >}} kroner"]
)
def test_a_hyphen_between_numbers_is_told_in_both_languages(root: Path, text: str) -> None:
    in_both(root, text)
    assert [line for line in told(root) if "a hyphen between numbers" in line] == [
        f"lights/01-cost{s}.qmd:11: a hyphen between numbers" for s in (".nb", "")
    ]


@pytest.mark.parametrize(
    "text", ["The years 1900–1910.", "1900--1910", "2005-05-01", "ISBN 978-82-7548-306-0", "REG-2009", "ISSN 1234-5678"]
)
def test_codes_and_dates_may_have_hyphens(root: Path, text: str) -> None:
    in_both(root, text)
    assert not any("hyphen" in line for line in told(root))


@pytest.mark.parametrize("text", ['Et "lys".', "Et “lys”.", "Et 'lys' der."])
def test_norwegian_has_its_own_quotation_marks(root: Path, text: str) -> None:
    in_both(root, text)
    assert told(root) == ["lights/01-cost.nb.qmd:11: quotation marks of another language"]


@pytest.mark.parametrize(
    "text",
    ["NOK {{< num lights.upkeep >}}", "{{< num lights.upkeep >}} million", "{{< num lights.upkeep >}}\nmillioner"],
)
def test_a_line_may_not_break_within_an_amount(root: Path, text: str) -> None:
    in_both(root, text)
    assert told(root) == [
        f"lights/01-cost{s}.qmd:11: a line may break between a number and its unit" for s in (".nb", "")
    ]


@pytest.mark.parametrize("text", ["no. {}", "Nos. {}", "nr.\n{}", "kap. {}"])
def test_a_line_may_not_break_before_a_number_that_names(root: Path, text: str) -> None:
    in_both(root, f"The lamp {text.format('{{< num lights.upkeep >}}')}.")
    said = told(root)
    assert len(said) == 2
    assert all("a line may break before a number" in fault for fault in said)


@pytest.mark.parametrize("text", ["NOK\\ {{< num lights.upkeep >}}\\ million", "no.\\ {{< num lights.upkeep >}}"])
def test_an_escaped_space_holds_a_number_together(root: Path, text: str) -> None:
    in_both(root, text)
    assert told(root) == []


def test_norwegian_may_have_guillemets_and_apostrophes(root: Path) -> None:
    in_both(root, "Et «lys», Moss' fyr og rock'n'roll.")
    assert told(root) == []


def test_a_number_typed_by_hand_is_told(root: Path) -> None:
    in_both(root, "Here are 12 lamps.")
    assert told(root) == [f"lights/01-cost{s}.qmd:11: a number typed by hand: '12'" for s in (".nb", "")]


def test_titles_alt_texts_and_callout_titles_are_text_too(root: Path) -> None:
    write(root, "x.svg", "<svg/>")
    in_both(root, '![A](/x.svg){fig-alt="12 lamps"}', '::: {.callout-note title="13 lamps"}\nA\n:::')
    assert len(told(root)) == 4


def test_generated_files_may_hold_numbers(root: Path) -> None:
    for short, _words in BOTH:
        path = f"figures/fig-upkeep.{short}.md"
        write(root, path, (root / path).read_text() + "\nHere are 12 lamps.\n")
    assert told(root) == []


def test_an_exemption_excuses_its_text_in_its_file_only(root: Path) -> None:
    in_both(root, "Here are 12\nlamps and 12 oils.")
    write(root, "data/number_exemptions.csv", "file,text,reason\nlights/01-cost.qmd,12 lamps,A saying\n")
    assert told(root) == [
        "lights/01-cost.nb.qmd:11: a number typed by hand: '12'",
        "lights/01-cost.nb.qmd:12: a number typed by hand: '12'",
        "lights/01-cost.qmd:12: a number typed by hand: '12'",
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (
            "lights/01-cost.qmd,12 boats,Why",
            "data/number_exemptions.csv:2: '12 boats' excuses no number in 'lights/01-cost.qmd'",
        ),
        (
            "lights/01-cost.qmd,Upkeep,Why",
            "data/number_exemptions.csv:2: 'Upkeep' excuses no number in 'lights/01-cost.qmd'",
        ),
        ("lights/09.qmd,12,Why", "data/number_exemptions.csv:2: '12' excuses no number in 'lights/09.qmd'"),
        ("lights/01-cost.qmd,,Why", "data/number_exemptions.csv:2: an exemption without text"),
        ("lights/01-cost.qmd,12", "data/number_exemptions.csv:2: 2 cells instead of 3"),
    ],
)
def test_an_exemption_that_excuses_nothing_is_a_fault(root: Path, row: str, what: str) -> None:
    write(root, "data/number_exemptions.csv", f"file,text,reason\n{row}\n")
    assert told(root) == [what]


def test_an_exemption_needs_a_reason(root: Path) -> None:
    in_both(root, "Here are 12 lamps.")
    rows = [f"lights/01-cost{s}.qmd,12 lamps,{why}" for s, why in (("", " "), (".nb", "Why"), (".nb", "Why"))]
    write(root, "data/number_exemptions.csv", "\n".join(["file,text,reason", *rows, ""]))
    assert told(root) == [
        "data/number_exemptions.csv:2: the exemption '12 lamps' has no reason",
        "data/number_exemptions.csv:4: '12 lamps' stands in line 3 too",
    ]


def test_exemptions_have_three_columns(root: Path) -> None:
    write(root, "data/number_exemptions.csv", "file,text\n")
    assert told(root) == ["data/number_exemptions.csv:1: the columns are file,text"]
