"""The 25 projects: counts as the rules and summaries give them, every code with its words, evaluations kept apart."""

import csv
import json

import pandas as pd
import pytest
from drawn_charts import LANGUAGES, real, words
from plain_list import DATA, ROOT

from review import coverage
from review import selection as sel

NUMBERS = json.loads((ROOT / "figures" / "numbers.json").read_text(encoding="utf-8"))
RULES = pd.DataFrame([
    {"rule": rule, "dimension": dimension, "code": code, "label_en": code, "label_nb": code}
    for rule, dimension, code in [
        ("F1", "form", "begging"), ("T1", "target-group", "men"), ("C1", "category", "advice"),
    ]
])
WORDS = {f"dimension-{name}": {"en": name, "nb": name} for name in sel.DIMENSIONS} | {
    "certainty-certain": {"en": "certain", "nb": "sikker"}
}
both = pytest.mark.parametrize("lang", LANGUAGES)


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def value(key):
    return NUMBERS[f"selection.{key}"]["value"]


def codes(*rows):
    names = ("project", "code", "edition", "line", "words")
    alike = {"certainty": "certain", "dimension": "form"}
    return pd.DataFrame([{**alike, **dict(zip(names, row, strict=True))} for row in rows])


def having(code, edition="en"):
    return {row["project"] for row in read("project_codes") if (row["code"], row["edition"]) == (code, edition)}


# Counts


def test_every_code_has_its_number_of_projects_by_the_english_summaries():
    for rule in read("coding_rules"):
        assert value(f"{rule['dimension']}.{rule['code']}.projects") == len(having(rule["code"])), rule["code"]


def test_only_a_code_that_the_norwegian_summaries_give_otherwise_has_a_second_number():
    own = {key.split(".")[2] for key in NUMBERS if key.startswith("selection.") and key.endswith("-nb")}
    differ = {rule["code"] for rule in read("coding_rules")
              if len(having(rule["code"])) != len(having(rule["code"], "nb"))}
    assert own == differ


def test_both_editions_of_the_print_give_every_count_that_is_published_as_printed():
    claims = {row["claim"]: row for row in read("claims")}
    for row in read("quantities"):
        if row["key"].startswith("selection.print."):
            quantity = claims[row["where"].removeprefix("claim=")]["quantity"]
            same = [one for one in claims.values() if one["quantity"] == quantity]
            assert {float(one["value"]) for one in same} == {NUMBERS[row["key"]]["value"]}
            assert {one["edition"] for one in same} == {"en", "nb"}


def test_two_codes_together_are_counted_once_a_project():
    for key in (key for key in NUMBERS if key.startswith("selection.overlap.")):
        _, _, code, category = key.split(".")
        assert NUMBERS[key]["value"] == len(having(code) & having(category)), key


def test_codes_in_different_projects_are_not_together():
    held = {}

    class Book:
        def number(self, key, value, unit, *, rows, rule):
            held[key] = value, list(rows.index)

    rows = codes(("one", "begging", "en", 1, "a"), ("one", "advice", "en", 2, "b"), ("two", "men", "en", 3, "c"),
                 ("three", "advice", "en", 4, "d"), ("two", "advice", "nb", 5, "e"))
    assert sel.publish_overlap(Book(), rows, RULES) == {("begging", "advice")}
    assert held == {"selection.overlap.begging.advice": (1, [0, 1])}


@pytest.mark.parametrize(
    ("coded", "word"), [(1, "count-fewer"), (2, "count-same"), (3, "count-more"), (None, "count-none")]
)
def test_the_difference_is_a_word(coded, word):
    rules = RULES.assign(note_en="Not counted.", note_nb="Ikke talt.")
    claims = {} if coded is None else {"begging": pd.Series({"value": 2.0, "why_en": "Why.", "why_nb": "Hvorfor."})}
    known = {name: {"en": name, "nb": name} for name in ("count-fewer", "count-same", "count-more", "count-none")}
    [row] = sel.count_rows(rules, "form", claims, lambda _key: coded, known)
    assert row["compared"]["en"] == word


# The words behind a code


def test_a_code_of_both_editions_is_one_row_with_the_words_of_each():
    rows = codes(("one", "begging", "en", 7, "begging"), ("one", "begging", "nb", 9, "tigging"))
    [row] = sel.coding_rows(rows, RULES, {"one": {"en": "One", "nb": "Én"}}, WORDS)
    assert (row["words"], row["lines"]) == ({"en": "begging", "nb": "tigging"}, "7\u00a0/\u00a09")


def test_a_code_of_one_edition_has_a_dash_for_the_other_line():
    rows = codes(("one", "begging", "nb", 9, "tigging"))
    [row] = sel.coding_rows(rows, RULES, {"one": {"en": "One", "nb": "Én"}}, WORDS)
    assert row["lines"] == "–\u00a0/\u00a09"


def test_the_table_has_every_code_of_either_edition_once():
    text = (ROOT / "figures" / "tbl-p2-coding.en.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) - 1 == len({(row["project"], row["code"]) for row in read("project_codes")})


# Evaluations


def test_a_period_is_read_with_its_gaps_and_its_open_end():
    assert coverage.spans("2002, 2006–2008") == [(2002, 2002), (2006, 2008)]
    assert coverage.spans("2006/2007") == [(2006, 2007)]
    assert coverage.spans("2007–") == [(2007, None)]


def test_a_period_in_words_is_refused():
    with pytest.raises(ValueError, match="is no period"):
        coverage.spans("from 2003 on")


def test_a_project_is_in_one_band_and_a_planned_evaluation_does_not_count():
    tables = (pd.DataFrame(read(name)) for name in ("projects", "evaluations", "project_items"))
    bands = coverage.bands(*tables)
    assert sorted(project for own in bands.values() for project in own) == sorted(
        row["project"] for row in read("projects")
    )
    assert bands["announced"] == ["albania-shelter", "bangladesh"]
    assert len(bands["evaluated"]) == value("evaluated.projects") == value("evaluations")


def test_the_share_of_money_evaluated_is_of_the_printed_support():
    evaluated = {row["project"] for row in read("evaluations")}
    support = {row["project"]: int(row["total_nok_en"]) for row in read("projects")}
    assert value("amount") == sum(support.values())
    assert value("evaluated.amount.share") == pytest.approx(
        sum(support[project] for project in evaluated) / sum(support.values())
    )


def test_the_two_editions_print_the_same_support_so_that_one_sum_holds_for_both():
    assert [row["total_nok_en"] for row in read("projects")] == [row["total_nok_nb"] for row in read("projects")]


# Charts


@both
def test_each_count_stands_beside_its_bar_as_coded_and_as_printed(lang):
    shown = words(real("fig-p2-categories", lang, "selection"))
    for code in sel.COUNTED:
        for key in (f"category.{code}.projects", f"print.{code}"):
            assert NUMBERS[f"selection.{key}"]["text"][lang]["int"] in shown


def test_a_code_without_a_printed_count_has_no_diamond():
    [axes] = real("fig-p2-groups", "en", "selection").axes
    diamonds = [line for line in axes.lines if line.get_marker() == "D"]
    assert len(diamonds) == sum(key in NUMBERS for key in (
        f"selection.print.{rule['code']}" for rule in read("coding_rules") if rule["dimension"] == "target-group"
    ))
