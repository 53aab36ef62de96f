"""The tables and charts of Part 1, from the real data."""

import pytest
from plain_list import ROOT

from press.datapackage import load_package
from review import databases, lanes, regions, trends
from review.portfolio import labels
from review.stated import HOMES, at_home

PACKAGE = load_package(ROOT)
WORDS = labels(PACKAGE.read("labels").rename(columns={"en": "label_en", "nb": "label_nb"}), "label")
TABLES = {
    "instruments": PACKAGE.read("instruments"), "plans": PACKAGE.read("action_plans"),
    "databases": PACKAGE.read("victims_databases"), "facts": PACKAGE.read("facts"),
}


@pytest.mark.parametrize(("value", "shown"), [(57455.6, 57_000), (1215.4, 1_200), (6932.1, 6_900), (12763.7, 13_000)])
def test_profit_per_victim_keeps_two_digits(value, shown):
    assert regions.rounded(value) == shown


def test_regions_are_ranked_by_the_column_asked_for():
    assert regions.ranked(PACKAGE.read("profits_regions"), "usd")[0] == "industrialised"
    assert regions.ranked(PACKAGE.read("victims_regions"), "persons")[0] == "asia-pacific"


def test_a_share_that_is_not_printed_has_no_key():
    printed = TABLES["databases"]
    assert databases.key_of(printed, "usa", "form", ["mixed-and-other"]) == ""
    assert databases.key_of(printed, "unodc", "sex-and-age", databases.GROUPS["women"]).endswith("women-adult")


def test_instruments_without_a_printed_year_are_named_and_not_drawn():
    drawn = {lane.name for lane in trends.timeline(TABLES, WORDS, "en")["Instruments"]}
    missing = trends.undated(TABLES["instruments"], WORDS, "en").split(", ")
    assert drawn.isdisjoint(missing)
    assert len(drawn) - 1 + len(missing) == len(TABLES["instruments"]) - len(trends.ELSEWHERE)


def test_the_second_and_third_plan_overlap_in_the_years_that_the_alternative_text_says():
    _, second, third = trends.timeline(TABLES, WORDS, "en")["Plans of action"]
    assert (third.first, second.last) == (2006, 2008)


def test_an_amount_with_no_word_is_left_as_printed():
    rows = list(trends.donor_rows(PACKAGE.read("donor_money"), WORDS))
    assert len(rows) == len(trends.DONOR_FACTS) == len(PACKAGE.read("donor_money"))


def test_every_actor_with_work_stands_in_the_table_once():
    overview = PACKAGE.read("actor_overview")
    rows = [row for row in trends.actor_rows(overview, PACKAGE.read("actors"), WORDS) if not row.total]
    assert len(rows) == overview["actor"].nunique()


def test_facts_and_quantities_have_one_home_each():
    facts = PACKAGE.read("facts")
    homes = [at_home(facts, "fact", name) for name in ("facts", *HOMES)]
    assert sum(len(home) for home in homes) == len(facts)


def test_a_year_before_the_axis_is_drawn_at_the_break():
    figure = lanes.year_lanes({"Rules": [lanes.Lane("Old", 1979, None, "1979")]}, (1995, 1997), early=1979)
    [axes] = figure.axes
    assert axes.lines[0].get_xdata()[0] < 1995


def test_a_missing_value_is_words_and_no_mark():
    figure = lanes.dot_rows([{"Men": [lanes.Dot("USA", None, "not printed")]}], 1)
    [axes] = figure.axes
    assert len(axes.lines) == 0
    assert "not printed" in {text.get_text() for text in axes.texts}
