"""The tables that a rule may name: those of the data package, and joins of them.

A join keeps the line numbers of its first table, so that every figure still names its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd

from review.portfolio import joined
from review.selection import with_evaluations

JOINS = {
    "portfolio": ("agreements", "countries", "recipients", "donor_units"),
    "selection": ("projects", "evaluations"),
}
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
        if name == "selection":
            return with_evaluations(*(tables(part) for part in JOINS[name]))
        return tables(name)

    return view
