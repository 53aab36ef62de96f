"""The lessons of the field review: their points, the projects they speak of, and both as lists and tables.

A point stands once in the data, with where the print has it: in the chapter, in the
summary, or in both. Nothing here is worded anew; words come from the tables and labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from press.fragments import Literal
from press.publication import Book, NumberCell, Row, num
from review.texts import LANGUAGES, NONE, Text, Words, both

PLACES = ("both", "differ", "chapter", "summary")
"""What is counted of each lesson: points in both places, those of them that differ, points in one place only."""

SURE = ("named", "group")
"""How the text ties a lesson to a project of its own, and not only to all of them."""

_SHORTCODE = re.compile(r"(\{\{< num [^<>]+ >\}\})")


def items(rows: pd.DataFrame, summary_only: Text | None = None) -> list[dict[str, Any]]:
    """Each row as an item of a list, in its order: the ``parts`` of its text and a ``note``.

    ``summary_only`` is said of points that the printed summary alone has.
    """
    return [
        {
            "parts": parts(both(row, "text")),
            "note": summary_only if summary_only and row["where"] == "summary" else None,
        }
        for _, row in rows.sort_values("order").iterrows()
    ]


def parts(text: Text) -> list[Text | Literal]:
    """Cut a text into words, which a template escapes, and the shortcodes of numbers within, which it keeps.

    Raises ``ValueError`` where the languages do not have the same numbers in the same places.
    """
    cut = {lang: _SHORTCODE.split(text[lang]) for lang in LANGUAGES}
    first = cut[LANGUAGES[0]]
    if any(found[1::2] != first[1::2] for found in cut.values()):
        raise ValueError(f"the numbers of '{text[LANGUAGES[0]]}' differ between the languages")
    found: list[Text | Literal] = []
    for place, english in enumerate(first):
        if place % 2:
            found.append(Literal(english))
            continue
        words = {lang: cut[lang][place] for lang in LANGUAGES}
        blanks = {(word.startswith(" "), word.endswith(" ")) for word in words.values()}
        if len(blanks) > 1:
            raise ValueError(f"'{english}' has a space at an end in one language alone")
        before, after = blanks.pop()
        found += [*([Literal(" ")] if before else []), words, *([Literal(" ")] if after and english.strip() else [])]
    return found


def counted(points: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The points by place, with those that stand in both places and differ."""
    shared = points[points["where"] == "both"]
    return {
        "both": shared,
        "differ": shared[shared["difference_en"].notna()],
        "chapter": points[points["where"] == "chapter"],
        "summary": points[points["where"] == "summary"],
    }


def publish_points(book: Book, lessons: pd.DataFrame, points: pd.DataFrame, words: Words) -> None:
    """Publish ``points.<lesson>.<place>`` for each lesson and for ``all``, where there are any."""
    names = {"all": words["all-lessons"], **{str(row["lesson"]): both(row, "heading") for _, row in lessons.iterrows()}}
    for lesson, name in names.items():
        own = points if lesson == "all" else points[points["lesson"] == lesson]
        for place, rows in counted(own).items():
            if len(rows):
                of, said = words["points-of"], words[f"points-{place}"]
                rule = {lang: f"{of[lang]} {name[lang]}: {_inner(said[lang])}." for lang in LANGUAGES}
                book.number(f"points.{lesson}.{place}", len(rows), "count", rows=rows, rule=rule)


def points_rows(lessons: pd.DataFrame, groups: pd.DataFrame, points: pd.DataFrame, words: Words) -> list[Row]:
    """The counts of every lesson beneath the name of its group, and of all of them last."""
    rows = []
    for _, group in groups.sort_values("order").iterrows():
        rows.append(Row({"lesson": both(group, "title")}, total=True))
        for _, lesson in _of(lessons, group["group"]).iterrows():
            own = counted(points[points["lesson"] == lesson["lesson"]])
            rows.append(Row({"lesson": both(lesson, "heading"), **_cells(str(lesson["lesson"]), own)}))
    rows.append(Row({"lesson": words["total"], **_cells("all", counted(points))}, total=True))
    return rows


def difference_rows(lessons: pd.DataFrame, points: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Points that summary and chapter tell differently, and those that the summary alone has."""
    for _, lesson in lessons.sort_values("order").iterrows():
        own = points[points["lesson"] == lesson["lesson"]].sort_values("order")
        for _, row in own[own["difference_en"].notna() & (own["where"] != "chapter")].iterrows():
            lines = [int(row[column]) for column in ("line", "line_summary") if pd.notna(row[column])]
            yield {
                "lesson": both(lesson, "heading"),
                "point": both(row, "text"),
                "difference": both(row, "difference"),
                "lines": ", ".join(map(str, dict.fromkeys(lines))),
            }


def project_rows(lessons: pd.DataFrame, ties: pd.DataFrame, words: Words) -> Iterator[dict[str, Any]]:
    """What the text says of a project under a lesson; what it says of all alike is one row."""
    for _, lesson in lessons.sort_values("order").iterrows():
        own = ties[ties["lesson"] == lesson["lesson"]]
        single = own[own["basis"].isin(SURE)]
        for _, row in single.iterrows():
            yield _said(lesson, row, words[f"project-{row['project']}"], words)
        for _, row in own[own["basis"] == "all"].drop_duplicates("says_en").iterrows():
            alone = len(own[own["says_en"] == row["says_en"]]) == 1
            yield _said(lesson, row, words[f"project-{row['project']}" if alone else "all-projects"], words)


def project_order(projects: pd.DataFrame, ties: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The projects that any lesson may name, those visited and those read about, in the order of the print."""
    known = projects[projects["project"].isin(set(ties["project"]))]
    visited = known["depth"] == "visited"
    return list(known[visited]["project"]), list(known[~visited]["project"])


def most(ties: pd.DataFrame, column: str) -> tuple[str, pd.DataFrame]:
    """The code with most ties of its own to a lesson or project, and its rows; the first of equals."""
    own = ties[ties["basis"].isin(SURE)]
    sizes = own.groupby(column, sort=True).size()
    code = str(sizes.idxmax())
    return code, own[own[column] == code]


def _inner(text: str) -> str:
    """A heading as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _of(lessons: pd.DataFrame, group: object) -> pd.DataFrame:
    return lessons[lessons["group"].astype(str) == str(group)].sort_values("order")


def _cells(lesson: str, own: Mapping[str, Sequence[Any] | pd.DataFrame]) -> dict[str, NumberCell | str]:
    return {place: num(f"points.{lesson}.{place}", "int") if len(own[place]) else NONE for place in PLACES}


def _said(lesson: pd.Series, row: pd.Series, project: Text, words: Words) -> dict[str, Any]:
    return {
        "lesson": both(lesson, "heading"),
        "project": project,
        "basis": words[f"basis-{row['basis']}"],
        "says": both(row, "says"),
        "line": str(row["line"]),
    }
