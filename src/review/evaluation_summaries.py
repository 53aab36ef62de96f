"""The evaluations of the desk study, each as a description: what was evaluated, found and recommended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from press.publication import Book
from review.fieldwork import day_text
from review.texts import LANGUAGES, Text, Words, both

KINDS = {"objective": "desk-objectives", "finding": "desk-finding", "recommendation": "desk-recommendation"}
"""The kinds of points in their order, with the word above each list."""


def publish_amounts(book: Book, evaluations: pd.DataFrame, words: Words) -> None:
    """Publish ``evaluation.<slug>.printed``, the support in kroner as printed with the evaluation."""
    said = words["desk-printed-evaluation"]
    for at, row in evaluations.iterrows():
        slug = str(row["evaluation"])
        rule = {lang: said[lang].format(words[f"desk-evaluation-{slug}"][lang]) for lang in LANGUAGES}
        key = f"evaluation.{slug}.printed"
        book.number(key, int(row["amount_nok"]), "NOK", rows=evaluations.loc[[at]], rule=rule)


def described(
    row: pd.Series, tables: Mapping[str, pd.DataFrame], recipients: Words, words: Words
) -> dict[str, Any]:
    """What the template of evaluations prints of one.

    ``tables`` has ``items``, ``texts`` (the project's text against its annex) and ``works``.
    """
    slug = str(row["evaluation"])
    items, texts = (tables[name][tables[name]["evaluation"] == slug] for name in ("items", "texts"))
    lists = []
    for kind, word in KINDS.items():
        rows = items[items["kind"] == kind].sort_values("order")
        lists.append((kind, words[word], [noted(point, "text", words) for _, point in rows.iterrows()]))
    unlike = texts[~texts["same"]]
    if len(unlike):
        lists.append(("compared", words["desk-compared"], [_unlike(text, words) for _, text in unlike.iterrows()]))
    return {
        "evaluation": slug,
        "project": str(row["project"]),
        "title": {"en": str(row["title"]), "nb": str(row["title_nb"])},
        "partner": recipients[str(row["recipient"])],
        "numbers": str(row["project_numbers"]).replace(";", ", "),
        "period": str(row["period_printed"]),
        "printed": f"evaluation.{slug}.printed",
        "kind": _kind(row, words),
        "cited": cited(row, tables["works"]),
        "note": both(row, "note"),
        "lists": lists,
    }


def cited(row: pd.Series, works: pd.DataFrame) -> str:
    """The key of the work that the overview names on the evaluation's line; empty if none is known."""
    found = works[(works["document"] == row["document"]) & (works["line"] == row["line"]) & works["key"].notna()]
    return str(found["key"].iloc[0]) if len(found) else ""


def noted(row: pd.Series, stem: str, words: Words) -> Text:
    """A sentence of the data, followed in brackets by what only one edition has, and by its remark."""
    text, remarks = both(row, stem), []
    if row["editions"] in LANGUAGES:
        only = words[f"desk-only-{row['editions']}"]
        remarks.append({lang: f"{only[lang][:1].upper()}{only[lang][1:]}." for lang in LANGUAGES})
    if pd.notna(row["note_en"]):
        remarks.append(both(row, "note"))
    if not remarks:
        return text
    return {lang: f"{text[lang]} ({' '.join(remark[lang] for remark in remarks)})" for lang in LANGUAGES}


def _kind(row: pd.Series, words: Words) -> Text:
    """Kind, phase, month and firm, as far as they are printed."""
    parts = [words[f"desk-kind-{row['kind']}"]]
    if pd.notna(row["phase"]):
        parts.append(words[f"desk-{str(row['phase']).lower().replace(' ', '-')}"])
    year, month = map(int, str(row["date"])[:7].split("-"))
    parts.append({lang: day_text(date(year, month, 1), lang, "MMMM y") for lang in LANGUAGES})
    if pd.notna(row["evaluator_organisation"]):
        parts.append({lang: f"{by} {row['evaluator_organisation']}" for lang, by in words["desk-by"].items()})
    return {lang: ", ".join(part[lang] for part in parts) for lang in LANGUAGES}


def _unlike(row: pd.Series, words: Words) -> Text:
    field, note = words[f"desk-field-{row['field']}"], both(row, "note")
    return {lang: f"{field[lang]}: {note[lang]}" for lang in LANGUAGES}
