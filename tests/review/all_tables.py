"""Every table of the data package, each cell as text, for tests that take tables by name."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from plain_list import DATA, Record

_LISTED = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
DESCRIBED: dict[str, Any] = {entry["name"]: entry for entry in _LISTED if "schema" in entry}


@cache
def rows_of(name: str) -> list[Record]:
    """The rows of a table, read once: who changes a cell puts it back."""
    with (DATA / DESCRIBED[name]["path"]).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def given_tables(metafunc: Any) -> None:
    """Give each argument of a test that is named after a table the rows of that table.

    A module of tests takes part by calling this in its ``pytest_generate_tests``;
    ``benchmarks/mutation.py`` calls the same tests with a changed cell.
    """
    for name in metafunc.fixturenames:
        if name in DESCRIBED:
            metafunc.parametrize(name, [rows_of(name)], ids=[""])


def total(rows: Iterable[Record], column: str) -> int:
    return sum(int(row[column]) for row in rows if row[column])


def only(rows: Iterable[Record], **cells: str) -> Record:
    [found] = [row for row in rows if all(row[name] == value for name, value in cells.items())]
    return found


def grouped(rows: Iterable[Record], *columns: str) -> dict[tuple[str, ...], list[Record]]:
    found: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


def years_in(words: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?:19|20)\d\d", words)]
