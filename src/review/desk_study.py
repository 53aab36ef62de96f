"""The desk study in tables: plans, priorities, gaps, trends, lessons, and where the two editions differ.

Each function gives the rows of one table, in the words and the order of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from press.publication import Book
from review.evaluation_summaries import noted
from review.grids import Line
from review.texts import LANGUAGES, NONE, Cells, Text, Words, both

Ties = Mapping[str, Mapping[str, str]]

AREAS = ("prevention", "demand", "protection", "prosecution", "knowledge-cooperation", "international-framework",
         "target-group")
THEMES = ("authorities", "most-vulnerable", "community-care", "identification", "coherence", "knowledge", "partners",
          "evaluations")
"""The themes of the lessons, in the order of the print; last why the evaluations hold few."""

OTHERS = ("desk-study", "projects", "partners")
"""Those who say a lesson and are no evaluation."""

ORGANISATIONS: Mapping[str, str] = {"care": "care-norway", "save-the-children": "save-the-children"}
"""Organisations that say a lesson, and the recipient of the evaluated projects that they stand behind."""

ABOUT: Mapping[str, str] = {"authorities-montenegro": "montenegro-2007"}
"""A lesson whose words are about the country of one evaluation alone."""


def plan_rows(plans: pd.DataFrame) -> Iterator[Cells]:
    """Name, years, focus and note of each action plan."""
    for _, row in plans.sort_values("order").iterrows():
        yield {
            "plan": both(row, "name"),
            "years": _years(row),
            "focus": both(row, "focus"),
            "note": both(row, "note"),
        }


def measure_rows(plans: pd.DataFrame, measures: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """What each plan asks for, area by area; a column for each plan, by its code."""
    for area in AREAS:
        own = measures[measures["area"] == area]
        cells = {plan: _measures(own[own["plan"] == plan], words) for plan in plans.sort_values("order")["plan"]}
        yield {"area": words[f"desk-area-{area}"], **cells}


def plan_columns(plans: pd.DataFrame) -> list[tuple[str, Text]]:
    """The code of each plan and its years, as a heading."""
    in_order = plans.sort_values("order")
    return [(str(row["plan"]), dict.fromkeys(LANGUAGES, _years(row))) for _, row in in_order.iterrows()]


def budget_rows(points: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """What the budget proposition says, by kind."""
    for _, row in points.iterrows():
        yield {"kind": words[f"desk-budget-{row['kind']}"], "point": noted(row, "text", words)}


def priority_rows(priorities: pd.DataFrame, names: Words, words: Words) -> Iterator[Cells]:
    """Who gives priority to what, in which year, and whether it is to be more or less; ``names`` of sections."""
    for _, row in priorities.iterrows():
        unit = str(row["unit"])
        yield {
            "unit": names.get(unit) or words[f"desk-unit-{unit}"],
            "year": NONE if pd.isna(row["year"]) else str(row["year"]),
            "priority": noted(row, "priority", words),
            "change": words[f"desk-direction-{row['direction']}"],
        }


def gap_rows(gaps: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """What is missing, area by area."""
    for _, row in gaps.iterrows():
        yield {"area": words[f"desk-area-{row['area']}"], "missing": noted(row, "missing", words)}


def trend_rows(trends: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """The trends, and which way each goes."""
    for _, row in trends.sort_values("order").iterrows():
        yield {"trend": noted(row, "text", words), "change": words[f"desk-direction-{row['direction']}"]}


def lesson_rows(lessons: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """The lessons by theme, in the order of the print, with who says each."""
    for theme in THEMES:
        for _, row in lessons[lessons["theme"] == theme].iterrows():
            yield {
                "theme": words[f"desk-theme-{theme}"],
                "lesson": noted(row, "text", words),
                "said": words[f"desk-said-{row['said_by']}"],
            }


def edition_rows(differences: pd.DataFrame, words: Words) -> Iterator[Cells]:
    """Every difference between the editions: section, lines, kind, and what each has."""
    for _, row in differences.iterrows():
        norwegian_only = str(row["document"]).endswith("-nb")
        line, line_nb = (None, row["line"]) if norwegian_only else (row["line"], row["line_nb"])
        yield {
            "section": words[f"desk-section-{row['section']}"],
            "line": NONE if line is None else str(line),
            "line_nb": NONE if pd.isna(line_nb) else str(line_nb),
            "kind": words[f"desk-difference-{row['kind']}"],
            "text": both(row, "text"),
        }


def tied(lessons: pd.DataFrame, evaluations: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The marks of each lesson by column: ``named`` for who says it itself, else how an evaluation is tied to it.

    ``group``: an organisation says it whose project was evaluated; ``all``: the evaluations as a group say it.
    """
    found: dict[str, dict[str, str]] = {}
    for _, row in lessons.iterrows():
        lesson, said = str(row["lesson"]), str(row["said_by"])
        if said in OTHERS:
            found[lesson] = {said: "named"}
        elif said in ORGANISATIONS:
            own = evaluations[evaluations["recipient"] == ORGANISATIONS[said]]["evaluation"]
            found[lesson] = dict.fromkeys([ABOUT[lesson]] if lesson in ABOUT else map(str, own), "group")
        else:
            found[lesson] = dict.fromkeys(map(str, evaluations["evaluation"]), "all")
    return found


