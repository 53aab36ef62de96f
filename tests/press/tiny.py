"""Build a small but whole review, in both languages, about something else: five lighthouses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
NASTY = '<script>alert(1)</script> | #panic("x") {{< num x >}} =1+1'

LIGHTS = f"""light,name,county,year,upkeep,keepers
L1,Ryvarden,ves,1849,1200000,3
L2,Slåtterøy,ves,1859,2450000,4
L3,Lindesnes,agd,1915,3100000,2
L4,"{NASTY.replace('"', '""')}",agd,1836,,1
L5,Tranøy,nor,1864,900000,2
"""
COUNTIES = "county,en,nb\nagd,Agder,Agder\nnor,Nordland,Nordland\nves,Vestland,Vestland\n"
LABELS = "label,en,nb\nlights,lights,fyr\n"

_SHARED = """\
project:
  type: book
profile:
  default: en
  group: [[en, nb]]
filters:
  - review
link-citations: true
number-sections: true
number-depth: 3
crossref:
  chapters: true
bibliography: bib/references.bib
document-date: "2026-01-01"
format:
  html:
    toc: true
  review-typst:
    pdf-standard: [ua-1, a-3a]
    font-paths: _extensions/review/fonts
"""
_EDITION = """\
project:
  output-dir: _book/{short}
lang: {lang}
book:
  title: {title}
  subtitle: {subtitle}
  author: The Keepers
  output-file: review
  chapters:
    - index{s}.qmd
    - part: "{part}"
      chapters:
        - part1_lights/01-lights{s}.qmd
    - part: "{annexes}"
      chapters:
        - annexes/numbers{s}.qmd
        - annexes/notebook-lights{s}.qmd
        - annexes/references{s}.qmd
numbers-page: annexes/numbers{s}.html
notebook-page: annexes/notebook-%s{s}.html
references-page: annexes/references{s}.html
made-text: "{made}"
words:
  contents: {contents}
  chapter: {chapter}
  figures: {figure}
  tables: {table}
  table-search: "{search}"
  table-rows: "%s / %s"
  table-none: "-"
  table-sort: ": 1"
  table-reverse: ": 2"
  table-unsort: ": 3"
language:
  crossref-fig-title: {figure}
  crossref-tbl-title: {table}
  crossref-fig-prefix: {figure}
  crossref-tbl-prefix: {table}
  crossref-ch-prefix: {chapter}
  crossref-sec-prefix: {section}
"""
EN = {
    "short": "en", "lang": "en-GB", "s": "", "title": "Five lights", "subtitle": "What they cost", "part": "Part 1",
    "annexes": "Annexes", "made": "Made in %s, cell %s, from %s.", "figure": "Figure", "table": "Table",
    "chapter": "Chapter", "section": "Section", "contents": "Contents", "search": "Search:",
}
NB = {
    "short": "nb", "lang": "nb-NO", "s": ".nb", "title": "Fem fyr", "subtitle": "Hva de kostet", "part": "Del 1",
    "annexes": "Vedlegg", "made": "Laget i %s, celle %s, av %s.", "figure": "Figur", "table": "Tabell",
    "chapter": "Kapittel", "section": "Avsnitt", "contents": "Innhold", "search": "Søk:",
}
_CHAPTER = """\
---
title: {title}
---

## {heading} {{#sec-cost}}

{text} {{{{< num lights.total.upkeep as=mnok >}}}}. @fig-upkeep; @tbl-counties; @sec-cost [@keeper1900].

{{{{< include ../figures/fig-upkeep.{short}.md >}}}}

{{{{< include ../figures/tbl-counties.{short}.md >}}}}
"""
_BIBLIOGRAPHY = "@book{keeper1900,\n  author = {Keeper, Kari},\n  title = {Lights},\n  year = {1900}\n}\n"

FRONT = "---\ntitle: Lights\npress:\n  data: [lights, counties]\n---"
LOAD = """\
#| label: load
from press.publication import Column, Row, num, open_notebook

book = open_notebook("lights")
lights = book.data("lights")
counties = book.data("counties")
lights.head(2)"""
TOTALS = """\
#| label: totals
book.number("lights.total.upkeep", lights["upkeep"].sum(), "NOK", rows=lights,
            rule={"en": "Sum of upkeep", "nb": "Summen av driften"})
book.number("lights.total.count", len(lights), "count", rows=lights,
            rule={"en": "Rows of the table", "nb": "Rader i tabellen"})
west = lights[lights["county"] == "ves"]
book.number("lights.west.share", west["upkeep"].sum() / lights["upkeep"].sum(), "share", rows=[west, lights],
            rule={"en": "Upkeep in Vestland over all upkeep", "nb": "Driften i Vestland delt på all drift"})"""
FIGURE = """\
#| label: upkeep
from matplotlib.figure import Figure


def draw(lang):
    figure = Figure()
    axes = figure.subplots()
    known = lights.dropna(subset=["upkeep"])
    axes.barh(list(known["name"]), [float(amount) for amount in known["upkeep"]])
    axes.set_xlabel({"en": "Upkeep, kroner", "nb": "Drift, kroner"}[lang])
    return figure


