"""The 25 projects: what each is coded as, by which words, and what stands beside it in the print.

A code is one row of ``project_codes``, one edition at a time; what is counted here is the
English edition. Labels and rules come from ``coding_rules``, in the order of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pandas as pd

from press.formats import Value
from press.publication import Book, Row, num
from press.units import NBSP
from review.claims import select
from review.texts import LANGUAGES, NONE, Cells, Words, both

EDITION = "en"
DIMENSIONS = ("form", "target-group", "category", "norm")
COUNTED = ("prevention", "protection", "prosecution")
"""The categories that the print counts."""

HOW_MANY = {1: "one", 2: "two", 3: "three"}

_TOGETHER: Mapping[str, str] = {
    "en": "Projects with both codes, {one} and {other}, by the English summaries.",
    "nb": "Prosjekter med begge kodene, {one} og {other}, etter de engelske sammendragene.",
}
_SEVERAL: Mapping[str, str] = {
    "en": "Projects with {many} of the codes prevention, protection and prosecution, by the English summaries.",
    "nb": "Prosjekter med {many} av kodene forebygging, beskyttelse og straffeforfølgning, "
    "etter de engelske sammendragene.",
}


def with_evaluations(projects: pd.DataFrame, evaluations: pd.DataFrame) -> pd.DataFrame:
    """The projects with a column ``evaluated``: whether Annex 2 has an evaluation of them."""
    frame = projects.copy()
    frame["evaluated"] = frame["project"].isin(set(evaluations["project"]))
    return frame


def codes_of(rules: pd.DataFrame, dimension: str) -> list[str]:
    """The codes of a dimension in the order of their rules."""
    return [str(code) for code in rules[rules["dimension"] == dimension]["code"]]


def key_of(rules: pd.DataFrame, code: str, edition: str = EDITION) -> str:
    """The key of the number of projects with a code, by one edition."""
    [dimension] = rules[rules["code"] == code]["dimension"]
    return f"selection.{dimension}.{code}.projects{'' if edition == EDITION else f'-{edition}'}"


def printed(quantities: pd.DataFrame, claims: pd.DataFrame) -> dict[str, pd.Series]:
    """The claim behind each ``selection.print.<code>``, by code."""
    own = quantities[quantities["key"].str.startswith("selection.print.")]
    return {str(row["key"]).rpartition(".")[2]: select(claims, str(row["where"])).iloc[0] for _, row in own.iterrows()}


def count_rows(
    rules: pd.DataFrame, dimension: str, claims: Mapping[str, pd.Series], value: Callable[[str], Value], words: Words
) -> Iterator[Cells]:
    """Code, coded and printed count, the difference in a word, and why, for the codes of a dimension.

    ``claims`` holds the printed counts by code, ``value`` gives a published number.
    """
    for _, rule in rules[rules["dimension"] == dimension].iterrows():
        code = str(rule["code"])
        key, claim = key_of(rules, code), claims.get(code)
        reason = both(rule, "note") if claim is None or pd.isna(claim["why_en"]) else both(claim, "why")
        yield {
            "code": both(rule, "label"),
            "coded": num(key, "int"),
            "printed": NONE if claim is None else num(f"selection.print.{code}", "int"),
            "compared": words["count-none" if claim is None else _compared(value(key), float(claim["value"]))],
            "why": reason,
        }


def publish_overlap(book: Book, codes: pd.DataFrame, rules: pd.DataFrame) -> set[tuple[str, str]]:
    """Publish how many projects have two codes together, where any has; return these pairs.

    The pairs are of a form or target group and a category: ``selection.overlap.<code>.<category>``.
    """
    own = codes[codes["edition"] == EDITION]
    names = {str(row["code"]): both(row, "label") for _, row in rules.iterrows()}
    found = set()
    for code in (*codes_of(rules, "form"), *codes_of(rules, "target-group")):
        for category in codes_of(rules, "category"):
            rows, projects = _together(own, (code, category))
            if not projects:
                continue
            rule = {
                lang: text.format(one=names[code][lang].lower(), other=names[category][lang].lower())
                for lang, text in _TOGETHER.items()
            }
            book.number(f"selection.overlap.{code}.{category}", len(projects), "count", rows=rows, rule=rule)
            found.add((code, category))
    return found


def publish_several(book: Book, codes: pd.DataFrame, words: Words) -> None:
    """Publish how many projects have one, two or three of the categories that the print counts."""
    rows = codes[(codes["edition"] == EDITION) & codes["code"].isin(COUNTED)]
    sizes = rows.groupby("project").size()
    for size, name in HOW_MANY.items():
        rule = {lang: text.format(many=words[f"number-{name}"][lang]) for lang, text in _SEVERAL.items()}
        key = f"selection.categories.{name}.projects"
        book.number(key, int((sizes == size).sum()), "count", rows=rows, rule=rule)


def overlap_rows(rules: pd.DataFrame, pairs: set[tuple[str, str]], words: Words) -> Iterator[Row]:
    """Each form and target group with all its projects and those in each category; all projects last."""
    categories = codes_of(rules, "category")
    for dimension in ("form", "target-group"):
        yield Row({"code": words[f"dimension-{dimension}"]}, total=True)
        for _, rule in rules[rules["dimension"] == dimension].iterrows():
            code = str(rule["code"])
            cells: Cells = {"code": both(rule, "label"), "all": num(key_of(rules, code), "int")}
            for category in categories:
                key = f"selection.overlap.{code}.{category}"
                cells[category] = num(key, "int") if (code, category) in pairs else NONE
            yield Row(cells)
    sums = {category: num(key_of(rules, category), "int") for category in categories}
    yield Row({"code": words["all-projects"], "all": num("selection.projects", "int"), **sums}, total=True)


def norm_rows(rules: pd.DataFrame, codes: pd.DataFrame, names: Words) -> Iterator[Cells]:
    """Each norm with its number of projects and their names, in the order of ``names``."""
    own = codes[codes["edition"] == EDITION]
    for _, rule in rules[rules["dimension"] == "norm"].iterrows():
        having = set(own[own["code"] == rule["code"]]["project"])
        listed = [name for project, name in names.items() if project in having]
        yield {
            "norm": both(rule, "label"),
            "projects": num(key_of(rules, str(rule["code"])), "int"),
            "which": {lang: "; ".join(name[lang] for name in listed) for lang in LANGUAGES},
        }


def rule_rows(rules: pd.DataFrame, words: Words) -> Iterator[Row]:
    """Every rule beneath the name of its dimension, with the lines where the print counts the code."""
    for dimension in DIMENSIONS:
        yield Row({"rule": words[f"dimension-{dimension}"]}, total=True)
        for _, rule in rules[rules["dimension"] == dimension].iterrows():
            yield Row({
                "rule": str(rule["rule"]),
                "code": both(rule, "label"),
                "when": both(rule, "rule"),
                "lines": _lines(rule["line"], rule["line_nb"]),
                "remark": both(rule, "note"),
            })


def coding_rows(codes: pd.DataFrame, rules: pd.DataFrame, names: Words, words: Words) -> Iterator[Cells]:
    """Every code of every project, in the order of ``names`` and of the rules.

    A code that both editions bear out is one row, with the words and line of each; where
    only one does, the words stand alone in both languages and the other line is missing.
    """
    labels = {str(row["code"]): both(row, "label") for _, row in rules.iterrows()}
    by_project = dict(list(codes.groupby("project")))
    for project, name in names.items():
        own = by_project[project]
        for code in labels:
            found = {str(row["edition"]): row for _, row in own[own["code"] == code].iterrows()}
            if not found:
                continue
            first = found[EDITION] if EDITION in found else found["nb"]
            yield {
                "project": name,
                "dimension": words[f"dimension-{first['dimension']}"],
                "code": labels[code],
                "words": {lang: str(found.get(lang, first)["words"]) for lang in LANGUAGES},
                "lines": _lines(*(found[lang]["line"] if lang in found else None for lang in LANGUAGES)),
                "certainty": words[f"certainty-{first['certainty']}"],
            }


def by_breadth(codes: pd.DataFrame, projects: Iterable[str]) -> list[str]:
    """The projects with most codes of form, group and category first, equals in the order given."""
    own = codes[(codes["edition"] == EDITION) & (codes["dimension"] != "norm")]
    sizes = own.groupby("project").size()
    return sorted(projects, key=lambda project: -int(sizes.get(project, 0)))


def _together(own: pd.DataFrame, pair: tuple[str, str]) -> tuple[pd.DataFrame, set[str]]:
    """The rows of two codes in the projects that have both, and these projects."""
    rows = own[own["code"].isin(pair)]
    sizes = rows.groupby("project")["code"].nunique()
    projects = {str(project) for project in sizes[sizes == len(pair)].index}
    return rows[rows["project"].isin(projects)], projects


def _compared(coded: Value, in_print: float) -> str:
    if coded == in_print:
        return "count-same"
    return "count-more" if float(coded) > in_print else "count-fewer"


def _lines(english: object, norwegian: object) -> str:
    cells = [NONE if pd.isna(line) else str(int(float(str(line)))) for line in (english, norwegian)]
    return NONE if cells == [NONE, NONE] else f"{NBSP}/{NBSP}".join(cells)
