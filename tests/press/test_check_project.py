"""The check of a whole project: a sound one is silent, each fault is told where it stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lighthouse_pages import BOTH, COST, build, chapter, faults, in_both, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


def test_a_sound_project_has_no_fault(root: Path) -> None:
    assert told(root) == []


def test_faults_of_every_kind_are_told_in_one_run_by_file_and_line(root: Path) -> None:
    in_both(root, "See @fig-none, [@nobody], {{< num lights.none >}}, 12 <b>.")
    found = faults(root)
    assert found == sorted(found)
    assert len(found) == 10
    assert all(fault.line and fault.remedy for fault in found)


def test_an_unreadable_chapter_does_not_hide_the_other_faults(root: Path) -> None:
    (root / "lights/02-crew.qmd").write_bytes(b"Tran\xf8y\n")
    write(root, "index.nb.qmd", "# Hjem {.unnumbered}\n\n12 lamper\n\n[Cost](lights/01-cost.nb.qmd#sec-cost)\n")
    assert told(root)[:2] == [
        "index.nb.qmd:3: a number typed by hand: '12'",
        "lights/02-crew.qmd: not UTF-8: byte 4 cannot be read",
    ]


def test_a_book_of_fifty_long_chapters_is_checked_quickly(root: Path) -> None:
    table = "\n".join(["| a | b |", "|---|--:|", *["| Lamp | {{< num lights.upkeep as=mnok >}} |"] * 200])
    write(root, "figures/table.md", table + "\n")
    include = "{{< include ../figures/table.md >}}"
    for short, words in BOTH:
        paragraph = " ".join([COST[short].replace("[^a]", ""), *["Lampen brant."] * 95])
        names = [f"lights/{n:03}-long{words['s']}.qmd" for n in range(50)]
        settings = (root / f"_quarto-{short}.yml").read_text()
        write(root, f"_quarto-{short}.yml", settings + "".join(f"        - {name}\n" for name in names))
        for n, name in enumerate(names):
            write(root, name, chapter(*(f"## S {{#sec-{n}-{k}}}\n\n{paragraph}" for k in range(10)), include))
    started = time.perf_counter()
    assert told(root) == []
    assert time.perf_counter() - started < 10
