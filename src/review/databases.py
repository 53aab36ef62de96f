"""The four databases of victims side by side, and what IOM knows of the people it met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from press.publication import Book, Row, num
from press.tables import Cell
from review.lanes import Dot
from review.stated import given
from review.texts import Shown, Words

DATABASES = ("usa", "ilo", "unodc", "iom")
FORMS = ("prostitution", "forced-labour", "mixed-and-other")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "women": ("women-and-girls", "women-adult", "women"),
    "men": ("men",),
    "children": ("children",),
}
"""What the databases call each group; the rows of the table join what differs in definition only."""

IOM_CASES: Mapping[str, Sequence[tuple[str, str, int]]] = {
    "before": (
        ("promised-work", "fact.p1a-iom-promised-work", 319),
        ("knew", "fact.p1a-iom-knew", 319),
        ("unemployed", "fact.p1a-iom-unemployed", 319),
        ("single", "fact.p1a-iom-single", 319),
        ("with-family", "fact.p1a-iom-with-family", 319),
    ),
    "experience": (("violence", "fact.p1a-iom-violence", 321),),
    "form": tuple(
        (form, f"databases.iom.form.{form}", line) for form, line in zip(FORMS, (969, 970, 971), strict=True)
    ),
    "sex-and-age": tuple(
        (group, f"databases.iom.sex-and-age.{group}", 972) for group in ("women", "men", "unidentified", "children")
    ),
}
"""Group, item, key and line of what is known of the victims in contact with IOM."""

IN_WORDS = ("unemployed", "violence")
"""Items that the print gives as a half, in words."""


def key_of(table: pd.DataFrame, database: str, measure: str, categories: Sequence[str]) -> str:
    """The key of the share that a database has under one of the categories; empty where none is printed."""
    rows = table[(table["database"] == database) & (table["measure"] == measure) & (table["state"] == "number")]
    found = [category for category in categories if category in set(rows["category"])]
    return f"databases.{database}.{measure}.{found[0]}" if found else ""


def publish_span(book: Book, table: pd.DataFrame) -> None:
    """Publish ``databases.usa.victims``, both ends of the American estimate."""
    rows = table[(table["database"] == "usa") & (table["measure"] == "victims")]
    ends = f"{int(rows['value'].item())}-{int(rows['value_to'].item())}"
    book.number(
        "databases.usa.victims",
        ends,
        "persons-span",
        rows=rows,
        rule={
            "en": "People taken across a border in 2003, both ends of the estimate, American database.",
            "nb": "Mennesker ført over en grense i 2003, begge ender av anslaget, den amerikanske databasen.",
        },
    )


def database_rows(table: pd.DataFrame, words: Words) -> Iterator[Row]:
    """The rows of the whole table: text, keys of shares, sums computed, and the numbers of the notes."""
    yield _coded(table, "main-focus", words, notes="ILO 57, UNODC 58, IOM 59")
    victims: dict[str, Cell] = {db: num(f"databases.{db}.victims") for db in ("usa", "ilo", "iom")}
    yield Row({"what": words["db-victims"], **victims, "unodc": words["no-information"], "notes": words["db-at-least"]})
    yield Row({"what": words["years"], **{db: _years(table, db, words) for db in DATABASES}, "notes": "USA 60"})
    for form in FORMS:
        notes = "UNODC 61" if form != "mixed-and-other" else ""
        yield _shares(table, "form", (form,), words, f"item-{form}", notes)
    sums = {db: num(f"databases.{db}.form.sum") for db in DATABASES}
    yield Row({"what": words["db-sum-forms"], **sums, "notes": "UNODC 61"}, total=True)
    yield _shares(table, "sex-and-age", GROUPS["women"], words, "item-women", "USA 62, ILO 63, UNODC 64")
    yield _shares(table, "sex-and-age", GROUPS["men"], words, "item-men", "")
    yield _shares(table, "sex-and-age", ("unidentified",), words, "item-unidentified", "")
    yield _shares(table, "sex-and-age", GROUPS["children"], words, "item-children", "")
    sexes: dict[str, Cell] = {
        "usa": "–",
        "ilo": "–",
        "unodc": num("databases.unodc.sex-and-age.sum"),
        "iom": num("databases.iom.sex.sum"),
    }
    yield Row({"what": words["db-sum-sexes"], **sexes}, total=True)
    yield _coded(table, "definition", words, notes="USA 65")
    yield _coded(table, "criteria", words, notes="")


def share_panels(book: Book, table: pd.DataFrame, words: Words, lang: str) -> list[dict[str, list[Dot]]]:
    """Two panels of dots: shares by form, and by sex and age."""
    forms = {words[f"item-{form}"][lang]: _dots(book, table, "form", (form,), words, lang) for form in FORMS}
    groups = {
        words[f"item-{group}"][lang]: _dots(book, table, "sex-and-age", names, words, lang)
        for group, names in GROUPS.items()
    }
    return [forms, groups]


def case_dots(book: Book, words: Words, lang: str) -> dict[str, list[Dot]]:
    """What is known of the victims in contact with IOM, in its groups."""
    return {
        words[f"cases-{group}"][lang]: [
            Dot(
                words[f"item-{item}"][lang],
                float(book.value(key)),
                _about(item, words, lang) + book.text(key, "default", lang),
            )
            for item, key, _ in items
        ]
        for group, items in IOM_CASES.items()
    }


def case_rows(words: Words) -> Iterator[Row]:
    """The table behind the chart, with the number of victims last."""
    for group, items in IOM_CASES.items():
        for item, key, line in items:
            what = {
                lang: words[f"item-{item}"][lang] + (f" ({words['in-words'][lang]})" if item in IN_WORDS else "")
                for lang in ("en", "nb")
            }
            yield Row({"group": words[f"cases-{group}"], "what": what, "share": num(key), "line": str(line)})
    yield Row(
        {"group": words["total"], "what": words["db-victims"], "share": num("databases.iom.victims"), "line": "967"},
        total=True,
    )


def shares_in_words(
    table: pd.DataFrame, words: Words, names: Callable[[str], tuple[str, Sequence[str]]]
) -> dict[str, str]:
    """A sentence for the alternative text: for every group the figure of each database, as a template."""
    parts: dict[str, list[str]] = {"en": [], "nb": []}
    for item in (*FORMS, *GROUPS):
        measure, categories = names(item)
        for lang, found in parts.items():
            figures = []
            for db in DATABASES:
                key = key_of(table, db, measure, categories)
                figure = f"{{{{ num('{key}') }}}}" if key else words["not-printed"][lang]
                figures.append(f"{words[f'database-{db}'][lang]} {figure}")
            found.append(f"{words[f'item-{item}'][lang]}: {', '.join(figures)}.")
    return {lang: " ".join(found) for lang, found in parts.items()}


def measure_of(item: str) -> tuple[str, Sequence[str]]:
    """The measure and the categories behind a form or a group."""
    return ("form", (item,)) if item in FORMS else ("sex-and-age", GROUPS[item])


def notes(table: pd.DataFrame) -> list[dict[str, object]]:
    """The notes beneath the table: number, line and text."""
    return [
        {
            "note": str(row["note"]),
            "line": str(row["line"]),
            "text": {lang: str(row[f"text_{lang}"]) for lang in ("en", "nb")},
        }
        for _, row in table.iterrows()
    ]


def _shares(table: pd.DataFrame, measure: str, categories: Sequence[str], words: Words, label: str, notes_: str) -> Row:
    keys = {db: key_of(table, db, measure, categories) for db in DATABASES}
    cells = {db: num(key) if key else words["not-printed"] for db, key in keys.items()}
    return Row({"what": words[label], **cells, "notes": notes_})


def _coded(table: pd.DataFrame, measure: str, words: Words, *, notes: str) -> Row:
    rows = table[(table["measure"] == measure) & (table["state"] == "code")].set_index("database")["code"]
    return Row({"what": words[f"db-{measure}"], **{db: words[f"code-{rows[db]}"] for db in DATABASES}, "notes": notes})


def _years(table: pd.DataFrame, database: str, words: Words) -> Shown:
    rows = table[(table["database"] == database) & (table["measure"] == "victims")]
    first, last = given(rows["year"].item()), given(rows["year_to"].item())
    if not first:
        return words["not-printed"]
    return first if first == last else f"{first}–{last}"


def _dots(
    book: Book, table: pd.DataFrame, measure: str, categories: Sequence[str], words: Words, lang: str
) -> list[Dot]:
    found = []
    for marker, db in enumerate(DATABASES):
        key, name = key_of(table, db, measure, categories), words[f"database-{db}"][lang]
        if key:
            text = book.text(key, "default", lang)
            found.append(Dot(name, float(book.value(key)), text, marker, hollow=key.endswith("women-adult")))
        else:
            found.append(Dot(name, None, words["not-printed"][lang], marker))
    return found


def _about(item: str, words: Words, lang: str) -> str:
    return f"{words['about'][lang]} " if item in IN_WORDS else ""
