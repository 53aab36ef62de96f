"""Change every number of the data once, in memory, and count how often something notices. Prints Markdown.

    python benchmarks/mutation.py

Each filled cell of a numeric column is made larger, one at a time. It counts as noticed if the
schema forbids the new value, if a claim or quantity gives another number or verdict, if a fact,
a printed figure or a number of the portfolio would be published otherwise, or if a test that
takes tables by name (``tests/review``) fails. Lines and orders say where something stands, not
how much it is, and are counted apart. Nothing is written, and nothing here is a test.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from cases import Case, cases, fails

from press.datapackage import Package, load_package
from review.claims import RuleError, recompute, verdicts
from review.number_check import check_claims
from review.stated import given, value_and_unit
from review.views import JOINS, reader

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "review"
NUMERIC = ("integer", "number", "year")
PLACES = ("line", "order")
Notice = Callable[[], bool]


@dataclass(frozen=True)
class Cell:
    """A cell to change: table, column, place of the row, line in the file, and what it becomes."""

    table: str
    column: str
    place: int
    line: int
    value: float

    @property
    def text(self) -> str:
        """The new value as the file would have it."""
        return f"{self.value:.15g}"

    @property
    def is_place(self) -> bool:
        """Whether the number says where something stands."""
        return self.column.startswith(PLACES)


@dataclass
class Rule:
    """A rule of a claim or quantity, and what it gives on the data as they are."""

    view: str
    where: str
    measure: str
    whole: str
    value: float | None = None

    def names(self, column: str) -> bool:
        """Whether the rule reads a column at all."""
        return bool(re.search(rf"\b{column}\b", f"{self.where} {self.measure} {self.whole}"))


@dataclass
class Bench:
    """The data, the rules and the tests, each ready for a changed cell."""

    package: Package
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    cases: dict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Read every table, compute every rule, and collect the tests."""
        sys.path.insert(0, str(TESTS))
        self.tables = importlib.import_module("all_tables")
        self.portfolio = importlib.import_module("test_mutation")
        self.frames = {name: self.package.read(name) for name in self.tables.DESCRIBED}
        self.view = reader(self.frames.__getitem__)
        self.checked = check_claims(self.frames["claims"], self.view)
        self.values = {claim: [one.value for one in found] for claim, found in self.checked.outcomes.items()}
        self.shown = set(printed_claims())
        for rule in rules(self.frames):
            rule.value = outcome(rule, self.view)
            for table in JOINS.get(rule.view, (rule.view,)):
                self.rules[table].append(rule)
        for case in cases(self.tables.DESCRIBED, self.tables.rows_of):
            if fails(case):
                sys.exit(f"{case.name} fails on the data as they are: mend that first, or it would notice everything")
            for table in case.tables:
                self.cases[table].append(case)

    def notices(self, cell: Cell) -> bool:
        """Whether anything notices the changed cell; whatever does is asked first the next time."""
        if self.forbidden(cell) or self.published(cell):
            return True
        return self.with_frames(cell, lambda: self.recomputed(cell)) or self.with_rows(cell, lambda: self.failing(cell))

    def forbidden(self, cell: Cell) -> bool:
        """Whether the schema allows no such value, or not twice."""
        resource = self.package.resources[cell.table]
        limits = resource.fields[cell.column].get("constraints", {})
        if not limits.get("minimum", cell.value) <= cell.value <= limits.get("maximum", cell.value):
            return True
        if limits.get("unique") and (self.frames[cell.table][cell.column] == cell.value).any():
            return True
        key = resource.schema.get("primaryKey", [])
        return cell.column in key and self.with_frames(
            cell, lambda: bool(self.frames[cell.table].duplicated(list(key)).any())
        )

    def published(self, cell: Cell) -> bool:
        """Whether a fact, a printed figure, a verdict or a number of the portfolio is another one."""
        row = self.frames[cell.table].iloc[cell.place]
        if cell.table == "facts" and cell.column in ("value", "value_to"):
            now = {**row, cell.column: cell.value}
            return stated(now) != stated(row)
        if cell.table == "claims":
            return self.judged(cell, row)
        if cell.table == "agreements" and cell.column in self.portfolio.FRAME.columns:
            families = (self.portfolio.by_class, self.portfolio.by_year)
            return bool(self.portfolio.changed(cell.column, cell.line, cell.value, *families))
        return False

    def judged(self, cell: Cell, row: pd.Series) -> bool:
        """Whether a claim, or one that states the same quantity, gets another verdict or is published otherwise."""
        claims, name = self.frames["claims"], str(row["claim"])
        before, shown = self.checked.verdict, cell.line in self.shown
        if cell.column in ("value", "value_to") and (shown or before[name] in {"differs", "conflict"}):
            return True
        same = claims["quantity"] == row["quantity"] if not pd.isna(row["quantity"]) else claims["claim"] == name
        try:
            after = self.with_frames(cell, lambda: verdicts(claims[same], self.values))
        except RuleError:
            return True
        return any(before[claim] != verdict for claim, verdict in after.items())

    def recomputed(self, cell: Cell) -> bool:
        """Whether a rule that reads the column gives another value, or none."""
        asked = self.rules[cell.table]
        for rule in [rule for rule in asked if rule.names(cell.column)]:
            if outcome(rule, self.view) != rule.value:
                asked.remove(rule)
                asked.insert(0, rule)
                return True
        return False

    def failing(self, cell: Cell) -> bool:
        """Whether a test fails."""
        asked = self.cases[cell.table]
        for case in list(asked):
            if fails(case):
                asked.remove(case)
                asked.insert(0, case)
                return True
        return False

    def with_frames(self, cell: Cell, ask: Notice) -> Any:
        """The answer while the cell is changed in the table and in the views that carry its column."""
        views = [name for name, parts in JOINS.items() if parts[0] == cell.table]
        held = [frame for frame in (self.frames[cell.table], *map(self.view, views)) if cell.column in frame.columns]
        kept = held[0].at[cell.line, cell.column]
        for frame in held:
            frame.at[cell.line, cell.column] = cell.value
        try:
            return ask()
        finally:
            for frame in held:
                frame.at[cell.line, cell.column] = kept

    def with_rows(self, cell: Cell, ask: Notice) -> bool:
        """The answer while the cell is changed in the rows that the tests are given."""
        row = self.tables.rows_of(cell.table)[cell.place]
        kept, row[cell.column] = row[cell.column], cell.text
        try:
            return ask()
        finally:
            row[cell.column] = kept


