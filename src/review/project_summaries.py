"""The projects that the desk study read, each as a description: facts, sums and the points of its printed summary.

A project stands once, in the words of the data. What only one edition has is marked there,
since the table of differences between the editions leaves these summaries out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from press.publication import Book
from review.agreements import under_number
from review.texts import LANGUAGES, Text, Words, both

KINDS = ("goal", "target-group", "activity", "cooperation", "norm", "evaluation", "other")
"""The kinds of points in the order of a description."""

SENTENCES = ("evaluation", "other")
"""Kinds whose points are sentences of their own; those of the others make one line."""

NAMES = frozenset(
    ("Armenians", "Croatian", "English", "Indonesian", "Kenyan", "Ministry", "Norway", "Norwegian", "Roma", "Turkish")
)
"""Words that keep their capital within a line; so do abbreviations, and the names of norms."""

_NO_NAME = frozenset(("A", "No", "The", "De", "Den", "Det", "En", "Ingen", "Myndighetenes", "Nasjonale"))
"""How a norm begins that is no name."""

UNITS: Mapping[str, str] = {
    "western-balkans": "western-balkans",
    "global-security": "global-security-cis",
    "human-rights": "human-rights-democracy",
    "norad": "norad",
    "jakarta": "emb-jakarta",
    "bangkok": "emb-bangkok",
    "dhaka": "emb-dhaka",
    "pretoria": "emb-pretoria",
    "nairobi": "emb-nairobi",
}
"""The name of each list, and the section or donor unit whose projects it has."""


def of_unit(projects: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The projects printed under a section, or under a donor unit without one, in their order."""
    section, donor = projects["section"] == unit, projects["donor_unit"] == unit
    return projects[section | (donor & projects["section"].isna())].sort_values("order")


def listed(agreements: pd.DataFrame, numbers: pd.DataFrame, project: str) -> pd.DataFrame:
    """The agreements under the printed numbers of a project; of a shared number only the rows that are its own."""
    own = numbers[(numbers["project"] == project) & (numbers["edition"] == LANGUAGES[0])]
    found = pd.Series(False, index=agreements.index)
    for _, number in own.iterrows():
        found |= under_number(agreements, number)
    return agreements[found]


def publish_totals(
    book: Book, projects: pd.DataFrame, numbers: pd.DataFrame, agreements: pd.DataFrame, words: Words
) -> None:
    """Publish ``project.<slug>.printed`` and ``.listed`` in kroner, and how many projects agree or differ in them.

    Where the Norwegian edition prints another total, ``project.<slug>.printed-nb`` has it.
    """
    same = []
    for line, row in projects.iterrows():
        slug, source = str(row["project"]), projects.loc[[line]]
        own = listed(agreements, numbers, slug)
        rules = {key: _filled(words[f"desk-{key}"], both(row, "label")) for key in ("printed-project", "listed")}
        printed, summed = int(row["total_nok_en"]), int(own["amount_nok"].sum())
        book.number(f"project.{slug}.printed", printed, "NOK", rows=source, rule=rules["printed-project"])
        if int(row["total_nok_nb"]) != printed:
            book.number(f"project.{slug}.printed-nb", int(row["total_nok_nb"]), "NOK", rows=source,
                        rule=rules["printed-project"])
        book.number(f"project.{slug}.listed", summed, "NOK", rows=own, rule=rules["listed"])
        same.append(printed == summed)
    agrees = pd.Series(same, index=projects.index)
    for name, rows in (("same", projects[agrees]), ("differ", projects[~agrees])):
        rule = {lang: f"{words[f'desk-totals-{name}'][lang]}." for lang in LANGUAGES}
        book.number(f"projects.totals.{name}", len(rows), "count", rows=rows, rule=rule)


def described(
    book: Book, projects: pd.DataFrame, tables: Mapping[str, pd.DataFrame], names: Mapping[str, Words], words: Words
) -> Iterator[dict[str, Any]]:
    """What the template of projects prints of each.

    ``tables`` has ``numbers``, ``covered`` (countries by project) and ``items``; ``names``
    those of ``countries`` and ``recipients`` by code.
    """
    for _, row in projects.iterrows():
        slug = str(row["project"])
        own = {name: table[table["project"] == slug] for name, table in tables.items()}
        title = both(row, "title_printed")
        printed, summed = f"project.{slug}.printed", f"project.{slug}.listed"
        yield {
            "slug": slug,
            "label": both(row, "label"),
            "title": title,
            "also": {"en": title["nb"], "nb": title["en"]} if len(set(map(_letters, title.values()))) > 1 else None,
            "facts": _facts(row, own, names, words),
            "printed": printed,
            "listed": summed,
            "same": book.value(printed) == book.value(summed),
            "points": [*_points(row, own["items"], words)],
        }


