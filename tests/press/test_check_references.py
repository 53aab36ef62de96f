"""References, links, pictures, and what the notebooks made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lighthouse_pages import BOTH, MADE, NUMBERS, build, faults, in_both, notebook, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("@sec-cots", "the cross reference '@sec-cots' leads nowhere", "Did you mean sec-cost"),
        ("[@keeper1901]", "the citation '@keeper1901' is unknown", "Did you mean keeper1900?"),
        ("{{< num lights.upkep >}}", "the number 'lights.upkep' is not published", "Did you mean lights.upkeep?"),
        (
            "{{< num lights.upkeep as=mnock >}}",
            "the number 'lights.upkeep' has no format 'mnock'",
            "Did you mean mnok?",
        ),
        ("{{< meta lagn >}}", "the metadata 'lagn' is not set", "Did you mean lang?"),
        ("## A {#sec-crew}", "the id 'sec-crew' stands at lights/01-cost", "Give each its own id"),
        ('![A](a.svg){fig-alt="A"}', "the picture 'lights/a.svg' is missing", "Correct the path"),
        (
            '![A](https://a.example/a.svg){fig-alt="A"}',
            "the picture 'https://a.example/a.svg' lies outside the project",
            "",
        ),
        ('![A](../../a.svg){fig-alt="A"}', "the picture '../../a.svg' lies outside the project", "Keep the file"),
        ("[A](a.csv)", "the link to 'a.csv' leads nowhere", "Correct the path"),
        ("[A](/bib/references.bib)", "the link to '/bib/references.bib' leads to a file that", "Name the file"),
        ("[A](../bib/references.bib)", "leads to a file that is no part of the web edition", "`bib/references.bib`"),
        ("[A](03-none.qmd)", "the link to 'lights/03-none.qmd' leads nowhere", ""),
        ("[A](#sec-crw)", "the link to '#sec-crw' names an id that 'lights/01-cost", ""),
        ('![A](/x.svg){#fig-none fig-alt="A"}', "no notebook made 'fig-none', says figures/made.json", "Make it"),
        ("{{< include none.md >}}", "the file 'lights/none.md' is missing", "Correct the path"),
    ],
)
def test_what_leads_nowhere_is_told(root: Path, text: str, what: str, remedy: str) -> None:
    write(root, "x.svg", "<svg/>")
    in_both(root, text)
    found = faults(root)
    assert len(found) == 2
    assert all(what in fault.what and remedy in fault.remedy for fault in found)


def test_a_link_into_the_other_language_is_told(root: Path) -> None:
    write(root, "index.qmd", "# Home {.unnumbered}\n\n[Cost](lights/01-cost.nb.qmd)\n")
    assert told(root) == [
        "index.qmd:3: the link to 'lights/01-cost.nb.qmd' leads to a file that is no chapter of this edition"
    ]


@pytest.mark.parametrize(
    "link", ["02-crew.html", "/lights/02-crew.html", "https://a.example/", "mailto:a@b.example", "/index.html"]
)
def test_a_link_to_what_is_there_is_no_fault(root: Path, link: str) -> None:
    in_both(root, f"[A]({link})")
    assert told(root) == []


def test_a_missing_bibliography_is_told_once(root: Path) -> None:
    (root / "bib/references.bib").unlink()
    assert told(root) == ["bib/references.bib: the bibliography is missing"]


def test_a_key_twice_in_the_bibliography_is_told(root: Path) -> None:
    write(root, "bib/references.bib", "@book{keeper1900,\n}\n@comment{x}\n@book{keeper1900,\n}\n")
    assert told(root) == ["bib/references.bib:4: the key 'keeper1900' stands at bib/references.bib:1 too"]


@pytest.mark.parametrize("name", ["numbers", "made"])
def test_a_missing_list_says_to_compute(root: Path, name: str) -> None:
    (root / f"figures/{name}.json").unlink()
    (found,) = faults(root)
    assert (found.path, found.remedy) == (f"figures/{name}.json", "Run 'press compute'.")


@pytest.mark.parametrize("content", ["{", "[]", '{"a": 1}'])
def test_a_broken_list_says_to_compute(root: Path, content: str) -> None:
    write(root, "figures/numbers.json", content)
    (found,) = faults(root)
    assert found.path == "figures/numbers.json"
    assert "press compute" in found.remedy


def test_a_number_without_a_language_is_told(root: Path) -> None:
    number = NUMBERS["lights.upkeep"]
    write(
        root,
        "figures/numbers.json",
        json.dumps({"lights.upkeep": {**number, "text": {"en": number["text"]["en"]}}}, indent=1),
    )
    assert told(root) == ["figures/numbers.json:2: the number 'lights.upkeep' has no text in nb"]


def test_a_format_in_one_language_only_is_told(root: Path) -> None:
    number = NUMBERS["lights.upkeep"]
    text = {"en": {"mnok": "5", "int": "5"}, "nb": {"mnok": "5"}}
    write(root, "figures/numbers.json", json.dumps({"lights.upkeep": {**number, "text": text}}, indent=1))
    assert told(root) == ["figures/numbers.json:2: the number 'lights.upkeep' lacks the format int in nb"]


def test_a_figure_that_no_chapter_includes_is_told(root: Path) -> None:
    write(root, "figures/made.json", json.dumps({**MADE, "tbl-crew": MADE["fig-upkeep"]}))
    for short, _words in BOTH:
        write(root, f"figures/tbl-crew.{short}.md", "Crew.\n")
    assert told(root) == [f"figures/tbl-crew.{short}.md: no chapter includes it" for short in ("en", "nb")]


def test_a_figure_in_one_language_only_is_told(root: Path) -> None:
    (root / "figures/fig-upkeep.nb.svg").unlink()
    assert "figures/fig-upkeep.en.svg: 'figures/fig-upkeep.nb.svg' is missing" in told(root)


def test_a_figure_that_no_notebook_made_is_told(root: Path) -> None:
    write(root, "figures/made.json", "{}")
    assert told(root) == [
        line
        for short in ("en", "nb")
        for line in (
            f"figures/fig-upkeep.{short}.md:1: no notebook made 'fig-upkeep', says figures/made.json",
            f"figures/fig-upkeep.{short}.md:4: no notebook made 'fig-upkeep', says figures/made.json",
        )
    ]


def test_a_figure_whose_files_are_gone_is_told(root: Path) -> None:
    write(root, "figures/made.json", json.dumps({**MADE, "tbl-crew": MADE["fig-upkeep"]}, indent=1))
    assert told(root) == ["figures/made.json:7: the files of 'tbl-crew' are missing"]


def test_a_missing_fragment_is_one_fault_a_chapter(root: Path) -> None:
    (root / "figures/fig-upkeep.nb.md").unlink()
    assert "lights/01-cost.nb.qmd:9: the file 'figures/fig-upkeep.nb.md' is missing" in told(root)
    assert not any("leads nowhere" in line for line in told(root))


def test_a_cell_that_is_gone_is_told(root: Path) -> None:
    write(root, "notebooks/lights.ipynb", notebook("#| label: total\n1"))
    gone = "comes from the cell 'totals', which 'notebooks/lights.ipynb' does not have"
    assert told(root) == [
        f"figures/made.json: 'fig-upkeep' {gone}",
        f"figures/numbers.json: 'lights.upkeep' {gone}",
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{", "notebooks/other.ipynb:1: the notebook is not valid JSON in UTF-8"),
        ("{}", "notebooks/other.ipynb: the file is no notebook of format 4"),
        (
            '{"nbformat": 4, "cells": [{"cell_type": "code"}]}',
            "notebooks/other.ipynb: the file is no notebook of format 4",
        ),
        (notebook("1"), "notebooks/other.ipynb:4: code cell 1 has no label"),
        (notebook("#| label: a\n1", outputs=[{}]), "notebooks/other.ipynb:4: cell 1 holds outputs"),
        (notebook("#| label: a\n1", execution_count=3), "notebooks/other.ipynb:4: cell 1 holds outputs"),
        (notebook("#| label: a\n1", "#| label: a\n2"), "notebooks/other.ipynb:10: the label 'a' of cell 2 is taken"),
    ],
)
def test_a_faulty_notebook_is_told(root: Path, content: str, what: str) -> None:
    write(root, "notebooks/other.ipynb", content)
    assert told(root) == [what]
