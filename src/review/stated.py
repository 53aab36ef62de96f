"""Numbers that a row of data gives: what the print only states, and what a written rule computes.

Publishes ``fact.<slug>`` for each row of ``facts`` and the key of each row of ``quantities``.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from press.publication import Book
from review.claims import recompute

_UNITS = frozenset({"NOK", "USD", "EUR", "SEK", "DKK", "GBP", "persons", "share", "year"})
_NOT_GIVEN = ""

HOMES = {
    "field": ("field.",),
    "selection": ("selection.",),
    "trends": ("databases.", "profits.", "victims.", "p1a-iom-", "p1b-danida-", "p1b-sida-", "p1b-usa-"),
}
"""Notebooks that publish facts and quantities themselves, because they draw them, with how the keys begin."""


def at_home(rows: pd.DataFrame, column: str, notebook: str) -> pd.DataFrame:
    """The facts or quantities that a notebook publishes; ``facts`` has all that no other claims.

    ``column`` holds the slug or key.
    """
    claimed = tuple(start for starts in HOMES.values() for start in starts)
    if notebook in HOMES:
        return rows[rows[column].str.startswith(HOMES[notebook])]
    return rows[~rows[column].str.startswith(claimed)]


def publish_facts(book: Book, facts: pd.DataFrame) -> int:
    """Publish every fact under ``fact.`` and its slug; return how many there are."""
    for place, (_, row) in enumerate(facts.iterrows()):
        value, unit = value_and_unit(row["value"], row["value_to"], str(row["unit"]))
        book.number(
            f"fact.{row['fact']}",
            value,
            unit,
            rows=facts.index[[place]],
            rule={
                "en": f"As stated on line {row['line']} of the print: {row['subject_en']}.",
                "nb": f"Som oppgitt på linje {row['line']} i den trykte gjennomgangen: {row['subject_nb']}.",
            },
        )
    return len(facts)


def publish_quantities(book: Book, quantities: pd.DataFrame, view: Callable[[str], pd.DataFrame]) -> int:
    """Publish every quantity under its key, computed by its rule; return how many there are."""
    for _, row in quantities.iterrows():
        where, whole = given(row["where"]), given(row["whole"])
        outcome = recompute(view(row["table"]), where, row["measure"], whole)
        rule = described(str(row["table"]), where, str(row["measure"]), whole)
        book.number(
            str(row["key"]),
            outcome.value,
            str(row["unit"]),
            rows=outcome.rows,
            rule={"en": f"{row['what_en']} ({rule}).", "nb": f"{row['what_nb']} ({rule})."},
        )
    return len(quantities)


def value_and_unit(value: object, upper: object, unit: str) -> tuple[object, str]:
    """What to publish for a value, or a value and its upper end, in a unit of the data.

    A unit that only says what is counted is a count; a period is a range; any other span
    takes both ends.
    """
    known = unit if unit in _UNITS else "count"
    if not pd.isna(upper):
        span = f"{_digits(value)}-{_digits(upper)}"
        return span, "range" if known == "year" else f"{known}-span"
    if known in {"count", "persons"} and float(str(value)) != int(float(str(value))):
        return value, "ratio"
    return value, known


def described(table: str, where: str, measure: str, whole: str) -> str:
    """A rule in its own words, the same in every language."""
    parts = [f"{measure}: {table}", where, f"/ {whole}" if whole else ""]
    return "; ".join(part for part in parts if part)


def given(cell: object) -> str:
    """A cell as text, empty where it is missing."""
    return _NOT_GIVEN if pd.isna(cell) else str(cell)


def _digits(value: object) -> str:
    number = float(str(value))
    return str(int(number)) if number == int(number) else repr(number)
