"""The portfolio: the printed list of agreements, joined with its codes, and cut into groups.

Amounts are Norwegian kroner as allocated; rows are agreements, one project, recipient and
year each. The index of every frame is the line number in ``data/agreements.csv``, so that
each figure leads back to its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

CHART_FROM = 2003
"""First year of the period that the print names for its chart of regions."""

PLANNED_FROM = 2008
"""First year after the list was drawn up."""

PEAK = (2006, 2007)
"""The two years with most money."""

SACTAP = "REG-2009"
TOP = 5


@dataclass(frozen=True)
class Group:
    """Agreements that have one code in common."""

    code: str
    rows: pd.DataFrame

    @property
    def amount(self) -> int:
        """Sum of the allocations in kroner; agreements without an amount add nothing."""
        return amount(self.rows)

    @property
    def agreements(self) -> int:
        """Number of agreements."""
        return len(self.rows)

    @property
    def projects(self) -> int:
        """Number of different project numbers."""
        return projects(self.rows)


def joined(
    agreements: pd.DataFrame, countries: pd.DataFrame, recipients: pd.DataFrame, donor_units: pd.DataFrame
) -> pd.DataFrame:
    """Add region, kind of country entry, recipient type and kind of donor unit to each agreement."""
    frame = agreements.copy()
    frame["region"] = _looked_up(frame["country"], countries, "region")
    frame["scope"] = _looked_up(frame["country"], countries, "kind")
    frame["recipient_type"] = _looked_up(frame["recipient"], recipients, "recipient_type")
    frame["kind"] = _looked_up(frame["donor_unit"], donor_units, "kind")
    return frame


def groups(rows: pd.DataFrame, column: str) -> list[Group]:
    """Cut the rows by a column, largest amount first, ties by code; empty codes are left out."""
    found = [Group(str(code), part) for code, part in rows.groupby(column, sort=True)]
    return sorted(found, key=lambda group: (-group.amount, group.code))


def amount(rows: pd.DataFrame) -> int:
    """Sum of the allocations in kroner."""
    return int(rows["amount_nok"].sum())


def has_amount(rows: pd.DataFrame) -> bool:
    """Whether any of the rows has an amount: a sum over none is not nought, but unknown."""
    return bool(rows["amount_nok"].notna().any())


def projects(rows: pd.DataFrame) -> int:
    """Number of different project numbers; rows without a number count for none."""
    return int(rows["project"].nunique())


def since(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The agreements of a year and later."""
    return rows[rows["year"] >= year]


def years(rows: pd.DataFrame, first: int, last: int) -> Iterator[tuple[int, pd.DataFrame]]:
    """Each year of a period with its agreements, years without any included."""
    for year in range(first, last + 1):
        yield year, rows[rows["year"] == year]


def implied_total(pairs: Iterable[tuple[pd.DataFrame, pd.DataFrame]]) -> tuple[int, int]:
    """The lowest and highest total of which each amount is the share that is printed with it.

    Each pair is the claim of an amount and the claim of its share, one row each, with
    ``value`` and ``precision``. Raises ``ValueError`` where no total fits them all.
    """
    lows, highs = [], []
    for amount_claim, share_claim in pairs:
        (value, off), (share, slack) = (
            (float(claim["value"].item()), float(claim["precision"].item())) for claim in (amount_claim, share_claim)
        )
        lows.append((value - off) / (share + slack))
        highs.append((value + off) / (share - slack))
    low, high = max(lows), min(highs)
    if low > high:
        raise ValueError("no total fits the printed amounts and shares")
    return round(low), round(high)


def labels(table: pd.DataFrame, stem: str, key: str = "code") -> dict[str, dict[str, str]]:
    """Labels by code and language from a table with columns ``<stem>_en`` and ``<stem>_nb``."""
    return {str(row[key]): {"en": str(row[f"{stem}_en"]), "nb": str(row[f"{stem}_nb"])} for _, row in table.iterrows()}


def short_names(recipients: pd.DataFrame) -> dict[str, dict[str, str]]:
    """What a chart calls each recipient: its abbreviation where there is one, else its name."""
    names = labels(recipients, "name")
    given = recipients.fillna({"abbreviation_en": "", "abbreviation_nb": ""})
    for code, short in labels(given, "abbreviation").items():
        names[code] = {lang: short[lang] or names[code][lang] for lang in short}
    return names


def _looked_up(codes: pd.Series, table: pd.DataFrame, column: str) -> pd.Series:
    mapping: Mapping[str, str] = dict(zip(table["code"], table[column], strict=True))
    unknown = sorted(set(codes.dropna()) - set(mapping))
    if unknown:
        raise ValueError(f"no {column} for the codes {', '.join(map(str, unknown))}")
    return codes.map(mapping)
