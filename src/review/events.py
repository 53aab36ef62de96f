"""Steps and meetings of Part 1 that the chart of years shows, each dated by a fact."""

from __future__ import annotations

import pandas as pd

from review.lanes import Lane
from review.texts import Words

DATED_BY = {
    "sweden": "sweden-purchase-ban-year",
    "lara": "lara-start",
    "mekong-project": "ticw-start",
    "sida": "sida-strategy-period",
    "danida": "danida-programme-period",
    "rosa": "rosa-founded",
    "nepal": "nepal-conference-year",
    "un-gift": "un-gift-period",
    "good-practices": "good-practices-start",
    "mekong-forums": "mekong-forums-year",
    "roma-women": "coe-roma-conference-year",
    "seminar": "coe-uk-seminar-year",
    "experts": "war-experts-meeting",
    "vienna": "vienna-forum-countries",
}
"""The fact whose year dates each of them, in the order of the chart; all slugs begin with ``p1b-``."""

LASTING = ("sida", "danida", "un-gift")
"""Those that the print gives a first year and no last."""


def lanes(facts: pd.DataFrame, words: Words, lang: str) -> list[Lane]:
    """A lane for each step and meeting; raises ``KeyError`` if a fact or a label is missing."""
    years = facts.set_index("fact")["year"]
    found = []
    for event, slug in DATED_BY.items():
        first, lasting = int(years[f"p1b-{slug}"]), event in LASTING
        text = f"{words['from-year'][lang]} {first}" if lasting else str(first)
        found.append(Lane(words[f"event-{event}"][lang], first, None, text, open_end=lasting))
    return found
