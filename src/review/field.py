"""The field review: victims counted, cases assisted, selection and reach, as rows of tables.

Each number of a table is a quantity of ``data/quantities.csv`` whose rule picks one cell;
:func:`keys_by_line` finds it by the line of the data. Small cells about victims are not in the
data, and :func:`undivided` keeps this so: whoever adds one learns it from the notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from press.publication import NumberCell, num
from review.claims import recompute
from review.stated import given
from review.texts import LANGUAGES, NONE, Cells, Shown, Words, both

PREFIX = "field."
SMALLEST = 5
"""The smallest part of a count of victims that may be published."""

HIGHLIGHTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "bih-child-trafficking-prevention": (("T032",), ("T050",)),
    "bih-sustainable-responses": (("T084",), ("T097",)),
    "mkd-victim-assistance": (("T128",), ("T142",)),
    "mkd-border-communities": (("T164",), ("T171",)),
    "mkd-roma-skills": (("T197",), ("T202",)),
}
"""Each visited project, in the order of the comparison, with the results and the limits shown there."""



def own(quantities: pd.DataFrame) -> pd.DataFrame:
    """The quantities that the notebook of the field review publishes."""
    return quantities[quantities["key"].str.startswith(PREFIX)]


def keys_by_line(quantities: pd.DataFrame, view: Callable[[str], pd.DataFrame]) -> dict[str, dict[int, str]]:
    """Key of the quantity that is one cell, by its table and the line of its row."""
    found: dict[str, dict[int, str]] = {}
    for _, row in quantities[quantities["measure"].str.startswith("value ")].iterrows():
        rows = recompute(view(str(row["table"])), given(row["where"]), str(row["measure"])).rows
        found.setdefault(str(row["table"]), {})[int(rows[0])] = str(row["key"])
    return found


def undivided(victims: pd.DataFrame) -> None:
    """Raise ``ValueError`` if a part of a count of victims, or what it leaves, is below :data:`SMALLEST`.

    A part is a row with an age group, a sex or a nationality of its own; its whole are the
    rows of the same country, source and origin without one, in the same years.
    """
    parts = victims[~_whole(victims)]
    for _, part in parts.iterrows():
        same = victims[_whole(victims) & _like(victims, part)]
        rest = int(same["value"].sum()) - int(part["value"])
        if min(int(part["value"]), rest) < SMALLEST:
            raise ValueError(f"{part['observation']} divides a small count of victims; give a sum of years instead")


def identified_rows(victims: pd.DataFrame, keys: Mapping[int, str], words: Words, countries: Words) -> Iterator[Cells]:
    """Country, year, source, origin, counted and children of each printed count, years in order."""
    children = victims[victims["age_group"] == "children"]
    shown = pd.concat([victims[_whole(victims)], children[children["year"] != children["year_to"]]])
    order = ["country", "source", "origin", "year_to", "year"]
    for line, row in shown.sort_values(order, ascending=[True, True, True, True, False]).iterrows():
        among = children[_like(children, row) & (children["year_to"] == row["year_to"])]
        part = num(keys[int(among.index[0])], "int") if len(among) else NONE
        yield {
            "country": countries[str(row["country"])],
            "year": _year(row, words),
            "source": words[f"source-{row['source']}"],
            "origin": words[f"origin-{row['origin']}"],
            "counted": NONE if row["age_group"] == "children" else num(keys[_line(line)], "int"),
            "children": part,
        }


def case_rows(cases: pd.DataFrame, keys: Mapping[int, str], shares: Mapping[int, str], words: Words) -> Iterator[Cells]:
    """Period, what is counted, group, number and share of the registered cases, as the data have them."""
    for line, row in cases.iterrows():
        at = _line(line)
        yield {
            "period": words[f"period-{row['period_from']}"],
            "measure": words[f"cases-{row['measure']}"],
            "group": words[f"group-{_group(row)}"],
            "number": num(keys[at], "int"),
            "share": num(shares[at]) if at in shares else NONE,
        }


def reach_rows(reach: pd.DataFrame, keys: Mapping[int, str]) -> Iterator[Cells]:
    """What was reached, when, and how many, as the data have it."""
    for line, row in reach.iterrows():
        yield {"what": both(row, "what"), "year": _span(row["year"], row["year_to"]), "number": _number(keys, line)}


def selection_rows(
    reach: pd.DataFrame, keys: Mapping[int, str], words: Words, notes: Mapping[str, str]
) -> Iterator[Cells]:
    """Place, stage, what and how many for each stage of a selection; ``notes`` names a word by row id."""
    stages = reach[reach["chain"].notna()]
    for line, row in stages.iterrows():
        yield {
            "place": words[f"chain-{row['chain']}"],
            "stage": str(int(row["stage"])),
            "what": both(row, "what"),
            "number": _number(keys, line),
            "note": words[notes[str(row["reach"])]] if str(row["reach"]) in notes else NONE,
        }


def compared(
    projects: pd.DataFrame, items: pd.DataFrame, words: Words, names: Words, countries: Words
) -> Iterator[Cells]:
    """The comparison of the visited projects: a row for each attribute, a column for each project."""
    by_id = {str(row["project"]): row for _, row in projects.iterrows()}
    texts = {str(row["item"]): both(row, "text") for _, row in items.iterrows()}
    attributes: Mapping[str, Callable[[str], Shown]] = {
        "agency": lambda project: words[f"agency-{_slug(by_id[project]['agency'])}"],
        "country": lambda project: countries[str(by_id[project]["country"])],
        "years": lambda project: _span(by_id[project]["period_from"], by_id[project]["period_to"]),
        "aim": lambda project: both(by_id[project], "aim"),
        "approach": lambda project: both(by_id[project], "approach"),
        "level": lambda project: words[f"level-{by_id[project]['level']}"],
        "target-group": lambda project: both(by_id[project], "target_group"),
        "results": lambda project: _joined(HIGHLIGHTS[project][0], texts),
        "limits": lambda project: _joined(HIGHLIGHTS[project][1], texts),
    }
    for attribute, cell in attributes.items():
        yield {"attribute": words[attribute], **{project: cell(project) for project in names}}


def _whole(victims: pd.DataFrame) -> pd.Series:
    return (victims["age_group"] == "all") & (victims["sex"] == "all") & victims["nationality"].isna()


def _like(victims: pd.DataFrame, row: pd.Series) -> pd.Series:
    """The rows of a row's country, source and origin that begin and end within its years."""
    alike = pd.Series(True, index=victims.index)
    for column in ("country", "source", "origin"):
        alike &= victims[column] == row[column]
    return alike & (victims["year"] >= row["year"]) & (victims["year_to"] <= row["year_to"])


def _year(row: pd.Series, words: Words) -> Shown:
    span = _span(row["year"], row["year_to"])
    if row["state"] == "full":
        return span
    return {lang: f"{span}, {word}" for lang, word in words[f"state-{row['state']}"].items()}


def _group(row: pd.Series) -> str:
    """The one thing by which a row of cases is set apart, or ``all``."""
    if row["group"] != "all":
        return str(row["group"])
    if row["purpose"] != "all":
        return str(row["purpose"])
    return f"{row['sex']}-{row['age_group']}" if row["sex"] != "all" else "all"


def _span(first: object, last: object) -> str:
    if pd.isna(first):
        return NONE
    end = given(last)
    return str(first) if str(first) == end else f"{first}–{end}"


def _joined(ids: Sequence[str], texts: Words) -> dict[str, str]:
    return {lang: " ".join(texts[item][lang] for item in ids) for lang in LANGUAGES}


def _number(keys: Mapping[int, str], line: object) -> NumberCell:
    return num(keys[_line(line)], "int")


def _line(line: object) -> int:
    return int(str(line))


def _slug(name: object) -> str:
    return str(name).lower().replace(" ", "-")
