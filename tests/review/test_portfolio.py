"""The list can be cut by every class and put together again; nothing is lost, doubled or given another line."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_list import ROOT, kroner, lines, listed, projects

from press.datapackage import load_package
from review import portfolio as pf
from review.publishing import rule

PACKAGE = load_package(ROOT)
TABLES = {name: PACKAGE.read(name) for name in ("agreements", "countries", "recipients", "donor_units", "regions")}
FRAME = pf.joined(TABLES["agreements"], TABLES["countries"], TABLES["recipients"], TABLES["donor_units"])
PLAIN = listed()
WHOLE = ("region", "scope", "country", "year", "recipient", "recipient_type", "kind", "donor_unit")
EVERY = (*WHOLE, "section")

subsets = st.lists(st.booleans(), min_size=len(FRAME), max_size=len(FRAME)).map(lambda keep: FRAME[keep])
quick = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def codes(rows, column):
    return [group.code for group in pf.groups(rows, column)]


# The whole list


def test_joining_keeps_the_line_of_every_row_and_the_name_of_the_file():
    assert FRAME.index.equals(TABLES["agreements"].index)
    assert FRAME.index.name == "data/agreements.csv"


def test_joining_adds_columns_and_changes_none():
    added = ["region", "scope", "recipient_type", "kind"]
    pd.testing.assert_frame_equal(FRAME.drop(columns=added), TABLES["agreements"])


def test_joining_leaves_the_table_it_was_given_alone():
    assert "region" not in TABLES["agreements"].columns


@pytest.mark.parametrize(
    ("column", "plain"),
    [
        ("region", "region"),
        ("scope", "scope"),
        ("recipient_type", "type"),
        ("kind", "kind"),
    ],
)
def test_joining_gives_every_row_the_class_of_its_code(column, plain):
    assert FRAME[column].tolist() == [row[plain] for row in PLAIN]


@pytest.mark.parametrize(
    ("cell", "table", "said"),
    [
        ("country", "countries", "no region for the codes ATL, QQQ"),
        ("recipient", "recipients", "no recipient_type for the codes ATL, QQQ"),
        ("donor_unit", "donor_units", "no kind for the codes ATL, QQQ"),
    ],
)
def test_joining_names_the_codes_that_no_table_has(cell, table, said):
    unknown = TABLES["agreements"].copy()
    place = unknown.columns.get_loc(cell)
    unknown.iloc[3, place], unknown.iloc[1, place] = "QQQ", "ATL"
    with pytest.raises(ValueError, match=f"^{said}$"):
        pf.joined(unknown, TABLES["countries"], TABLES["recipients"], TABLES["donor_units"])


@pytest.mark.parametrize("column", WHOLE)
def test_the_groups_of_a_class_sum_to_the_list(column):
    groups = pf.groups(FRAME, column)
    assert sum(group.amount for group in groups) == kroner(PLAIN)
    assert sum(group.agreements for group in groups) == len(PLAIN)


def test_single_countries_and_the_rest_sum_to_the_list():
    single = pf.groups(FRAME[FRAME["scope"] == "country"], "country")
    rest = FRAME[FRAME["scope"] != "country"]
    assert sum(group.amount for group in single) + pf.amount(rest) == kroner(PLAIN)
    assert sum(group.agreements for group in single) + len(rest) == len(PLAIN)


def test_sections_and_the_units_outside_the_ministry_sum_to_the_list():
    sections = pf.groups(FRAME[FRAME["kind"] == "department"], "section")
    units = pf.groups(FRAME[FRAME["kind"] != "department"], "donor_unit")
    assert sum(group.amount for group in [*sections, *units]) == kroner(PLAIN)
    assert sum(group.agreements for group in [*sections, *units]) == len(PLAIN)


def test_the_sections_of_the_ministry_sum_to_the_ministry():
    [ministry] = [group for group in pf.groups(FRAME, "kind") if group.code == "department"]
    sections = pf.groups(ministry.rows, "section")
    assert sum(group.amount for group in sections) == ministry.amount
    assert sum(group.agreements for group in sections) == ministry.agreements


def test_the_years_of_the_period_sum_to_the_list():
    parts = [rows for _, rows in pf.years(FRAME, 2000, 2010)]
    assert sum(map(pf.amount, parts)) == kroner(PLAIN)
    assert sum(map(len, parts)) == len(PLAIN)


def test_projects_are_counted_once_over_all_years():
    assert pf.projects(FRAME) == projects(PLAIN) < sum(pf.projects(rows) for _, rows in pf.years(FRAME, 2000, 2010))


# Any part of it


@quick
@given(subsets, st.sampled_from(EVERY))
def test_groups_are_a_partition_of_the_rows_with_a_code(rows, column):
    parts = [line for group in pf.groups(rows, column) for line in group.rows.index]
    assert sorted(parts) == sorted(rows.index[rows[column].notna()])


@quick
@given(subsets, st.sampled_from(EVERY))
def test_a_group_holds_one_code_alone(rows, column):
    assert all(set(map(str, group.rows[column])) == {group.code} for group in pf.groups(rows, column))


@quick
@given(subsets, st.sampled_from(EVERY))
def test_groups_stand_by_amount_and_then_by_code(rows, column):
    order = [(-group.amount, group.code) for group in pf.groups(rows, column)]
    assert order == sorted(order)


@quick
@given(subsets, st.sampled_from(EVERY))
def test_groups_name_the_file_of_their_lines(rows, column):
    assert {group.rows.index.name for group in pf.groups(rows, column)} <= {"data/agreements.csv"}


@quick
@given(subsets, st.sampled_from(EVERY), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_change_the_groups(rows, column, chance):
    shuffled = rows.loc[chance.sample(list(rows.index), len(rows))]
    assert codes(shuffled, column) == codes(rows, column)


@quick
@given(subsets)
def test_amounts_add_up_over_any_split(rows):
    others = FRAME.drop(rows.index)
    assert pf.amount(rows) + pf.amount(others) == kroner(PLAIN)


@quick
@given(subsets)
def test_an_amount_is_the_sum_of_the_cells_on_its_lines(rows):
    held = set(rows.index)
    assert pf.amount(rows) == kroner(row for row in PLAIN if int(row["at"]) in held)


@quick
@given(subsets)
def test_there_is_an_amount_where_one_row_has_one(rows):
    assert pf.has_amount(rows) == any(row["amount_nok"] for row in PLAIN if int(row["at"]) in set(rows.index))


@quick
@given(subsets, st.integers(1999, 2011))
def test_since_takes_a_year_and_all_later_ones(rows, year):
    later = set(rows.index) & set(lines(row for row in PLAIN if int(row["year"]) >= year))
    assert set(pf.since(rows, year).index) == later


@quick
@given(subsets, st.integers(1999, 2011), st.integers(1999, 2011))
def test_years_gives_every_year_of_the_period_in_order(rows, first, last):
    assert [year for year, _ in pf.years(rows, first, last)] == list(range(first, last + 1))


@quick
@given(subsets)
def test_projects_without_a_number_are_not_counted(rows):
    held = set(rows.index)
    assert pf.projects(rows) == projects(row for row in PLAIN if int(row["at"]) in held)


# Edges


def test_an_agreement_without_an_amount_adds_nothing():
    [missing] = [row for row in PLAIN if not row["amount_nok"]]
    alone = FRAME.loc[[int(missing["at"])]]
    assert pf.amount(alone) == 0
    assert not pf.has_amount(alone)


def test_no_rows_have_no_amount_and_no_groups():
    none = FRAME[FRAME["year"] > 2100]
    assert (pf.amount(none), pf.has_amount(none), pf.projects(none), pf.groups(none, "region")) == (0, False, 0, [])


def test_ties_stand_by_code():
    tied = pd.DataFrame({"code": ["b", "a", "c"], "amount_nok": [5, 5, 6], "project": ["1", "2", "3"]})
    assert codes(tied, "code") == ["c", "a", "b"]


def test_rows_without_a_code_are_in_no_group():
    assert sum(group.agreements for group in pf.groups(FRAME, "section")) == len([r for r in PLAIN if r["section"]])


def test_labels_come_in_both_languages_for_every_code():
    labels = pf.labels(TABLES["regions"], "label")
    assert labels["europe"] == {"en": "Europe", "nb": "Europa"}
    assert set(labels) == set(TABLES["regions"]["code"])


def test_a_short_name_is_the_abbreviation_or_else_the_name():
    names = pf.short_names(TABLES["recipients"])
    assert names["iom"] == {"en": "IOM", "nb": "IOM"}
    assert names["osce"] == {"en": "OSCE", "nb": "OSSE"}
    assert names["nca"] == {"en": "NCA", "nb": "Kirkens Nødhjelp"}
    assert names["save-the-children"] == {"en": "Save the Children Norway", "nb": "Redd Barna"}


def test_no_label_is_the_word_for_a_missing_cell():
    for table, stem in (("countries", "label"), ("recipients", "name"), ("donor_units", "label"), ("regions", "label")):
        assert not {"nan", "", "None", "<NA>"} & {
            t for both in pf.labels(TABLES[table], stem).values() for t in both.values()
        }


def test_a_rule_names_what_it_is_about_and_the_whole_in_each_language():
    words = rule("share", {"en": "this", "nb": "dette"}, {"en": "all", "nb": "alt"})
    assert words == {
        "en": "Sum of the allocations of this, divided by that of all.",
        "nb": "Summen av tilsagnene for dette, delt på summen for alt.",
    }
