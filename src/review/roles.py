"""Which country the review calls a country of origin, transit or destination, and where.

Each part has a table of its own; here they become one list of mentions, with the part and
the line that each rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from press.publication import Row
from review.stated import given
from review.texts import LANGUAGES, Words

STATED, IMPLIED, BOTH = "stated", "implied", "both"

REGIONS = (287, 315)
"""First and last line of the section of Part 1 that goes through the regions."""


@dataclass(frozen=True)
class Mention:
    """One place in one role on one line of one part; ``grade`` is a code of its table."""

    part: int
    place: str
    role: str
    line: int
    basis: str
    grade: str
    cited: str
    period: str
    note: Mapping[str, str]


def mentions(tables: Sequence[pd.DataFrame]) -> list[Mention]:
    """Every mention of ``country_roles_p1`` to ``_p3``, given in that order.

    Part 3 does not tell stated from implied. What it says in its own name (source ``review``)
    is about labour migrants and so counts as implied.
    """
    return [_mention(part, row) for part, table in enumerate(tables, start=1) for _, row in table.iterrows()]


def drawn(found: Sequence[Mention], role: str, countries: pd.DataFrame) -> dict[str, str]:
    """The countries in a role, with ``stated`` or, where no mention states it, ``implied``."""
    known = set(countries.loc[countries["kind"] == "country", "code"])
    groups: dict[str, str] = {}
    for mention in found:
        if mention.role == role and mention.place in known and groups.get(mention.place) != STATED:
            groups[mention.place] = mention.basis
    return groups


def source_and_recipient(found: Sequence[Mention], line: int, countries: pd.DataFrame) -> dict[str, str]:
    """The countries that one line of Part 1 names: origin, destination, or both."""
    named = [mention for mention in found if mention.part == 1 and mention.line == line]
    sides = {role: drawn(named, role, countries) for role in ("origin", "destination")}
    return {
        place: BOTH if all(place in side for side in sides.values()) else role
        for role, side in sides.items()
        for place in side
    }


def role_rows(found: Sequence[Mention], role: str, names: Words, words: Words) -> Iterator[dict[str, object]]:
    """The rows of the list beside a map, by the code on it, part and line; regions stand last."""
    for mention in sorted(
        (mention for mention in found if mention.role == role),
        key=lambda mention: (mention.place, mention.part, mention.line),
    ):
        yield {
            "place": names[mention.place],
            "code": _code(mention.place),
            "where": f"{mention.part}, {mention.line}",
            "cited": _cited(mention, words),
            "remark": _remark(mention, words),
        }


def source_rows(found: Sequence[Mention], line: int, names: Words, words: Words) -> Iterator[dict[str, object]]:
    """The rows of the list of sources and recipients on one line of Part 1, by code; regions stand last."""
    named: dict[str, dict[str, str]] = {}
    for mention in found:
        if mention.part == 1 and mention.line == line and mention.role != "transit":
            named.setdefault(mention.place, {})[mention.role] = mention.grade
    for place in sorted(named):
        roles = named[place]
        kinds = sorted(set(roles.values()))
        yield {
            "place": names[place],
            "code": _code(place),
            **{role: words["yes"] if role in roles else "–" for role in ("origin", "destination")},
            "named": _joined("; ".join(words[f"group-{kind}"][lang] for kind in kinds) for lang in LANGUAGES),
        }


def regional_rows(forms: pd.DataFrame, named: pd.DataFrame, places: Words, words: Words) -> Iterator[Row]:
    """What is said of each region: a row for each group of people, with the forms that are named."""
    for place, rows in forms.groupby("place", sort=False):
        said = named[(named["place"] == place) & named["line"].between(*REGIONS)]
        role_codes = list(dict.fromkeys(said["role"]))
        role = {
            lang: ", ".join(words[f"role-{code}"][lang] for code in role_codes) or words["not-stated"][lang]
            for lang in LANGUAGES
        }
        by_form = rows.groupby("form", sort=False)["group"].agg(tuple)
        for group, found in by_form.groupby(by_form, sort=False):
            codes = list(found.index)
            cited = rows["cited"].dropna()
            yield Row(
                {
                    "region": places[str(place)],
                    "role": role,
                    "form": {lang: ", ".join(words[f"form-{code}"][lang] for code in codes) for lang in LANGUAGES},
                    "who": {lang: ", ".join(words[f"who-{who}"][lang] for who in group) for lang in LANGUAGES},
                    "line": str(rows["line"].iloc[0]),
                    "source": str(cited.iloc[0]) if len(cited) else words["no-work"],
                }
            )


def listed(places: Sequence[str], names: Words) -> dict[str, str]:
    """Names in a sentence, in the order of the alphabet of each language."""
    joiners = {"en": " and ", "nb": " og "}
    return {lang: _sentence(sorted(names[place][lang] for place in places), joiners[lang]) for lang in LANGUAGES}


def _mention(part: int, row: pd.Series) -> Mention:
    source = given(row.get("source"))
    grade = given(row["group"]) if "group" in row.index else given(row["grade"])
    basis = given(row["basis"]) if "basis" in row.index else IMPLIED if source == "review" else STATED
    first, last = given(row["year"]), given(row.get("year_to"))
    period = f"{first}–{last}" if last and first and last != first else last or first
    return Mention(
        part,
        str(row["place"]),
        str(row["role"]),
        int(row["line"]),
        basis,
        grade,
        source or given(row["cited"]),
        period if part == 3 else "",
        {lang: given(row[f"note_{lang}"]) for lang in LANGUAGES},
    )


def _cited(mention: Mention, words: Words) -> Mapping[str, str]:
    if not mention.cited:
        return words["no-work"]
    slug = re.sub(r"[^a-z0-9]+", "-", mention.cited.lower())
    return words.get(f"cited-{slug}", dict.fromkeys(LANGUAGES, mention.cited))


def _remark(mention: Mention, words: Words) -> dict[str, str]:
    basis = "" if mention.basis == STATED else mention.basis
    codes = [f"group-{mention.grade}", *([f"basis-{basis}"] if basis else [])]
    return {
        lang: ". ".join(
            filter(
                None,
                [
                    "; ".join(filter(None, [*(words[code][lang] for code in codes), mention.period])),
                    mention.note[lang],
                ],
            )
        )
        for lang in LANGUAGES
    }


def _code(place: str) -> str:
    return "–" if place.startswith("r-") else place


def _joined(texts: Iterator[str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))


def _sentence(names: Sequence[str], joiner: str) -> str:
    return joiner.join(filter(None, [", ".join(names[:-1]), names[-1]]))
