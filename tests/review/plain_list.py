"""Read the list of agreements with the csv module alone, so that tests share no code with what they test."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
CHAPTER = ROOT / "part2_stop_trafficking" / "07-portfolio"

Record = dict[str, str]

PRINTED_IN = {
    "donor_unit": "unit_printed",
    "section": "section_printed",
    "country": "country_printed",
    "project": "project_printed",
    "recipient": "recipient_printed",
    "title": "title_printed",
    "year": "year_printed",
    "amount_nok": "amount_printed",
}
KEPT = {
    name: DATA / f"{name}.csv"
    for name in (
        "agreements",
        "claims",
        "corrections",
        "countries",
        "documents",
        "donor_units",
        "labels",
        "left_out",
        "number_exemptions",
        "readings",
        "recipient_types",
        "recipients",
        "regions",
        "sections",
        "terms",
    )
}
"""The tables that the portfolio rests on; ``data/`` may hold others, for other chapters."""


def table(name: str) -> list[Record]:
    """The rows of a table of ``data/``, every cell as text."""
    with KEPT[name].open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by(name: str, column: str = "code") -> dict[str, Record]:
    return {row[column]: row for row in table(name)}


def listed() -> list[Record]:
    """The agreements with region, scope, recipient type and kind of donor unit, and the line in the file as ``at``."""
    countries, recipients, units = by("countries"), by("recipients"), by("donor_units")
    return [
        {
            **row,
            "at": str(line),
            "region": countries[row["country"]]["region"],
            "scope": countries[row["country"]]["kind"],
            "type": recipients[row["recipient"]]["recipient_type"],
            "kind": units[row["donor_unit"]]["kind"],
        }
        for line, row in enumerate(table("agreements"), start=2)
    ]


def portfolio_claims() -> list[Record]:
    """The claims about the portfolio, with the line in the file as ``at``; other claims are numbered otherwise."""
    claims = enumerate(table("claims"), start=2)
    return [{**row, "at": str(line)} for line, row in claims if row["claim"].startswith("Q")]


def published() -> dict[str, Any]:
    """The published numbers of the portfolio by key."""
    numbers = json.loads((ROOT / "figures" / "numbers.json").read_text(encoding="utf-8"))
    return {key: number for key, number in numbers.items() if key.startswith(("portfolio.", "print."))}


def kroner(rows: Iterable[Record]) -> int:
    return sum(int(row["amount_nok"]) for row in rows if row["amount_nok"])


def projects(rows: Iterable[Record]) -> int:
    return len({row["project"] for row in rows if row["project"]})


def lines(rows: Iterable[Record]) -> list[int]:
    return sorted(int(row["at"]) for row in rows)


def where(rows: Iterable[Record], **cells: str) -> list[Record]:
    return [row for row in rows if all(row[name] == value for name, value in cells.items())]


def from_year(rows: Iterable[Record], first: int) -> list[Record]:
    return [row for row in rows if int(row["year"]) >= first]


def ranked(rows: Iterable[Record], column: str, measure: Callable[[list[Record]], int] = kroner) -> list[str]:
    """The codes of a column, largest first."""
    held: dict[str, list[Record]] = {}
    for row in rows:
        held.setdefault(row[column], []).append(row)
    return sorted(held, key=lambda code: (-measure(held[code]), code))


@lru_cache(maxsize=2)
def seed(name: str) -> list[str]:
    """The lines of a printed document, ``norad-2008-en`` or ``norad-2008-nb``; line 1 is the first."""
    pattern = {"norad-2008-en": "000_*.txt", "norad-2008-nb": "003_*.txt"}[name]
    return next(SEEDS.glob(pattern)).read_text(encoding="utf-8").split("\n")
