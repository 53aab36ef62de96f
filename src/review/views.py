"""The tables that a rule may name: those of the data package, and joins of them.

A join keeps the line numbers of its first table, so that every figure still names its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pandas as pd

from review.claims import RuleError
from review.portfolio import joined

JOINS = {"portfolio": ("agreements", "countries", "recipients", "donor_units")}
"""Views by name, with the tables that each is made of, the one that keeps its lines first."""


def reader(read: Callable[[str], pd.DataFrame]) -> Callable[[str], pd.DataFrame]:
    """Return a function that gives a table or a view by name, each read once.

    ``read`` gives a table of the data package, as a notebook's ``book.data`` does.
    """
    tables = cache(read)

    @cache
    def view(name: str) -> pd.DataFrame:
        if name == "portfolio":
            return joined(*(tables(part) for part in JOINS[name]))
        return tables(name)

    return view


def sources(names: Iterable[str]) -> list[str]:
    """The tables of the data package behind tables and views, each once, by name."""
    return sorted({part for name in names for part in JOINS.get(name, (name,))})


def known(name: str, tables: Iterable[str]) -> None:
    """Raise :class:`RuleError` unless ``name`` is a view or one of ``tables``."""
    if name not in JOINS and name not in set(tables):
        raise RuleError(f"there is no table '{name}'; views: {', '.join(sorted(JOINS))}")
