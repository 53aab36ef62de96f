"""The field work: the agenda day by day, its places, and the people met by role, place and kind of organisation.

Children are counted in all, never by place; adults of several places may be one group in
the data, and then stay one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from press.publication import Book, Row, num
from press.tables import Cell
from press.units import NBSP
from review.texts import LANGUAGES, NONE, Text, Words, both

ROLES = {"leadership": 13, "staff": 21, "social-education": 13, "police": 9, "journalist": 16, "not-stated": 11,
         "children": 9, "adults": 11}
"""Roles in the order of the columns, with the width of each."""

TAKING_PART = ("children", "adults")
WORK = ("meeting", "field-visit", "debriefing")
KINDS = (*WORK, "travel")
_LOCALES = {"en": "en_GB", "nb": "nb_NO"}
_TIME = {"en": ":", "nb": "."}


@dataclass(frozen=True)
class Entry:
    """An appointment of the agenda: its day, its hours as fractions, its kind; no end where none is printed."""

    day: date
    start: float
    end: float | None
    kind: str


def entries(visits: pd.DataFrame) -> list[Entry]:
    """The appointments that have a time, each once although several organisations take part."""
    timed = visits[visits["start"].notna() & visits["kind"].isin(KINDS)]
    once = timed.drop_duplicates(["date", "start", "end", "place", "kind"])
    return [
        Entry(_day(row["date"]), _hours(row["start"]), None if pd.isna(row["end"]) else _hours(row["end"]), row["kind"])
        for _, row in once.iterrows()
    ]


def days(visits: pd.DataFrame) -> list[tuple[date, str, list[str]]]:
    """Each day with the country it ends in and the places of its visits, in their order."""
    found = []
    for day, rows in visits.groupby("date", sort=True):
        at_work = rows[rows["place"].notna()]
        found.append((_day(day), str(rows["country"].iloc[-1]), list(dict.fromkeys(map(str, at_work["place"])))))
    return found


def day_text(day: date, lang: str, pattern: str = "d MMMM") -> str:
    """A day in words that stays on one line; ``pattern`` is one of Babel's."""
    from babel.dates import format_date

    written = "d. MMMM" if lang == "nb" and pattern == "d MMMM" else pattern
    return str(format_date(day, written, locale=_LOCALES[lang])).replace(" ", NBSP)


def agenda_rows(visits: pd.DataFrame, names: Words) -> Iterator[dict[str, Any]]:
    """Every entry of the agenda as a row of the table."""
    for _, row in visits.iterrows():
        organisation = row["organisation"]
        yield {
            "date": {lang: day_text(_day(row["date"]), lang) for lang in LANGUAGES},
            "time": {lang: _span(row["start"], row["end"], lang) for lang in LANGUAGES},
            "place": "" if pd.isna(row["place"]) else str(row["place"]),
            "organisation": "" if pd.isna(organisation) else names[organisation],
            "what": both(row, "activity"),
        }


def journey(visits: pd.DataFrame) -> list[str]:
    """The places in the order of the agenda, each as often as the team came there anew."""
    places = [str(place) for place in visits[visits["kind"].isin(WORK)]["place"]]
    return [place for at, place in enumerate(places) if at == 0 or places[at - 1] != place]


def publish_days(book: Book, visits: pd.DataFrame, words: Words) -> None:
    """Publish ``days.<place>``, the number of days with appointments at each place."""
    at_work = visits[visits["kind"].isin(WORK)]
    for place, rows in at_work.groupby("place", sort=True):
        rule = {lang: f"{words['days-with-visits'][lang]}: {place}." for lang in LANGUAGES}
        book.number(f"days.{_slug(str(place))}", int(rows["date"].nunique()), "count", rows=rows, rule=rule)


def days_key(place: str) -> str:
    """The key of a place's number of days."""
    return f"days.{_slug(place)}"


