"""A small review, computed and rendered once; tests that change it work on a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from tiny import EN, LIGHTS, NASTY, NB, REPOSITORY, make_tiny, write

from press.compute import compute
from press.project import load_project
from press.render import render_book

SECOND = "part1_lights/02-keepers"
_WORDS = {
    "en": {
        "title": "The keepers",
        "note": "A note: of all upkeep",
        "deep": "Deeper",
        "plain": "In passing",
        "first": "Pay",
    },
    "nb": {
        "title": "Vokterne",
        "note": "En note: av all drift",
        "deep": "Dypere",
        "plain": "I forbifarten",
        "first": "Lønn",
    },
}
_CHAPTER = """\
---
title: {title}
---

## {first} {{#sec-pay}}

{{{{< num lights.total.upkeep as=mnok >}}}}[^n], @fig-upkeep, @tbl-counties, @sec-cost, @sec-deeper, @sec-deepest,
@sec-plain and @sec-last [@keeper1900b].

### {deep} {{#sec-deeper}}

#### {deep} still {{#sec-deepest}}

## {plain} {{#sec-plain .unnumbered}}

## {first} again {{#sec-last}}

::: {{.callout-note title="{title}"}}
{{{{< num lights.total.count as=words >}}}}
:::

[^n]: {note} {{{{< num lights.west.share >}}}}.
"""
_SECOND_WORK = "@book{keeper1900b,\n  author = {Keeper, Kari},\n  title = {More Lights},\n  year = {1900}\n}\n"
_ATTACHMENTS = """\
attachments:
  - path: data/lights.csv
    description: The lights
    mime: text/csv
    relationship: data
  - path: figures/numbers.json
    description: The numbers
    mime: application/json
    relationship: supplement
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def unavailable(what: str) -> NoReturn:
    """Skip the test; in CI, where everything must run, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review with a second chapter, attachments and a hostile cell, computed and rendered. Only to be read."""
    root = make_tiny(tmp_path_factory.mktemp("built"))
    nasty = NASTY.replace('"', '""')
    write(root, "data/lights.csv", LIGHTS.replace("Tranøy", f'"{nasty}"'))
    append(root, "bib/references.bib", _SECOND_WORK)
    append(root, "_quarto.yml", _ATTACHMENTS)
    for edition in (EN, NB):
        s, short = edition["s"], edition["short"]
        first = f"part1_lights/01-lights{s}.qmd"
        replace(root, f"_quarto-{short}.yml", first, f"{first}\n        - {SECOND}{s}.qmd")
        write(root, f"{SECOND}{s}.qmd", _CHAPTER.format(**_WORDS[short]))
    compute(root)
    render_book(load_project(root))
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built review, with all that is kept of the last run, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "project", symlinks=True))


@pytest.fixture
def run() -> Run:
    """Run ``press`` in a process of its own."""

    def call(root: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "press", *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]

    return call


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def append(root: Path, path: str, text: str) -> None:
    (root / path).write_text((root / path).read_text(encoding="utf-8") + text, encoding="utf-8")


def replace(root: Path, path: str, old: str, new: str) -> None:
    before = (root / path).read_text(encoding="utf-8")
    assert old in before, f"{path} does not hold {old!r}"
    (root / path).write_text(before.replace(old, new), encoding="utf-8")


def own_extension(root: Path) -> Path:
    """Give the project an extension of its own in place of the link to the repository's."""
    folder = root / "_extensions" / "review"
    folder.unlink()
    return Path(shutil.copytree(REPOSITORY / "_extensions" / "review", folder))