def main() -> None:
    """Change every cell and print what was noticed, by table, and what was not, by column."""
    bench = Bench(load_package(ROOT))
    seen: Counter[tuple[str, bool, bool]] = Counter()
    unseen: Counter[tuple[str, str]] = Counter()
    for cell in cells(bench):
        noticed = bench.notices(cell)
        seen[cell.table, cell.is_place, noticed] += 1
        if not noticed:
            unseen[cell.table, cell.column] += 1
    print("| table | cells | noticed | rate | lines and orders | noticed |\n|---|--:|--:|--:|--:|--:|")
    for name in sorted({table for table, _, _ in seen}):
        print(line(f"`{name}`", *(seen[name, place, noticed] for place in (False, True) for noticed in (True, False))))
    sums = ((place, noticed) for place in (False, True) for noticed in (True, False))
    print(line("**all**", *(sum(n for (_, *kind), n in seen.items() if tuple(kind) == which) for which in sums)))
    print("\n| nobody notices | column | cells |\n|---|---|--:|")
    for (name, column), count in sorted(unseen.items()):
        if not column.startswith(PLACES):
            print(f"| `{name}` | `{column}` | {count} |")


def cells(bench: Bench) -> Iterator[Cell]:
    """Every filled cell of a numeric column, with the value that takes its place."""
    for name in sorted(bench.frames):
        for column, about in bench.package.resources[name].fields.items():
            if about.get("type") in NUMERIC:
                for place, (number, value) in enumerate(bench.frames[name][column].items()):
                    if not pd.isna(value):
                        yield Cell(name, column, place, int(str(number)), larger(value))


def larger(value: float) -> float:
    """One more, or a tenth more of what is no whole number."""
    return value + 1 if value == int(value) else value * 1.1


def rules(frames: dict[str, pd.DataFrame]) -> Iterator[Rule]:
    """Every rule of the claims and quantities, the upper end of a span as a rule of its own."""
    for table in ("claims", "quantities"):
        for _, row in frames[table][frames[table]["table"].notna()].iterrows():
            for measure in (row["measure"], row.get("measure_to")):
                if given(measure):
                    yield Rule(str(row["table"]), given(row["where"]), str(measure), given(row["whole"]))


def outcome(rule: Rule, view: Callable[[str], pd.DataFrame]) -> float | None:
    """What a rule gives, None where it no longer fits."""
    try:
        return recompute(view(rule.view), rule.where, rule.measure, rule.whole).value
    except RuleError:
        return None


def stated(row: Any) -> object:
    """What would be published of a fact."""
    return value_and_unit(row["value"], row["value_to"], str(row["unit"]))


def printed_claims() -> Iterator[int]:
    """The lines of the claims whose value is published as it is printed."""
    numbers = json.loads((ROOT / "figures" / "numbers.json").read_text(encoding="utf-8"))
    for key, number in numbers.items():
        rows = number.get("rows", {}).get("data/claims.csv", "")
        if key.startswith("print.") and rows.isdecimal():
            yield int(rows)


def line(name: str, noticed: int, unnoticed: int, noticed_places: int, unnoticed_places: int) -> str:
    """A line of the table."""
    whole = noticed + unnoticed
    rate = f"{noticed / whole:.0%}" if whole else "–"
    return f"| {name} | {whole} | {noticed} | {rate} | {noticed_places + unnoticed_places} | {noticed_places} |"


if __name__ == "__main__":
    main()
