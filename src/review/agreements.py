"""The list of agreements cut finer: by unit and year, along the way of the money, by size, and by choice.

Frames are those of :func:`review.portfolio.joined`: a row an agreement, amounts in kroner,
the index the line in ``data/agreements.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from press.publication import Book
from review.portfolio import Group, amount, groups, has_amount, joined
from review.publishing import publish_rows, rule
from review.texts import Text

FIRST, LAST = 2000, 2010
"""The years of the list."""

NO_NUMBER = "none"
"""Stands for the number of an agreement that is printed without one."""

KINDS = ("department", "embassy", "norad")
"""The kinds of donor units, in the order of the list."""

SMALL_UNITS: Mapping[str, str] = {
    "un": "other-sections",
    "global-initiatives-equality": "other-sections",
    "emb-abuja": "other-embassies",
    "emb-lilongwe": "other-embassies",
    "emb-maputo": "other-embassies",
    "emb-kathmandu": "other-embassies",
}
"""Units too small for a band of their own, and what they are drawn as."""

SMALL_TYPES: Mapping[str, str] = {
    "international-ngo": "other-ngos",
    "local-ngo": "other-ngos",
    "research": "other-types",
    "public-body": "other-types",
    "unspecified": "other-types",
}
"""Kinds of recipients too small for a band of their own, and what they are drawn as."""

TYPES = ("norwegian-ngo", "other-ngos", "other-types", "un", "intergovernmental")
"""The kinds of recipients in the order in which their bands cross least."""

_QUARTERS = {"first-quartile": 0.25, "median": 0.5, "third-quartile": 0.75}
_SIZES: Mapping[str, Text] = {
    "smallest": {"en": "Smallest allocation among {what}.", "nb": "Minste tilsagn blant {what}."},
    "first-quartile": {
        "en": "Allocation that a quarter of {what} stay below, interpolated between neighbours.",
        "nb": "Tilsagnet som en firedel av {what} ligger under, interpolert mellom naboverdier.",
    },
    "median": {"en": "Middle allocation of {what}.", "nb": "Midterste tilsagn blant {what}."},
    "third-quartile": {
        "en": "Allocation that a quarter of {what} stay above, interpolated between neighbours.",
        "nb": "Tilsagnet som en firedel av {what} ligger over, interpolert mellom naboverdier.",
    },
    "largest": {"en": "Largest allocation among {what}.", "nb": "Største tilsagn blant {what}."},
    "mean": {
        "en": "Sum of the allocations of {what}, divided by their number.",
        "nb": "Summen av tilsagnene for {what}, delt på antallet.",
    },
    "agreements": {"en": "Number of {what}.", "nb": "Antall {what}."},
}
SIZES = tuple(_SIZES)
"""What is published of the sizes of a group."""


@dataclass(frozen=True)
class Node:
    """A place on the way of the money, with its rows: a unit, a kind of recipient or a region."""

    column: str
    code: str
    rows: pd.DataFrame


def prepared(
    agreements: pd.DataFrame, countries: pd.DataFrame, recipients: pd.DataFrame, donor_units: pd.DataFrame,
    numbers: pd.DataFrame,
) -> pd.DataFrame:
    """Join the list and add ``unit``, ``unit_group``, ``type_group``, ``number`` and ``chosen``.

    ``unit`` is the section in the Ministry, elsewhere the donor unit; ``number`` is the project
    number or :data:`NO_NUMBER`; ``chosen`` is the project of ``numbers`` that the row belongs to.
    """
    frame = joined(agreements, countries, recipients, donor_units)
    frame["unit"] = frame["donor_unit"].where(frame["kind"] != "department", frame["section"])
    frame["unit_group"] = frame["unit"].map(lambda code: SMALL_UNITS.get(code, code))
    frame["type_group"] = frame["recipient_type"].map(lambda code: SMALL_TYPES.get(code, code))
    frame["number"] = frame["project"].fillna(NO_NUMBER)
    frame["chosen"] = chosen(frame, numbers)
    return frame


def chosen(rows: pd.DataFrame, numbers: pd.DataFrame) -> pd.Series:
    """The selected project that each row belongs to, by its number; empty for the rest of the list."""
    found = pd.Series(pd.NA, index=rows.index, dtype="object")
    for _, number in numbers[numbers["in_list"]].iterrows():
        found[under_number(rows, number)] = number["project"]
    return found


def under_number(rows: pd.DataFrame, number: pd.Series) -> pd.Series:
    """Which rows of the list belong to a printed project number, a row of ``project_numbers``.

    Where projects share a number, only the rows of the country or recipient named with it count.
    """
    belongs = rows["project"] == number["number"]
    for column in ("country", "recipient"):
        if pd.notna(number[f"list_{column}"]):
            belongs &= rows[column] == number[f"list_{column}"]
    return belongs.fillna(False).astype(bool)


def by_beginning(rows: pd.DataFrame, kind: str) -> list[Group]:
    """The units of a kind, who began first on top; ties by amount."""
    units = groups(rows[rows["kind"] == kind], "unit")
    return sorted(units, key=lambda unit: (int(unit.rows["year"].min()), -unit.amount, unit.code))


def nodes(rows: pd.DataFrame) -> dict[str, list[Node]]:
    """The three columns of the way of the money: units by kind, kinds of recipient, regions.

    Units and regions stand largest first, what is drawn together last among its like.
    """
    def ordered(part: pd.DataFrame, column: str) -> list[Node]:
        found = sorted(groups(part, column), key=lambda group: group.code.startswith("other-"))
        return [Node(column, group.code, group.rows) for group in found]

    units = [node for kind in KINDS for node in ordered(rows[rows["kind"] == kind], "unit_group")]
    types = sorted(ordered(rows, "type_group"), key=lambda node: TYPES.index(node.code))
    return {"unit": units, "type": types, "region": ordered(rows, "region")}


def pairs(ends: Sequence[Node], types: Sequence[Node]) -> list[tuple[Node, Node, pd.DataFrame]]:
    """Each end of the way with each kind of recipient between which money goes, and the rows of both."""
    found = []
    for end in ends:
        for kind in types:
            rows = end.rows[end.rows["type_group"] == kind.code]
            if has_amount(rows):
                found.append((end, kind, rows))
    return found


def publish_amount(book: Book, key: str, rows: pd.DataFrame, what: Text) -> None:
    """Publish the sum of some rows, if any of them has an amount."""
    if has_amount(rows):
        book.number(key, amount(rows), "NOK", rows=rows, rule=rule("amount", what))


def publish_unit(book: Book, unit: Group, name: Text) -> None:
    """Publish ``agreements.unit.<code>``: its figures, first and last year, and the amount of each year."""
    prefix = f"agreements.unit.{unit.code}"
    publish_rows(book, prefix, unit.rows, name)
    ends = {"first": ("min", "First year with an agreement", "Første år med en avtale"),
            "last": ("max", "Last year with an agreement", "Siste år med en avtale")}
    for end, (measure, *told) in ends.items():
        texts = {lang: f"{text}: {name[lang]}." for lang, text in zip(("en", "nb"), told, strict=True)}
        book.number(f"{prefix}.{end}", int(unit.rows["year"].agg(measure)), "year", rows=unit.rows, rule=texts)
    publish_years(book, prefix, unit.rows, name)


def publish_years(book: Book, prefix: str, rows: pd.DataFrame, name: Text) -> None:
    """Publish ``<prefix>.y<year>.amount`` for each year in which the rows have an amount."""
    for year, part in rows.groupby("year", sort=True):
        what = {lang: f"{text}, {int(year)}" for lang, text in name.items()}
        publish_amount(book, f"{prefix}.y{int(year)}.amount", part, what)


def publish_sizes(book: Book, prefix: str, rows: pd.DataFrame, what: Text) -> None:
    """Publish smallest, quartiles, median, largest, mean and number of the agreements with an amount."""
    known = rows[rows["amount_nok"].notna()]
    sums = known["amount_nok"].astype(float)
    values: dict[str, tuple[float, str]] = {
        "smallest": (sums.min(), "NOK"),
        **{name: (sums.quantile(part), "NOK") for name, part in _QUARTERS.items()},
        "largest": (sums.max(), "NOK"),
        "mean": (sums.mean(), "NOK"),
        "agreements": (len(known), "count"),
    }
    for name, (value, unit) in values.items():
        texts = {lang: text.format(what=what[lang]) for lang, text in _SIZES[name].items()}
        whole = float(value) if unit == "NOK" else int(value)
        book.number(f"{prefix}.{name}", whole, unit, rows=known, rule=texts)


def publish_count(book: Book, key: str, rows: pd.DataFrame, texts: Text) -> None:
    """Publish the number of some rows."""
    book.number(key, len(rows), "count", rows=rows, rule=texts)


def publish_part(book: Book, prefix: str, rows: pd.DataFrame, what: Text) -> None:
    """Publish, of some rows, what the selected projects and the rest have, and the share of the selected.

    ``<prefix>.{selected,rest,all}.{amount,agreements}``, ``<prefix>.share`` of the amount and
    ``<prefix>.agreements-share``; no amount where no row has one.
    """
    picked = rows[rows["chosen"].notna()]
    parts = {
        "selected": (picked, {"en": "of the selected projects", "nb": "i prosjektene i utvalget"}),
        "rest": (rows[rows["chosen"].isna()], {"en": "of the other projects", "nb": "i de andre prosjektene"}),
        "all": (rows, {"en": "of all projects", "nb": "i alle prosjektene"}),
    }
    for part, (some, whose) in parts.items():
        told = {lang: f"{what[lang]}, {whose[lang]}" for lang in what}
        publish_amount(book, f"{prefix}.{part}.amount", some, told)
        publish_count(book, f"{prefix}.{part}.agreements", some, rule("agreements", told))
    texts = {
        "en": "Of {}, the part that agreements of the selected projects have, by {}.",
        "nb": "Den delen av {} som avtalene i utvalget har, etter {}.",
    }
    shares = {"share": (amount(picked) / amount(rows), {"en": "amount", "nb": "beløp"}),
              "agreements-share": (len(picked) / len(rows), {"en": "number", "nb": "antall"})}
    for name, (value, measure) in shares.items():
        told = {lang: text.format(what[lang], measure[lang]) for lang, text in texts.items()}
        book.number(f"{prefix}.{name}", value, "share", rows=rows, rule=told)
