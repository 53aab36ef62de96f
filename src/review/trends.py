"""Rules, plans, actors, donors and measures of Part 1: the rows of its tables and the lanes of its charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

import pandas as pd
from babel.dates import format_date

from press.publication import Book, Row, num
from review import events
from review.lanes import Lane
from review.stated import given
from review.texts import LANGUAGES, Shown, Words, both

_LOCALES = {"en": "en_GB", "nb": "nb_NO"}

ELSEWHERE = ("sweden-purchase-law", "dpko-guidelines")
"""Instruments that the chapter on lessons tells of, not the one on the framework."""

FIRST_YEARS, EARLY = tuple(range(1995, 2011, 2)), 1979
LINE_OF_DATABASES = 967
ILO_TEXT_BEGINS = 1999
UNODC_REPORT = 2006

DONOR_FACTS = {
    "M01": "usa-grant-2007",
    "M02": "usa-projects",
    "M03": "usa-project-countries",
    "M04": "usa-regional-projects",
    "M05": "usa-research-projects",
    "M06": "danida-programme-amount",
    "M07": "danida-programme-countries",
    "M08": "sida-amount",
    "M09": "sida-projects-east",
    "M10": "sida-funds-east",
    "M11": "sida-projects-global",
}
"""The fact behind each row of ``donor_money``; all slugs begin with ``p1b-``."""

DONOR_YEARS = tuple(range(1999, 2009))
_AREAS = ("prevention", "protection", "prosecution")
_ACTOR_GROUPS = {
    "un": ("un",),
    "regional": ("regional",),
    "national": ("national",),
    "civil-society": ("intergovernmental", "ngo"),
}


class Drawn(TypedDict):
    """The tables that the chart of years is drawn from."""

    instruments: pd.DataFrame
    plans: pd.DataFrame
    databases: pd.DataFrame
    facts: pd.DataFrame


def instrument_rows(tables: Drawn, words: Words) -> Iterator[Row]:
    """The instruments, then the plans and the databases that the chart of years shows."""
    yield Row({"name": words["band-rules"]}, total=True)
    for _, row in _framework(tables["instruments"]).iterrows():
        yield Row(
            {
                "name": _capital(both(row, "name")),
                "body": words[f"body-{_slug(row['body'])}"],
                "reach": words[f"scope-{row['scope']}"],
                "year": _period(row, "period_from", "period_to", words),
                "does": _does(row),
                "line": str(row["line"]),
            }
        )
    yield Row({"name": words["band-plans"]}, total=True)
    for _, row in tables["plans"].sort_values("order").iterrows():
        yield Row(
            {
                "name": both(row, "name"),
                "body": words["body-norway"],
                "reach": words["scope-national"],
                "year": f"{row['year']}–{row['year_to']}",
                "does": both(row, "focus"),
                "line": str(row["line"]),
            }
        )
    yield Row({"name": words["band-databases"]}, total=True)
    for database, year in _database_years(tables["databases"], words).items():
        focus = tables["databases"][tables["databases"]["measure"] == "main-focus"].set_index("database")["code"]
        yield Row(
            {
                "name": words[f"database-{database}"],
                "body": words[f"database-{database}"],
                "reach": words["scope-global"],
                "year": year,
                "does": words[f"code-{focus[database]}"],
                "line": str(LINE_OF_DATABASES),
            }
        )


def timeline(tables: Drawn, words: Words, lang: str) -> dict[str, list[Lane]]:
    """The four bands of the chart of years; instruments without a printed year are left out."""
    rules = [lane for _, row in _framework(tables["instruments"]).iterrows() if (lane := _rule_lane(row, words, lang))]
    rules.append(Lane(words["instrument-greta"][lang], 2009, None, words["greta-by"][lang], hollow=True))
    plans = [
        Lane(words[f"plan-{number}"][lang], int(row["year"]), int(row["year_to"]), f"{row['year']}–{row['year_to']}")
        for number, (_, row) in enumerate(tables["plans"].sort_values("order").iterrows(), start=1)
    ]
    databases = [_database_lane(tables["databases"], database, words, lang) for database in ("usa", "ilo", "iom")]
    databases.append(Lane(words["database-unodc"][lang], UNODC_REPORT, None, words["unodc-report"][lang], hollow=True))
    bands = {
        "band-rules": sorted(rules, key=lambda lane: lane.first),
        "band-plans": plans,
        "band-databases": databases,
        "band-events": events.lanes(tables["facts"], words, lang),
    }
    return {words[name][lang]: lanes for name, lanes in bands.items()}


def in_order(bands: Mapping[str, Sequence[Lane]]) -> str:
    """The bands as a sentence each, for the alternative text."""
    return " ".join(
        f"{name}: {'; '.join(f'{lane.name}, {lane.text}' for lane in lanes)}." for name, lanes in bands.items()
    )


def undated(instruments: pd.DataFrame, words: Words, lang: str) -> str:
    """The short names of the instruments whose year is not printed."""
    rows = _framework(instruments)
    rows = rows[rows["year_adopted"].isna() & rows["period_from"].isna()]
    return ", ".join(words[f"instrument-{code}"][lang] for code in rows["instrument"])


def donor_lanes(
    book: Book, money: pd.DataFrame, words: Words, lang: str, carried_out_until: int
) -> dict[str, list[Lane]]:
    """A lane a donor over the years that its sum covers, with the sum in its own currency."""
    rows = money.set_index("row")
    forms = {"M01": "million1", "M06": "million1", "M08": "default"}
    lanes = []
    for code, form in forms.items():
        row = rows.loc[code]
        amount = book.text(_fact(code), form, lang)
        if form != "default":
            amount = words[f"in-million-{str(row['unit']).lower()}"][lang].replace("#", amount)
        else:
            amount = f"{amount}, {words['as-printed'][lang].lower()}"
        last = None if pd.isna(row["year_to"]) else int(row["year_to"])
        after = carried_out_until if row["donor"] == "sida" else None
        lanes.append(
            Lane(
                words[f"donor-{row['donor']}"][lang], int(row["year"]), last, amount, after=after, open_end=last is None
            )
        )
    return {"": lanes}


def donor_rows(money: pd.DataFrame, words: Words) -> Iterator[Row]:
    """Every figure that is printed for the donors, each with its own unit."""
    for _, row in money.iterrows():
        yield Row(
            {
                "donor": words[f"donor-{row['donor']}"],
                "what": both(row, "subject"),
                "years": _open_period(row, words),
                "figure": num(_fact(str(row["row"]))),
                "note": both(row, "note"),
            }
        )


def actor_rows(overview: pd.DataFrame, actors: pd.DataFrame, words: Words) -> Iterator[Row]:
    """The actors by group, with a cell for each area."""
    cells = {(row["actor"], row["area"]): both(row, "summary") for _, row in overview.iterrows()}
    with_work = {actor for actor, _ in cells}
    for group, kinds in _ACTOR_GROUPS.items():
        yield Row({"actor": words[f"actors-{group}"]}, total=True)
        listed = actors[actors["kind"].isin(kinds) & actors["actor"].isin(with_work)]
        for _, row in listed.sort_values("kind", kind="stable").iterrows():
            yield Row(
                {
                    "actor": words.get(f"actor-{row['actor']}", _short(row)),
                    **{area: cells.get((row["actor"], area), "–") for area in _AREAS},
                }
            )


def demand_rows(measures: pd.DataFrame, places: Words, words: Words) -> Iterator[Row]:
    """The kinds of measures against demand, with the places of one example in one cell."""
    for _, rows in measures.groupby("measure", sort=False):
        first = rows.iloc[0]
        where = {
            lang: ", ".join(
                (words["body-un"] if place == "r-global" else places[place])[lang] for place in rows["place"]
            )
            for lang in LANGUAGES
        }
        yield Row({"measure": both(first, "label"), "where": where, "example": both(first, "example")})


def _framework(instruments: pd.DataFrame) -> pd.DataFrame:
    return instruments[~instruments["instrument"].isin(list(ELSEWHERE))]


def _rule_lane(row: pd.Series, words: Words, lang: str) -> Lane | None:
    name = words[f"instrument-{row['instrument']}"][lang]
    if not pd.isna(row["year_adopted"]):
        return Lane(name, int(row["year_adopted"]), None, str(row["year_adopted"]))
    if not pd.isna(row["period_from"]):
        first, last = int(row["period_from"]), int(row["period_to"])
        return Lane(name, first, last, f"{first}–{last}")
    return None


def _database_lane(databases: pd.DataFrame, database: str, words: Words, lang: str) -> Lane:
    row = databases[(databases["database"] == database) & (databases["measure"] == "victims")].iloc[0]
    first, last = int(row["year"]), int(row["year_to"])
    text = _database_years(databases, words)[database]
    tick = ILO_TEXT_BEGINS if database == "ilo" else None
    shown = text if isinstance(text, str) else text[lang]
    return Lane(words[f"database-{database}"][lang], first, None if first == last else last, shown, tick=tick)


def _database_years(databases: pd.DataFrame, words: Words) -> dict[str, Shown]:
    rows = databases[databases["measure"] == "victims"].set_index("database")
    years: dict[str, Shown] = {}
    for database in ("usa", "ilo", "unodc", "iom"):
        first, last = given(rows.loc[database, "year"]), given(rows.loc[database, "year_to"])
        years[database] = words["not-printed"] if not first else first if first == last else f"{first}–{last}"
    return years


def _does(row: pd.Series) -> dict[str, str]:
    watch = given(row["monitoring_body"])
    parts = {
        lang: (
            given(row[f"does_{lang}"]),
            f"{watch}: {given(row[f'monitoring_{lang}'])} ({_day(row['monitoring_from'], lang)})" if watch else "",
            given(row[f"note_{lang}"]),
        )
        for lang in LANGUAGES
    }
    return {lang: " ".join(filter(None, found)) for lang, found in parts.items()}


def _day(cell: object, lang: str) -> str:
    written: str = format_date(date.fromisoformat(str(cell)), "long", locale=_LOCALES[lang])
    return written


def _period(row: pd.Series, first: str, last: str, words: Words) -> Shown:
    if not pd.isna(row["year_adopted"]):
        return str(row["year_adopted"])
    return words["not-printed"] if pd.isna(row[first]) else f"{row[first]}–{row[last]}"


def _open_period(row: pd.Series, words: Words) -> Shown:
    first, last = given(row["year"]), given(row["year_to"])
    if not first:
        return words["not-printed"]
    if not last:
        return {lang: f"{words['from-year'][lang]} {first}" for lang in LANGUAGES}
    return first if first == last else f"{first}–{last}"


def _fact(row: str) -> str:
    return f"fact.p1b-{DONOR_FACTS[row]}"


def _short(row: pd.Series) -> Shown:
    return given(row["abbreviation"]) or both(row, "name")


def _capital(texts: Mapping[str, str]) -> dict[str, str]:
    return {lang: text[:1].upper() + text[1:] for lang, text in texts.items()}


def _slug(text: object) -> str:
    return str(text).lower().replace(" ", "-")
