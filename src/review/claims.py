"""The number check: what the print states, recomputed from the tables by a written rule.

A claim names a table, which rows of it count, and a measure. The rule is data, so that it
can be read beside the printed words; the verdict is computed from both.

``where`` is a list of conditions joined by ``&``: ``column=value``, ``column=a|b``,
``column!=value``, ``column>=number``, ``column<=number``, ``column=`` for an empty cell.
``measure`` is one of

- ``rows``: how many rows there are
- ``distinct COLUMN``: how many different values
- ``sum COLUMN``, ``min COLUMN``, ``max COLUMN``
- ``value COLUMN``: the cell of the only row
- ``share COLUMN``: the sum, divided by the sum over the rows of ``whole``
- ``share rows``: the number of rows, divided by that of ``whole``
- ``share distinct COLUMN``: the number of different values, divided by that of ``whole``
- ``rank CODE by COLUMN in GROUP``: the place of a code of the column GROUP by the sum of COLUMN
- ``rank CODE by rows in GROUP``: the same by the number of rows
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

REPRODUCED, ROUNDS, DIFFERS, CONFLICT, SOURCE_ONLY = VERDICTS = (
    "reproduced",
    "rounds",
    "differs",
    "conflict",
    "source-only",
)
_CONDITION = re.compile(r"\s*([a-z_]+)\s*(>=|<=|!=|=)\s*([^&]*?)\s*")
_RANK = re.compile(r"rank (\S+) by (\S+) in (\S+)")
_SAME = 1e-9
_MEASURES = "rows, distinct, sum, min, max, value (with a column), share, rank"


class RuleError(ValueError):
    """A rule that cannot be read or does not fit its table; says which and why."""


@dataclass(frozen=True)
class Outcome:
    """What a rule gave: the value, and the index of the rows it rests on (those of the whole included)."""

    value: float
    rows: pd.Index


def recompute(table: pd.DataFrame, where: str, measure: str, whole: str = "") -> Outcome:
    """Apply a rule to a table; raise :class:`RuleError` where it does not fit."""
    rows = _Rows(table, _places(table, where))
    kind, _, rest = measure.partition(" ")
    if kind == "share":
        base = _Rows(table, _places(table, whole))
        total = _total(base, rest)
        if not total:
            raise RuleError(f"'{measure}' is a share of nothing: the whole has {len(base)} rows that come to 0")
        return Outcome(_total(rows, rest) / total, base.index)
    if kind == "rank":
        return Outcome(_rank(rows, measure), rows.index)
    return Outcome(_measured(rows, kind, rest, measure), rows.index)


def select(table: pd.DataFrame, where: str) -> pd.DataFrame:
    """The rows that meet every condition of ``where``; all rows if it is empty."""
    return table.iloc[_places(table, where)]


def verdicts(claims: pd.DataFrame, values: Mapping[str, Sequence[float]]) -> dict[str, str]:
    """Judge every claim by its id.

    ``claims`` needs the columns ``claim``, ``quantity``, ``value``, ``value_to`` (the upper
    end of a span, empty for a single value) and ``precision``; ``values`` holds what was
    recomputed, lower end first. Claims that name one quantity and exclude each
    other are in conflict, whatever the tables say.
    """
    at_odds = conflicting(claims)
    return {
        str(row["claim"]): CONFLICT if row["claim"] in at_odds else _judged(row, values.get(str(row["claim"])))
        for _, row in claims.iterrows()
    }


def conflicting(claims: pd.DataFrame) -> set[str]:
    """The claims of every quantity that is printed with values which no one number can round to."""
    found: set[str] = set()
    for _, same in claims[claims["quantity"].notna()].groupby("quantity"):
        upper = same["value_to"].fillna(same["value"])
        if not (_meet(same["value"], same["precision"]) and _meet(upper, same["precision"])):
            found.update(map(str, same["claim"]))
    return found


@dataclass(frozen=True)
class _Rows:
    """Rows of a table by their places: a rule looks at a column or two of many, a thousand times."""

    table: pd.DataFrame
    places: np.ndarray

    def __len__(self) -> int:
        return len(self.places)

    @property
    def index(self) -> pd.Index:
        return self.table.index[self.places]

    def column(self, name: str) -> pd.Series:
        if name not in self.table.columns:
            raise RuleError(f"there is no column '{name}' among {_listed(self.table.columns)}")
        return self.table[name].iloc[self.places]


def _places(table: pd.DataFrame, where: str) -> np.ndarray:
    rows = _Rows(table, np.arange(len(table)))
    for part in filter(None, where.split("&")):
        match = _CONDITION.fullmatch(part)
        if not match:
            raise RuleError(f"'{part.strip()}' is no condition; write column=value, column!=value or column>=number")
        column, sign, value = match.groups()
        rows = _Rows(table, rows.places[_holds(rows.column(column), sign, value).to_numpy()])
    return rows.places


def _meet(values: pd.Series, precision: pd.Series) -> bool:
    """Whether one number rounds to all of the values."""
    return bool((values - precision).max() <= (values + precision).min() + _SAME)


def _judged(row: pd.Series, found: Sequence[float] | None) -> str:
    if found is None:
        return SOURCE_ONLY
    printed = [float(row["value"])] + ([] if pd.isna(row["value_to"]) else [float(row["value_to"])])
    if len(printed) != len(found):
        raise RuleError(f"claim {row['claim']}: {len(printed)} printed ends, {len(found)} recomputed")
    gaps = [abs(one - other) for one, other in zip(printed, found, strict=True)]
    if all(gap <= _SAME * max(1.0, abs(value)) for gap, value in zip(gaps, found, strict=True)):
        return REPRODUCED
    return ROUNDS if max(gaps) <= float(row["precision"]) * (1 + _SAME) else DIFFERS


def _measured(rows: _Rows, kind: str, column: str, measure: str) -> float:
    if kind == "rows" and not column:
        return float(len(rows))
    if kind == "distinct":
        return float(rows.column(column).nunique())
    if kind in {"sum", "min", "max"} and (numbers := _numbers(rows.column(column), measure)).notna().any():
        return float(getattr(numbers, kind)())
    if kind == "value":
        return _only(rows.column(column), measure)
    raise RuleError(f"'{measure}' gives nothing over {len(rows)} rows; write one of {_MEASURES}")


def _numbers(cells: pd.Series, what: str) -> pd.Series:
    try:
        return pd.to_numeric(cells)
    except (TypeError, ValueError):
        raise RuleError(f"'{what}' wants numbers, and the column '{cells.name}' holds text") from None


def _only(cells: pd.Series, measure: str) -> float:
    if len(cells) != 1 or cells.isna().any():
        found = f"finds {len(cells)} rows, {int(cells.notna().sum())} with one"
        raise RuleError(f"'{measure}' wants one row with a value and {found}")
    return float(_numbers(cells, measure).iloc[0])


def _total(rows: _Rows, column: str) -> float:
    if column == "rows":
        return float(len(rows))
    if column.startswith("distinct "):
        return float(rows.column(column.removeprefix("distinct ")).nunique())
    return float(_numbers(rows.column(column), column).sum())


def _rank(rows: _Rows, measure: str) -> float:
    match = _RANK.fullmatch(measure)
    if not match:
        raise RuleError(f"'{measure}' is no rank; write 'rank CODE by COLUMN in GROUP'")
    code, column, group = match.groups()
    groups = rows.column(group)
    parts = groups.groupby(groups.to_numpy()).indices
    totals = {str(name): _total(_Rows(rows.table, rows.places[own]), column) for name, own in parts.items()}
    if code not in totals:
        raise RuleError(f"'{code}' is not among {', '.join(sorted(totals))}")
    return float(1 + sum(total > totals[code] for total in totals.values()))


def _holds(cells: pd.Series, sign: str, value: str) -> pd.Series:
    if sign in {">=", "<="}:
        number, limit = _numbers(cells, f"{cells.name}{sign}{value}"), _limit(value)
        held = number >= limit if sign == ">=" else number <= limit
        return held.fillna(value=False).astype(bool)
    is_text = isinstance(cells.dtype, pd.StringDtype)
    texts = cells if is_text else cells.map(_as_written, na_action="ignore").astype("string")
    held = texts.fillna("").isin([part.strip() for part in value.split("|")])
    return ~held if sign == "!=" else held


def _limit(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise RuleError(f"'{value}' is no number to compare with") from None


def _as_written(cell: object) -> str:
    """A cell as the data files have it: ``true``, and ``5`` for 5.0."""
    if isinstance(cell, bool | np.bool_):
        return str(cell).lower()
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))