def line(rows: pd.DataFrame, kind: str, words: Words) -> Text:
    """The points of a kind as one text: a line with semicolons, or sentences."""
    points = [_point(row, words) for _, row in rows.iterrows()]
    joined = {}
    for lang in LANGUAGES:
        texts = [point[lang] for point in points]
        if kind in SENTENCES:
            joined[lang] = " ".join(f"{text}." for text in texts)
        else:
            rest = (text if kind == "norm" and _is_name(text) else inner(text) for text in texts[1:])
            joined[lang] = "; ".join([texts[0], *rest]) + "."
    return joined


def inner(text: str) -> str:
    """A point as it stands within a line: without its capital, unless that belongs to a name."""
    first = text.split()[0]
    return text if first in NAMES or first[1:2].isupper() else text[:1].lower() + text[1:]


def _is_name(norm: str) -> bool:
    return norm.split()[0] not in _NO_NAME


def _facts(
    row: pd.Series, own: Mapping[str, pd.DataFrame], names: Mapping[str, Words], words: Words
) -> list[tuple[Text, Text]]:
    covered = own["covered"]["country"]
    places = [names["countries"][code] for code in (covered if len(covered) else [row["country"]])]
    several = "desk-countries" if len(places) > 1 else "desk-country"
    return [
        (words["desk-partner"], names["recipients"][str(row["partner"])]),
        (words[several], _joined(places)),
        (words["period"], {lang: text.replace("-", "–") for lang, text in both(row, "period_printed").items()}),
        (words["desk-numbers"], _numbers(own["numbers"], words)),
    ]


def _numbers(numbers: pd.DataFrame, words: Words) -> Text:
    """The printed numbers in their order, those in no row of the list marked."""
    rows = numbers[numbers["edition"] == LANGUAGES[0]].sort_values("order")
    missing = words["desk-not-listed"]
    return _joined([
        {lang: str(row["number"]) + ("" if row["in_list"] else f" ({missing[lang]})") for lang in LANGUAGES}
        for _, row in rows.iterrows()
    ])


def _points(row: pd.Series, items: pd.DataFrame, words: Words) -> Iterator[tuple[Text, Text]]:
    yield words["desk-objective"], _ended(both(row, "objective"))
    for kind in KINDS:
        rows, label = items[items["kind"] == kind].sort_values("order"), words[f"desk-{kind}"]
        for _, part in rows.groupby(rows["group_en"].fillna(""), sort=False):
            group = both(part.iloc[0], "group")
            own = {lang: f"{label[lang]}, {inner(group[lang])}" if group[lang] else label[lang] for lang in LANGUAGES}
            yield own, line(part, kind, words)
    if pd.notna(row["other_en"]):
        yield words["desk-added"], _ended(both(row, "other"))
    if pd.notna(row["note_en"]):
        yield words["note"], both(row, "note")


def _point(row: pd.Series, words: Words) -> Text:
    """A point with what only one edition has, and with its remark, in brackets."""
    added: Sequence[Text] = [
        *([words["desk-only-en"]] if pd.isna(row["line_nb"]) else []),
        *([words["desk-only-nb"]] if pd.isna(row["line"]) else []),
        *([both(row, "note")] if pd.notna(row["note_en"]) else []),
    ]
    text = both(row, "text")
    if not added:
        return text
    said = {lang: "; ".join(inner(note[lang].removesuffix(".")) for note in added) for lang in LANGUAGES}
    return {lang: f"{text[lang]} ({said[lang]})" for lang in LANGUAGES}


def _ended(text: Text) -> Text:
    return {lang: f"{said}." for lang, said in text.items()}


def _joined(texts: Sequence[Text]) -> dict[str, str]:
    return {lang: ", ".join(text[lang] for text in texts) for lang in LANGUAGES}


def _letters(text: str) -> str:
    """A title without what only the setting of type changes."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _filled(rule: Text, what: Text) -> dict[str, str]:
    return {lang: rule[lang].format(what[lang]) for lang in LANGUAGES}
