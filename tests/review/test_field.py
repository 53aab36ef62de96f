"""The field review: no small cell about victims can be read or computed, and every cell finds its number."""

import csv
import itertools

import pandas as pd
import pytest
from plain_list import DATA, ROOT

from press.datapackage import load_package
from review import field
from review import field_money as money
from review.stated import HOMES, at_home
from review.views import reader

PACKAGE = load_package(ROOT)
VICTIMS = PACKAGE.read("victims_identified")
QUANTITIES = PACKAGE.read("quantities")
PARTS = ("age_group", "sex", "nationality")


def printed(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def victims(*rows):
    """Counts as (years, age group, value); the rest is alike."""
    alike = {"observation": "V", "country": "BIH", "source": "a", "origin": "foreign", "sex": "all"}
    names = ("year", "year_to", "age_group", "value")
    counts = ({**alike, "nationality": None, **dict(zip(names, (*years, *rest), strict=True))} for years, *rest in rows)
    return pd.DataFrame(counts)


# What may be published of victims


def test_the_counts_of_victims_hold_no_small_part():
    field.undivided(VICTIMS)


@pytest.mark.parametrize("children", [1, 4, 17, 20])
def test_a_part_that_is_small_or_leaves_little_is_refused(children):
    with pytest.raises(ValueError, match="divides a small count"):
        field.undivided(victims(((2005, 2005), "all", 21), ((2005, 2005), "children", children)))


@pytest.mark.parametrize("children", [5, 16])
def test_a_part_that_leaves_enough_is_let_through(children):
    field.undivided(victims(((2005, 2005), "all", 21), ((2005, 2005), "children", children)))


def test_a_part_of_two_years_is_held_against_both_years():
    both = victims(((2005, 2005), "all", 9), ((2006, 2006), "all", 10), ((2005, 2006), "children", 8))
    field.undivided(both)
    with pytest.raises(ValueError, match="sum of years"):
        field.undivided(victims(((2005, 2005), "all", 9), ((2005, 2006), "children", 8)))


def test_a_part_of_two_years_is_not_given_for_one_of_them_too():
    rows = [row for row in printed("victims_identified") if row["age_group"] == "children"]
    for one, other in itertools.combinations(rows, 2):
        if all(one[column] == other[column] for column in ("country", "source", "origin")):
            assert one["year_to"] < other["year"] or other["year_to"] < one["year"]


def test_no_count_of_victims_is_divided_by_sex_or_purpose():
    assert {(row["sex"], row["purpose"]) for row in printed("victims_identified")} == {("all", "all")}


def test_the_victims_of_the_year_of_the_visit_are_not_divided():
    identified = [row for row in printed("assistance_cases") if row["measure"] == "identified"]
    [found] = [row for row in identified if row["period_from"] == "2008"]
    assert [found[column] for column in ("group", "purpose", "sex", "age_group")] == ["all"] * 4


@pytest.mark.parametrize("name", ["victims_identified", "assistance_cases", "claims"])
def test_no_row_says_that_a_number_left_out_is_small(name):
    for row in printed(name):
        if row.get("claim", "P3A").startswith("P3A"):
            said = " ".join(row.values()).lower()
            assert not any(words in said for words in ("below five", "fewer than five", "under fem", "færre enn fem"))


# Every cell of a table has its number


def test_each_quantity_of_one_cell_is_found_by_the_line_of_its_row():
    keys = field.keys_by_line(field.own(QUANTITIES), reader(PACKAGE.read))
    lines = {row["observation"]: line for line, row in enumerate(printed("victims_identified"), start=2)}
    assert keys["victims_identified"][lines["V01"]] == "field.identified.bih.foreign.y2002"
    assert keys["victims_identified"].keys() == set(lines.values())


def test_every_quantity_and_fact_has_one_notebook():
    for name, column in (("quantities", "key"), ("facts", "fact")):
        rows = PACKAGE.read(name)
        parts = [at_home(rows, column, notebook) for notebook in (*HOMES, "facts")]
        assert sorted(key for part in parts for key in part[column]) == sorted(rows[column])
    assert set(field.own(QUANTITIES)["key"]) == set(at_home(QUANTITIES, "key", "field")["key"])


def test_the_comparison_shows_only_results_and_limits_of_the_project_itself():
    items = {row["item"]: row for row in printed("reviewed_project_items")}
    for project, (results, limits) in field.HIGHLIGHTS.items():
        assert {(items[item]["project"], items[item]["kind"]) for item in results} == {(project, "result")}
        assert {(items[item]["project"], items[item]["kind"]) for item in limits} == {(project, "limitation")}


def test_the_comparison_has_every_visited_project():
    visited = [row["project"] for row in printed("reviewed_projects") if row["depth"] == "visited"]
    assert list(field.HIGHLIGHTS) == visited


# Money


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([2005], "2005"),
        ([2006, 2005, 2005], "2005–06"),
        ([2002, 2006, 2008, 2007], "2002, 2006–08"),
        ([1999, 2000], "1999–2000"),
    ],
)
def test_years_that_follow_each_other_are_a_range(years, text):
    assert money.runs(pd.Series(years)) == text


def test_every_project_of_the_table_has_its_sum_as_printed_and_in_the_list():
    keys = set(QUANTITIES["key"])
    assert {f"field.money.{slug}.{source}" for slug in money.slugs() for source in ("print", "list")} <= keys
    assert {f"field.money.{slug}.{name}" for slug, name in money.CLOSING.items()} <= keys
