"""Rows of the long tables of the list: every agreement, every project number, every reading that has a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from press.publication import Row, num
from review.agreements import NO_NUMBER
from review.field_money import runs
from review.portfolio import Group, has_amount
from review.texts import Text, Words

MARKS: Mapping[str, str] = {
    "spelling": "read",
    "alias": "read",
    "country": "read",
    "region": "read",
    "remark": "doubt",
    "double": "doubt",
    "missing": "missing",
    "privacy": "name",
}
"""The mark in the list for each kind of correction; its letter is the label ``mark-…``."""

SELECTED = "selected"
_ORDER = (SELECTED, "read", "doubt", "missing", "name")
_AS_READ = {"donor_unit": "units", "section": "sections", "country": "countries", "recipient": "recipients"}


def marks(rows: pd.DataFrame, corrections: pd.DataFrame) -> dict[str, list[str]]:
    """The marks of each agreement, by its number, in a fixed order."""
    found: dict[str, set[str]] = {str(code): set() for code in rows["agreement"]}
    for code in rows.loc[rows["chosen"].notna(), "agreement"]:
        found[str(code)].add(SELECTED)
    for _, correction in corrections.iterrows():
        found[str(correction["agreement"])].add(MARKS[str(correction["kind"])])
    return {code: sorted(some, key=_ORDER.index) for code, some in found.items()}


def row_key(agreement: str) -> str:
    """The key of the amount of an agreement."""
    return f"agreements.row.{agreement.lower()}"


def project_key(number: str) -> str:
    """The prefix of the keys of a project number."""
    return f"agreements.project.{number.lower()}"


def agreement_rows(
    rows: pd.DataFrame, marked: Mapping[str, list[str]], names: Mapping[str, Words], words: Words
) -> Iterator[Row]:
    """A row for each agreement in the order of the print; ``names`` holds units, countries and recipients."""
    for _, row in rows.iterrows():
        code = str(row["agreement"])
        yield Row({
            "unit": names["units"][str(row["unit"])],
            "country": names["countries"][str(row["country"])],
            "number": "" if pd.isna(row["project"]) else str(row["project"]),
            "recipient": names["recipients"][str(row["recipient"])],
            "title": str(row["title_printed"]),
            "year": str(row["year"]),
            "amount": "" if pd.isna(row["amount_nok"]) else num(row_key(code), "int"),
            "line": str(row["line"]),
            "marks": _letters(marked[code], words),
        })


def project_rows(
    projects: list[Group], names: Mapping[str, Words], titles: Words, words: Words
) -> Iterator[Row]:
    """A row for each project number; ``titles`` names the selected projects.

    A number that only some rows of which belong to a selected project is marked as such in part.
    """
    for group in projects:
        key = project_key(group.code)
        yield Row({
            "number": words["not-printed"] if group.code == NO_NUMBER else group.code,
            "recipient": _listed(group.rows["recipient"], names["recipients"]),
            "country": _listed(group.rows["country"], names["countries"]),
            "selected": _selected(group.rows, titles, words),
            "agreements": num(f"{key}.agreements", "int"),
            "years": runs(group.rows["year"]),
            "amount": num(f"{key}.amount", "int") if has_amount(group.rows) else "",
        })


def reading_rows(corrections: pd.DataFrame, rows: pd.DataFrame, names: Mapping[str, Words], words: Words
                 ) -> Iterator[Row]:
    """A row for each reading, those that are alike in one, in the order of the lines that have them."""
    lines = dict(zip(rows["agreement"], rows["line"], strict=True))
    alike = ["column", "printed", "read_as", "kind", "reason_en", "reason_nb"]
    for (column, printed, read, kind, *reason), same in corrections.groupby(alike, sort=False, dropna=False):
        yield Row({
            "lines": runs(pd.Series([lines[code] for code in same["agreement"]])),
            "cell": words[f"cell-{column.replace('_', '-')}"],
            "printed": words["nothing-printed"] if pd.isna(printed) else str(printed),
            "read": _as_read(column, read, kind, names, words),
            "reason": dict(zip(("en", "nb"), map(str, reason), strict=True)),
        })


def _letters(some: list[str], words: Words) -> Text:
    return {lang: " ".join(words[f"mark-{mark}"][lang] for mark in some) for lang in ("en", "nb")}


def _listed(codes: pd.Series, names: Words) -> Text:
    """The names of the codes of a column, each once, in the order of the rows."""
    found = [names[str(code)] for code in dict.fromkeys(codes)]
    return {lang: ", ".join(name[lang] for name in found) for lang in ("en", "nb")}


def _selected(rows: pd.DataFrame, titles: Words, words: Words) -> Text | str:
    found = list(dict.fromkeys(rows["chosen"].dropna()))
    if not found:
        return ""
    [title] = [titles[str(code)] for code in found]
    if rows["chosen"].notna().all():
        return title
    return {lang: f"{text} ({words['in-part'][lang]})" for lang, text in title.items()}


def _as_read(column: str, read: object, kind: str, names: Mapping[str, Words], words: Words) -> Text:
    if kind == "remark":
        return words["read-as-printed"]
    if kind == "missing":
        return words["left-empty"]
    if kind == "double":
        return words["kept"]
    if kind == "privacy":
        return words["name-left-out"]
    return names[_AS_READ[column]][str(read)]
