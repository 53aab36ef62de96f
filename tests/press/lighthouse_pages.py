"""A review of three files an edition, about lighthouses, for the tests of the checks to spoil."""

from __future__ import annotations

import json
from pathlib import Path

from press.check import check_project
from press.errors import Fault
from press.project import load_project

_EDITION = """\
project:
  output-dir: _book/{short}
lang: {lang}
book:
  title: Lights
  chapters:
    - index{s}.qmd
    - part: "{part}"
      chapters:
        - lights/01-cost{s}.qmd
        - lights/02-crew{s}.qmd
"""
EDITIONS = {
    "en": {"short": "en", "lang": "en-GB", "s": "", "part": "Part"},
    "nb": {"short": "nb", "lang": "nb-NO", "s": ".nb", "part": "Del"},
}
BOTH = tuple(EDITIONS.items())
COST = {
    "en": "Upkeep came to NOK\\ {{< num lights.upkeep as=mnok >}}\\ million [@keeper1900] (@fig-upkeep).[^a]",
    "nb": "Driften kom på {{< num lights.upkeep as=mnok >}}\\ millioner kroner [@keeper1900] (@fig-upkeep).[^a]",
}
_FRAGMENT = """\
![Upkeep](/figures/fig-upkeep.{short}.svg){{#fig-upkeep fig-alt="Bars."}}

::: {{.made}}
{{{{< made fig-upkeep >}}}}
:::
"""
NUMBERS = {
    "lights.upkeep": {
        "value": 5,
        "unit": "NOK",
        "notebook": "notebooks/lights.ipynb",
        "cell": "totals",
        "text": {"en": {"default": "NOK 5", "mnok": "5"}, "nb": {"default": "5 kroner", "mnok": "5"}},
    }
}
MADE = {"fig-upkeep": {"notebook": "notebooks/lights.ipynb", "cell": "totals", "data": []}}


def write(root: Path, path: str, text: str) -> None:
    """Write one file of the project."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def chapter(*blocks: str, title: str = "Lights") -> str:
    """A chapter of these blocks."""
    return "\n\n".join([f"---\ntitle: {title}\n---", *blocks]) + "\n"


def notebook(*sources: str, **fields: object) -> str:
    """A notebook of these code cells."""
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": [], **fields} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def build(root: Path) -> Path:
    """Write a project without a fault and return its root."""
    write(root, "_quarto.yml", "profile:\n  group: [[en, nb]]\nbibliography: bib/references.bib\n")
    write(root, "bib/references.bib", "@book{keeper1900,\n  title = {Lights}\n}\n")
    write(root, "notebooks/lights.ipynb", notebook("#| label: totals\n1"))
    write(root, "figures/numbers.json", json.dumps(NUMBERS, indent=1))
    write(root, "figures/made.json", json.dumps(MADE, indent=1))
    for short, words in EDITIONS.items():
        s = words["s"]
        write(root, f"_quarto-{short}.yml", _EDITION.format(**words))
        write(root, f"index{s}.qmd", f"# Home {{.unnumbered}}\n\n[Cost](lights/01-cost{s}.qmd#sec-cost)\n")
        write(root, f"lights/01-cost{s}.qmd", cost(short))
        write(root, f"lights/02-crew{s}.qmd", chapter("## Crew {#sec-crew}", "@sec-cost"))
        write(root, f"figures/fig-upkeep.{short}.md", _FRAGMENT.format(short=short))
        write(root, f"figures/fig-upkeep.{short}.svg", "<svg/>")
    return root


def cost(short: str, text: str = "", *more: str) -> str:
    """The first chapter of an edition, with another text or further blocks."""
    include = f"{{{{< include ../figures/fig-upkeep.{short}.md >}}}}"
    return chapter("## Cost {#sec-cost}", text or COST[short], include, *more, "[^a]: Oil.")


def in_both(root: Path, *blocks: str) -> None:
    """Add the same blocks to the first chapter of each edition."""
    for short, words in BOTH:
        write(root, f"lights/01-cost{words['s']}.qmd", cost(short, "", *blocks))


def faults(root: Path) -> list[Fault]:
    """Every fault of the project."""
    return check_project(load_project(root))


def told(root: Path) -> list[str]:
    """Every fault of the project as its place and what it is."""
    return [str(fault).partition("\n")[0] for fault in faults(root)]
