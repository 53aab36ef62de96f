"""The verdict on every printed statement: none changes unnoticed, each that needs a word has one.

Run this file as a program to write the verdicts anew after a change that is meant.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from press.datapackage import load_package
from review.claims import CONFLICT, DIFFERS, ROUNDS, VERDICTS
from review.number_check import PARTS, Checked, check_claims
from review.views import JOINS, reader

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).parent / "verdicts.csv"


@cache
def checked() -> Checked:
    package = load_package(ROOT)
    return check_claims(package.read("claims"), reader(package.read))


def written() -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(["claim", "verdict"])
    writer.writerows(sorted(checked().verdict.items()))
    return held.getvalue()


def test_no_verdict_changes_unnoticed() -> None:
    kept, now = (set(text.split()) for text in (KEPT.read_text(encoding="utf-8"), written()))
    assert sorted(kept ^ now) == [], "if this is meant: PYTHONPATH=src .venv/bin/python tests/review/test_verdicts.py"


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_what_is_not_reproduced_says_why(lang: str) -> None:
    silent = [row["claim"] for row in doubtful() if not isinstance(row[f"why_{lang}"], str)]
    assert silent == []


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_a_reason_is_one_paragraph_of_whole_sentences(lang: str) -> None:
    given = checked().claims[f"why_{lang}"].dropna()
    assert [why for why in given if not re.fullmatch(r"[«“]?[A-ZÆØÅ0-9](?!.*  ).*\.", why)] == []


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_a_reason_never_types_an_amount_that_is_recomputed(lang: str) -> None:
    typed = {}
    for row in doubtful():
        if row["kind"] == "amount":
            figures = {re.sub(r"[,\s]", "", figure) for figure in re.findall(r"\d[\d,\s]*", row[f"why_{lang}"])}
            if figures & {f"{found.value:.15g}" for found in checked().outcomes.get(row["claim"], ())}:
                typed[row["claim"]] = row[f"why_{lang}"]
    assert typed == {}


def doubtful() -> list[pd.Series]:
    """The claims that the tables or other printed words do not bear out to the digit."""
    rows = (row for _, row in checked().claims.iterrows())
    return [row for row in rows if checked().verdict[row["claim"]] in {ROUNDS, DIFFERS, CONFLICT}]


def test_every_claim_stands_in_one_piece_of_the_print() -> None:
    found = [claim for name in PARTS for claim in checked().part(name)["claim"]]
    assert sorted(found) == sorted(checked().claims["claim"])


def test_a_claim_has_a_key_where_it_has_a_rule() -> None:
    claims = checked().claims
    ruled = claims[claims["table"].notna()]
    assert list(ruled["key"]) == [f"check.{claim.lower()}" for claim in ruled["claim"]]
    assert claims[claims["table"].isna()]["key"].dropna().empty


def test_rules_name_tables_there_are() -> None:
    tables = set(load_package(ROOT).resources) | set(JOINS)
    assert set(checked().claims["table"].dropna()) <= tables


def test_claims_of_one_quantity_have_one_unit() -> None:
    units = checked().claims.dropna(subset=["quantity"]).groupby("quantity")["unit"].nunique()
    assert list(units[units > 1].index) == []


def test_a_quantity_has_the_verdict_conflict_for_all_its_claims_or_for_none() -> None:
    shared = checked().claims.dropna(subset=["quantity"])
    conflicts = shared["claim"].map(checked().verdict).eq(CONFLICT).groupby(shared["quantity"])
    assert list(conflicts.any()[conflicts.any() != conflicts.all()].index) == []


def test_every_verdict_occurs() -> None:
    assert set(checked().verdict.values()) == set(VERDICTS)


if __name__ == "__main__":
    KEPT.write_text(written(), encoding="utf-8")
