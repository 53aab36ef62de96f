"""Which of the 25 projects were evaluated, when, and over which years of support.

Two sources are kept apart: the eight evaluations that Annex 2 sums up, and what Annex 1
says of others, planned or of another programme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from press.publication import NumberCell, Row, num
from review.fieldwork import day_text
from review.selection_charts import Support
from review.texts import LANGUAGES, NONE, Shown, Words, both

BANDS = ("evaluated", "announced", "none")
"""Evaluated by Annex 2; another evaluation mentioned in Annex 1; none."""

_SPAN = re.compile(r"(\d{4})(?:(–|/)(\d{4})?)?")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MID_YEAR, _MID_MONTH = 0.5, 0.5


def spans(printed: str) -> list[tuple[int, int | None]]:
    """The runs of years of a printed period; the last year is None where the print leaves it open.

    Raises ``ValueError`` for anything but years, single or as first and last, with commas between.
    """
    found = []
    for part in printed.split(","):
        match = _SPAN.fullmatch(part.strip())
        if not match:
            raise ValueError(f"'{printed}' is no period; write 2002, 2004–2006 or 2007–, with commas between")
        first, sign, last = match.groups()
        found.append((int(first), int(last) if last else None if sign else int(first)))
    return found


def announced(items: pd.DataFrame, evaluations: pd.DataFrame) -> pd.DataFrame:
    """What Annex 1 says of evaluations of projects that Annex 2 does not have."""
    said = items[items["kind"] == "evaluation"]
    return said[~said["project"].isin(set(evaluations["project"]))]


def bands(projects: pd.DataFrame, evaluations: pd.DataFrame, items: pd.DataFrame) -> dict[str, list[str]]:
    """The projects by band: the evaluated ones by date, the others in the order of the print."""
    dated = evaluations.sort_values(["date", "order"])["project"]
    mentioned = set(announced(items, evaluations)["project"])
    rest = [str(project) for project in projects.sort_values("order")["project"] if project not in set(dated)]
    return {
        "evaluated": [str(project) for project in dated],
        "announced": [project for project in rest if project in mentioned],
        "none": [project for project in rest if project not in mentioned],
    }


def lanes(
    projects: pd.DataFrame, evaluations: pd.DataFrame, items: pd.DataFrame, words: Words, lang: str,
    text: Callable[[str, str, str], str],
) -> dict[str, list[Support]]:
    """The lanes of the chart by the words of their band; ``text`` writes a published number."""
    rows = {str(row["project"]): row for _, row in projects.iterrows()}
    dates = {str(row["project"]): _at(_day(row["date"])) for _, row in evaluations.iterrows()}
    said = {
        str(row["project"]): int(_YEAR.findall(str(row["text_en"]))[0]) + _MID_YEAR
        for _, row in announced(items, evaluations).iterrows()
    }
    return {
        words[f"coverage-{band}"][lang]: [
            Support(
                str(rows[project][f"label_{lang}"]),
                spans(str(rows[project]["period_printed_en"])),
                text(amount_key(project), "mnok", lang),
                dates.get(project, said.get(project)),
                band == "evaluated",
            )
            for project in own
        ]
        for band, own in bands(projects, evaluations, items).items()
    }


def evaluated_rows(
    projects: pd.DataFrame, evaluations: pd.DataFrame, items: pd.DataFrame, words: Words
) -> Iterator[Row]:
    """Project, years, printed support and evaluation, band by band; sums and share of the evaluated last."""
    rows = {str(row["project"]): row for _, row in projects.iterrows()}
    told: dict[str, Shown] = {str(row["project"]): _dated(row, words) for _, row in evaluations.iterrows()}
    told |= {str(row["project"]): both(row, "text") for _, row in announced(items, evaluations).iterrows()}
    for band, own in bands(projects, evaluations, items).items():
        yield Row({"project": words[f"coverage-{band}"]}, total=True)
        for project in own:
            yield Row({
                "project": both(rows[project], "label"),
                "years": str(rows[project]["period_printed_en"]).replace("/", "–"),
                "amount": num(amount_key(project), "mnok"),
                "evaluation": told.get(project, NONE),
            })
    sums: Mapping[str, NumberCell] = {
        "all-projects": num("selection.amount", "mnok"),
        "coverage-sum": num("selection.evaluated.amount", "mnok"),
        "coverage-share": num("selection.evaluated.amount.share"),
    }
    for word, cell in sums.items():
        yield Row({"project": words[word], "amount": cell}, total=True)


def amount_key(project: str) -> str:
    """The key of the support to a project as printed in Annex 1."""
    return f"selection.project.{project}.amount"


def _dated(row: pd.Series, words: Words) -> dict[str, str]:
    kind, day = words[f"evaluation-{row['kind']}"], _day(row["date"])
    months = {lang: day_text(day, lang, "MMMM y") for lang in LANGUAGES}
    return {lang: f"{months[lang][0].upper()}{months[lang][1:]}, {kind[lang]}" for lang in LANGUAGES}


def _day(month: Any) -> date:
    year, number = (int(part) for part in str(month).split("-")[:2])
    return date(year, number, 1)


def _at(day: date) -> float:
    return day.year + (day.month - 1 + _MID_MONTH) / 12
