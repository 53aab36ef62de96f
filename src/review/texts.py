"""Texts in the languages of the review: how they are typed, read from a row, and shown where there is none."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from press.publication import NumberCell

LANGUAGES = ("en", "nb")

Text = Mapping[str, str]
"""One text, by language."""

Words = Mapping[str, Text]
"""Texts by code."""

Shown = str | Text
"""What a cell of a table shows: a text, or what is the same in every language."""

Cells = dict[str, Shown | NumberCell]
"""A row of a table, by column."""

NONE = "–"
"""Stands in a cell for what there is not."""


def both(row: pd.Series, stem: str) -> dict[str, str]:
    """A text of a row by language, from the columns ``<stem>_en`` and ``<stem>_nb``; empty where it is missing."""
    return {lang: "" if pd.isna(row[f"{stem}_{lang}"]) else str(row[f"{stem}_{lang}"]) for lang in LANGUAGES}