def theme_lines(lessons: pd.DataFrame, ties: Ties, lang: str, words: Words) -> list[Line]:
    """A line of the grid for each theme: the marks of its lessons, the closer one where two meet."""
    lines = []
    for theme in THEMES:
        marks: dict[str, str] = {}
        for lesson in lessons[lessons["theme"] == theme]["lesson"]:
            marks |= {code: mark for code, mark in ties[lesson].items() if mark != "all" or code not in marks}
        lines.append(Line(words[f"desk-theme-{theme}"][lang], marks))
    return lines


def publish_lessons(
    book: Book, lessons: pd.DataFrame, evaluations: pd.DataFrame, ties: Ties, words: Words
) -> None:
    """Publish under ``desk-study``: ``lessons`` and ``themes``, whole, by speaker, and tied; ``evaluations``."""

    def publish(name: str, value: int, rows: pd.DataFrame, *said: Text) -> None:
        rule = {lang: f"{': '.join(text[lang] for text in said)}." for lang in LANGUAGES}
        book.number(f"desk-study.{name}", value, "count", rows=rows, rule=rule)

    publish("evaluations", len(evaluations), evaluations, words["desk-evaluations-shown"])
    publish("lessons", len(lessons), lessons, words["desk-lessons"])
    for said, rows in lessons.groupby("said_by", sort=True):
        publish(f"lessons.{said}", len(rows), rows, words["desk-lessons-by"], words[f"desk-said-{said}"])
    near = lessons[[not set(OTHERS) & set(ties[lesson]) for lesson in lessons["lesson"]]]
    publish("lessons.tied", len(near), near, words["desk-lessons-tied"])
    publish("themes", int(lessons["theme"].nunique()), lessons, words["desk-themes"])
    publish("themes.tied", int(near["theme"].nunique()), near, words["desk-themes-tied"])


def publish_differences(book: Book, differences: pd.DataFrame, words: Words) -> None:
    """Publish ``desk-study.differences`` and ``desk-study.differences.<kind>``."""
    whole = words["desk-differences"]
    rule = {lang: f"{whole[lang]}." for lang in LANGUAGES}
    book.number("desk-study.differences", len(differences), "count", rows=differences, rule=rule)
    for kind, rows in differences.groupby("kind", sort=True):
        rule = {lang: f"{whole[lang]}: {words[f'desk-difference-{kind}'][lang]}." for lang in LANGUAGES}
        book.number(f"desk-study.differences.{kind}", len(rows), "count", rows=rows, rule=rule)


def _measures(rows: pd.DataFrame, words: Words) -> Text:
    """The measures of a plan in an area, each with the ministries made responsible; a dash if there are none."""
    if rows.empty:
        return dict.fromkeys(LANGUAGES, NONE)
    found: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for _, same in rows.sort_values("order").groupby("measure_en", sort=False):
        named = [words[f"desk-ministry-{ministry}"] for ministry in same["ministry"].dropna()]
        for lang in LANGUAGES:
            by = f" ({', '.join(name[lang] for name in named)})" if named else ""
            found[lang].append(f"{both(same.iloc[0], 'measure')[lang]}{by}")
    return {lang: " ".join(texts) for lang, texts in found.items()}


def _years(row: pd.Series) -> str:
    return f"{row['year']}–{row['year_to']}"