book.figure("fig-upkeep", draw, data=["lights"],
            caption={"en": 'Upkeep: {{ num("lights.total.upkeep", "mnok") }} million',
                     "nb": 'Drift: {{ num("lights.total.upkeep", "mnok") }} millioner'},
            alt={"en": 'Bars of "upkeep"; all lights {{ num("lights.total.upkeep") }}.',
                 "nb": 'Søyler for «drift»; alle fyr {{ num("lights.total.upkeep") }}.'})"""
TABLE = """\
#| label: counties
rows = []
for line, county in counties.iterrows():
    own = lights[lights["county"] == county["county"]]
    key = f"lights.county.{county['county']}.count"
    book.number(key, len(own), "count", rows=own, rule={"en": "Lights in the county", "nb": "Fyr i fylket"})
    rows.append({"county": {"en": county["en"], "nb": county["nb"]}, "lights": num(key),
                 "first": str(own.iloc[0]["name"])})
rows.append(Row({"county": {"en": "All", "nb": "Alle"}, "lights": num("lights.total.count")}, total=True))
book.table("tbl-counties", rows=rows, caption={"en": "Lights by county", "nb": "Fyr etter fylke"},
           columns=[Column("county", {"en": "County", "nb": "Fylke"}),
                    Column("lights", {"en": "Lights", "nb": "Fyr"}, kind="number"),
                    Column("first", {"en": "First", "nb": "Første"})])"""


def make_tiny(folder: Path) -> Path:
    """Write the review into ``folder / "tiny"`` and return its root. The extension is the repository's own."""
    root = folder / "tiny"
    write(root, "data/lights.csv", LIGHTS)
    write(root, "data/counties.csv", COUNTIES)
    write(root, "data/labels.csv", LABELS)
    write(root, "data/datapackage.json", json.dumps(descriptor(), indent=1))
    write(root, "notebooks/lights.ipynb", notebook(*lights_cells()))
    write(root, "_quarto.yml", _SHARED)
    write(root, "bib/references.bib", _BIBLIOGRAPHY)
    for edition in (EN, NB):
        write(root, f"_quarto-{edition['short']}.yml", _EDITION.format(**edition))
        _write_chapters(root, edition)
    (root / "_extensions").mkdir()
    (root / "_extensions" / "review").symlink_to(REPOSITORY / "_extensions" / "review", target_is_directory=True)
    return root


def lights_cells() -> list[dict[str, Any]]:
    """The cells of the notebook, for tests that change one of them."""
    return [
        raw(FRONT), text("# How it is computed {#sec-how}\n\nEvery row is a light.", "en"),
        text("# Slik regnes det {#sec-how}\n\nHver rad er et fyr.", "nb"), code(LOAD), code(TOTALS),
        text("## The picture", "en"), text("## Bildet", "nb"), code(FIGURE), code(TABLE),
    ]


def descriptor() -> dict[str, Any]:
    """The description of the data, for tests that change it."""
    code_key = {"fields": ["county"], "reference": {"resource": "counties", "fields": ["county"]}}
    return {
        "name": "lights",
        "resources": [
            _table("lights", "light", [
                ("light", "string", {"required": True}), ("name", "string", {"required": True}),
                ("county", "string", {"required": True}), ("year", "year", {}),
                ("upkeep", "integer", {"minimum": 0}), ("keepers", "integer", {"minimum": 0}),
            ], [code_key]),
            _table("counties", "county", [(name, "string", {"required": True}) for name in ("county", "en", "nb")]),
            _table("labels", "label", [(name, "string", {"required": True}) for name in ("label", "en", "nb")]),
        ],
    }


def notebook(*cells: dict[str, Any]) -> str:
    """A notebook of these cells, as Jupyter saves it."""
    numbered = [{**cell, "id": f"c{number}"} for number, cell in enumerate(cells)]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {"cells": numbered, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": _lines(source)}


def text(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"tags": list(tags)} if tags else {}, "source": _lines(source)}


def raw(source: str) -> dict[str, Any]:
    return {"cell_type": "raw", "metadata": {}, "source": _lines(source)}


def write(root: Path, path: str, content: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)


def _table(
    name: str, key: str, fields: Sequence[tuple[str, str, dict[str, Any]]], foreign: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    listed = [{"name": field, "type": kind, "constraints": limits} for field, kind, limits in fields]
    schema = {"fields": listed, "primaryKey": [key]} | ({"foreignKeys": list(foreign)} if foreign else {})
    return {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}


def _write_chapters(root: Path, edition: dict[str, str]) -> None:
    s, short = edition["s"], edition["short"]
    about, cost, text_ = {
        "en": ("About the lights", "The cost", "All lights together cost"),
        "nb": ("Om fyrene", "Kostnaden", "Alle fyrene kostet til sammen"),
    }[short]
    write(root, f"index{s}.qmd", f"# {about} {{.unnumbered}}\n\n{text_} {{{{< num lights.total.upkeep >}}}}.\n")
    write(root, f"part1_lights/01-lights{s}.qmd",
          _CHAPTER.format(title=edition["title"], heading=cost, text=text_, short=short))
    notebook = f"include ../figures/notebook-lights.{short}.md"
    for name, shown in {"numbers": "register", "notebook-lights": notebook}.items():
        write(root, f"annexes/{name}{s}.qmd", f"---\ntitle: {edition['annexes']} {name}\n---\n\n{{{{< {shown} >}}}}\n")
    write(root, f"annexes/references{s}.qmd", f"# {edition['annexes']} {{.unnumbered}}\n\n::: {{#refs}}\n:::\n")
