"""Publish the figures of a group of agreements under keys that follow one pattern.

``<prefix>.amount`` (kroner), ``<prefix>.agreements``, ``<prefix>.projects`` (counts) and
``<prefix>.share`` (of the amount of a whole). The rule of each is written here once, in
both languages; what the group is comes in as words.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from press.publication import Book
from review.portfolio import amount, has_amount, projects
from review.texts import Text

_RULES: Mapping[str, Text] = {
    "amount": {"en": "Sum of the allocations of {what}.", "nb": "Summen av tilsagnene for {what}."},
    "agreements": {"en": "Number of rows of {what}.", "nb": "Antall rader for {what}."},
    "projects": {
        "en": "Number of different project numbers among {what}.",
        "nb": "Antall ulike prosjektnumre blant {what}.",
    },
    "share": {
        "en": "Sum of the allocations of {what}, divided by that of {whole}.",
        "nb": "Summen av tilsagnene for {what}, delt på summen for {whole}.",
    },
    "mean": {
        "en": "Sum of the allocations of {what}, divided by the number of rows with an amount.",
        "nb": "Summen av tilsagnene for {what}, delt på antallet rader med beløp.",
    },
}


def rule(name: str, what: Text, whole: Text | None = None) -> dict[str, str]:
    """The rule of a figure in each language, with what it is about put in."""
    return {lang: text.format(what=what[lang], whole=(whole or what)[lang]) for lang, text in _RULES[name].items()}


def publish_rows(book: Book, prefix: str, rows: pd.DataFrame, what: Text) -> None:
    """Publish amount, agreements and projects of some rows; no amount where none of them has one."""
    if has_amount(rows):
        book.number(f"{prefix}.amount", amount(rows), "NOK", rows=rows, rule=rule("amount", what))
    book.number(f"{prefix}.agreements", len(rows), "count", rows=rows, rule=rule("agreements", what))
    book.number(f"{prefix}.projects", projects(rows), "count", rows=rows, rule=rule("projects", what))


def publish_share(book: Book, key: str, rows: pd.DataFrame, of: pd.DataFrame, what: Text, whole: Text) -> None:
    """Publish what share of the amount of a whole some of its rows have, if any has one."""
    if has_amount(rows):
        book.number(key, amount(rows) / amount(of), "share", rows=rows, rule=rule("share", what, whole))


def publish_mean(book: Book, key: str, rows: pd.DataFrame, what: Text) -> None:
    """Publish the average amount of the rows that have one."""
    book.number(key, amount(rows) / int(rows["amount_nok"].count()), "NOK", rows=rows, rule=rule("mean", what))