def kinds_of_organisation(people: pd.DataFrame, organisations: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The people met by kind of organisation, most first; then those without one, then those taking part."""
    types = dict(zip(organisations["organisation"], organisations["type"], strict=True))
    apart = people["role"].isin(TAKING_PART)
    of_bodies = people[~apart & people["organisation"].notna()]
    found = [(str(code), rows) for code, rows in of_bodies.groupby(of_bodies["organisation"].map(types), sort=True)]
    found.sort(key=lambda pair: (-int(pair[1]["count"].sum()), pair[0]))
    return [*found, ("none-printed", people[~apart & people["organisation"].isna()]), ("taking-part", people[apart])]


def publish_people(book: Book, people: pd.DataFrame, organisations: pd.DataFrame, words: Words) -> None:
    """Publish ``met.kind.<kind>`` with people and bodies, and ``met.<place>.<role>``; ``all`` is the sum."""
    for kind, rows in kinds_of_organisation(people, organisations):
        _publish_sum(book, f"met.kind.{kind}.people", rows, words[f"body-{kind}"], words["people-met"])
        _publish_bodies(book, f"met.kind.{kind}.bodies", rows, words[f"body-{kind}"], words)
    for place, rows in (("all", people), *_places(people)):
        name = words["total"] if place == "all" else place_name(place, words)
        slug = _slug(place)
        _publish_sum(book, f"met.{slug}.all", rows, name, words["people-met"])
        for role in ROLES:
            _publish_sum(book, f"met.{slug}.{role}", rows[rows["role"] == role], name, words[f"role-{role}"])
    bodies = people[~people["role"].isin(TAKING_PART)]
    _publish_bodies(book, "met.all.bodies", bodies, words["total"], words)


def kind_rows(people: pd.DataFrame, organisations: pd.DataFrame, words: Words) -> list[Row]:
    """The people met and their organisations by kind, with the total."""
    rows = []
    for kind, own in kinds_of_organisation(people, organisations):
        bodies = num(f"met.kind.{kind}.bodies", "int") if _bodies(own) else NONE
        people_met = num(f"met.kind.{kind}.people", "int")
        rows.append(Row({"kind": words[f"body-{kind}"], "bodies": bodies, "people": people_met}))
    whole = {"bodies": num("met.all.bodies", "int"), "people": num("met.all.all", "int")}
    return [*rows, Row({"kind": words["total"], **whole}, total=True)]


def role_rows(people: pd.DataFrame, words: Words) -> list[Row]:
    """The people met by place and role, with the total; a dash where there are none."""
    rows = [Row(_role_cells(place, own, place_name(place, words))) for place, own in _places(people)]
    return [*rows, Row(_role_cells("all", people, words["total"]), total=True)]


def place_name(place: str, words: Words) -> Text:
    """The name of a place by language: a word of its own where the languages differ."""
    return words.get(f"place-{_slug(place)}", dict.fromkeys(LANGUAGES, place))


def _role_cells(place: str, rows: pd.DataFrame, name: Text) -> dict[str, Cell]:
    slug, found = _slug(place), set(rows["role"])
    cells: dict[str, Cell] = {role: num(f"met.{slug}.{role}", "int") if role in found else NONE for role in ROLES}
    return {"place": name, **cells, "total": num(f"met.{slug}.all", "int")}


def _places(people: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(place, people[people["place"] == place]) for place in dict.fromkeys(map(str, people["place"]))]


def _publish_sum(book: Book, key: str, rows: pd.DataFrame, name: Text, what: Text) -> None:
    if len(rows):
        rule = {lang: f"{what[lang]}: {name[lang]}." for lang in LANGUAGES}
        book.number(key, int(rows["count"].sum()), "persons", rows=rows, rule=rule)


def _publish_bodies(book: Book, key: str, rows: pd.DataFrame, name: Text, words: Words) -> None:
    if _bodies(rows):
        rule = {lang: f"{words['organisations'][lang]}: {name[lang]}." for lang in LANGUAGES}
        book.number(key, _bodies(rows), "count", rows=rows, rule=rule)


def _bodies(rows: pd.DataFrame) -> int:
    return int(rows["organisation"].nunique())


def _span(start: object, end: object, lang: str) -> str:
    times = [str(time).replace(":", _TIME[lang]) for time in (start, end) if not pd.isna(time)]
    return "–".join(times)


def _hours(time: str) -> float:
    hours, minutes = time.split(":")
    return int(hours) + int(minutes) / 60


def _day(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])


def _slug(name: str) -> str:
    kept: Mapping[int, str] = str.maketrans({"č": "c", "ć": "c", " ": "-", ",": ""})
    return name.lower().translate(kept)
