"""What each reviewed project received, by three sources: the print of Part 3, Annex 1, the list.

A project has a slug here, as in the keys ``field.money.<slug>.print``, ``.annex`` and ``.list``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from press.publication import Row, num
from review.claims import select
from review.stated import given
from review.texts import NONE, Cells, Words

SOURCES = ("print", "annex", "list")
GROUPS: Mapping[str, Sequence[str]] = {
    "money-field": ("child", "response", "assistance", "border", "roma"),
    "money-balkans": ("care-serbia", "care-croatia", "care-montenegro", "see"),
    "money-other": ("uniap", "ilo", "sactap"),
}
"""The projects in the order of the chapters, by the word for their group."""

CLOSING: Mapping[str, str] = {
    "child": "list-research",
    "response": "list-earlier",
    "border": "list-both",
    "care-croatia": "print-2004-2007",
    "uniap": "list-earlier",
    "ilo": "list-late",
}
"""The further sum that speaks to the gap between the sources, where there is one."""

_RANGE = re.compile(r"\b(\d\d)(\d\d)–\1(\d\d)\b")
EXPLAINED = (*CLOSING, "roma", "see")


def years_by_source(
    quantities: pd.DataFrame, view: Callable[[str], pd.DataFrame], annex_years: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """The years of each sum, by source and slug; ``annex_years`` maps projects of Part 2 to theirs."""
    rules = {str(row["key"]): row for _, row in quantities.iterrows()}
    found: dict[str, dict[str, str]] = {source: {} for source in SOURCES}
    for slug in slugs():
        printed = _rows(rules, view, slug, "print")
        found["print"][slug] = short(f"{printed['period_from'].item()}–{given(printed['period_to'].item())}")
        found["list"][slug] = runs(_rows(rules, view, slug, "list")["year"])
        if f"field.money.{slug}.annex" in rules:
            found["annex"][slug] = short(annex_years[str(_rows(rules, view, slug, "annex")["project"].item())])
    return found


def money_rows(years: Words, words: Words) -> Iterator[Row]:
    """The rows of the table, a heading before each group; sums in millions."""
    for group, members in GROUPS.items():
        yield Row({"project": words[group]}, total=True)
        for slug in members:
            cells: Cells = {"project": words[f"project-{slug}"]}
            cells["gap"] = words[f"gap-{slug}"] if slug in EXPLAINED else NONE
            for source in SOURCES:
                known = slug in years[source]
                cells[f"{source}-years"] = years[source][slug] if known else NONE
                cells[source] = num(f"field.money.{slug}.{source}", "mnok2") if known else NONE
            cells["closing"] = num(f"field.money.{slug}.{CLOSING[slug]}", "mnok2") if slug in CLOSING else NONE
            yield Row(cells)


def slugs() -> list[str]:
    """All projects in order."""
    return [slug for members in GROUPS.values() for slug in members]


def runs(years: pd.Series) -> str:
    """Years as text, those that follow each other as a range: ``2002, 2006–08``."""
    known = sorted({int(year) for year in years})
    starts = [known[0], *(after for before, after in pairwise(known) if after > before + 1)]
    ends = [*(before for before, after in pairwise(known) if after > before + 1), known[-1]]
    return ", ".join(str(one) if one == two else short(f"{one}–{two}") for one, two in zip(starts, ends, strict=True))


def short(years: str) -> str:
    """Years as text, each range without its second century: ``2006–08``."""
    return _RANGE.sub(r"\1\2–\3", years)


def _rows(
    rules: Mapping[str, pd.Series], view: Callable[[str], pd.DataFrame], slug: str, source: str
) -> pd.DataFrame:
    rule = rules[f"field.money.{slug}.{source}"]
    return select(view(str(rule["table"])), given(rule["where"]))
