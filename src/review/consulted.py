"""The documents that the field review lists: each work once, by publisher, kind and printed year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from press.publication import Book, NumberCell, Row, num
from review.texts import LANGUAGES, NONE, Text, Words

UNDATED = "undated"
OTHERS = "others"
PERIODS = (("y2002", 2002, 2004), *((f"y{year}", year, year) for year in range(2005, 2009)))
"""Columns of the table: a name, the first year and the last."""


def listed(works: pd.DataFrame) -> pd.DataFrame:
    """The works of Part 3's list of documents, one row a work although an entry is repeated."""
    return works[(works["part"] == "p3") & (works["where"] == "annex")].drop_duplicates("key")


def publishers(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The works by publisher, most first, ties by code; publishers of one work are put together last."""
    found = [(str(code), part) for code, part in rows.groupby("publisher", sort=True)]
    several = sorted((pair for pair in found if len(pair[1]) > 1), key=lambda pair: (-len(pair[1]), pair[0]))
    return [*several, (OTHERS, rows[rows["publisher"].isin([code for code, part in found if len(part) == 1])])]


def years(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The works by printed year; those without one last, as :data:`UNDATED`."""
    dated = [(str(int(year)), part) for year, part in rows.groupby("year", sort=True)]
    return [*dated, (UNDATED, rows[rows["year"].isna()])]


def kinds(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The works by kind, most first, ties by code."""
    found = [(str(code), part) for code, part in rows.groupby("kind", sort=True)]
    return sorted(found, key=lambda pair: (-len(pair[1]), pair[0]))


def periods(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The works by the columns of the table, those without a year last."""
    dated = [(name, rows[rows["year"].between(first, last)]) for name, first, last in PERIODS]
    return [*dated, (UNDATED, rows[rows["year"].isna()])]


def publish_works(book: Book, rows: pd.DataFrame, labels: Words, words: Words) -> None:
    """Publish ``consulted.publisher.<code>``, ``consulted.kind.<code>`` and ``consulted.all``, whole and by year."""
    _publish(book, "consulted.all", rows, words["total"], words)
    for period, part in periods(rows):
        _publish(book, f"consulted.all.{period}", part, words["total"], words)
    for code, own in publishers(rows):
        name = words["other-publishers"] if code == OTHERS else labels[code]
        _publish(book, f"consulted.publisher.{code}", own, name, words)
        for year, part in years(own):
            _publish(book, f"consulted.publisher.{code}.{year}", part, name, words)
    for code, own in kinds(rows):
        _publish(book, f"consulted.kind.{code}", own, words[f"work-{code}"], words)
        for period, part in periods(own):
            _publish(book, f"consulted.kind.{code}.{period}", part, words[f"work-{code}"], words)


def kind_rows(rows: pd.DataFrame, words: Words) -> list[Row]:
    """The works by kind and period, with the total; a dash where there are none."""
    found = [Row({"kind": words[f"work-{code}"], **_cells(f"consulted.kind.{code}", own)}) for code, own in kinds(rows)]
    return [*found, Row({"kind": words["total"], **_cells("consulted.all", rows)}, total=True)]


def period_heading(name: str, words: Words) -> Text:
    """What stands above a column of the table."""
    if name == UNDATED:
        return words["no-year"]
    first, last = next((first, last) for period, first, last in PERIODS if period == name)
    return {lang: str(first) if first == last else f"{first}–{last}" for lang in LANGUAGES}


def _cells(prefix: str, rows: pd.DataFrame) -> dict[str, NumberCell | str]:
    parts: dict[str, Any] = dict(periods(rows))
    cells = {name: num(f"{prefix}.{name}", "int") if len(part) else NONE for name, part in parts.items()}
    return {**cells, "total": num(prefix, "int")}


def _publish(book: Book, key: str, rows: pd.DataFrame, name: Text, words: Words) -> None:
    if len(rows):
        said, span = words["works-listed"], _span(rows, words)
        rule = {lang: f"{said[lang]}: {name[lang]} ({span[lang]})." for lang in LANGUAGES}
        book.number(key, len(rows), "count", rows=rows, rule=rule)


def _span(rows: pd.DataFrame, words: Words) -> Text:
    """The years of some works, for the rule."""
    if rows["year"].isna().all():
        return words["no-year"]
    if rows["year"].isna().any():
        return words["any-year"]
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return {lang: str(first) if first == last else f"{first}–{last}" for lang in LANGUAGES}
