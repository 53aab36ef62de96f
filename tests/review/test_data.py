"""The agreements, their readings and their codes hold together as data/README.md says."""

import csv
import json
import re
from collections import Counter

import pytest
from plain_list import DATA, PRINTED_IN, by, listed, portfolio_claims, table, where

AGREEMENTS = table("agreements")
CORRECTIONS = table("corrections")
READINGS = table("readings")

LOOKED_UP = ("donor_unit", "section", "country", "recipient")
CODED = {"donor_unit": "donor_units", "section": "sections", "country": "countries", "recipient": "recipients"}

LOOK_UP = {(row["column"], row["printed"]): row["code"] for row in READINGS}
CORRECTED = {(row["agreement"], row["column"]): row for row in CORRECTIONS}
BY_NUMBER = {row["agreement"]: row for row in AGREEMENTS}


def as_printed(row, column):
    """What rule 2 of the README gives: the look-up of the printed spelling, or the printed cell itself."""
    if column == "doubles":
        return ""
    printed = row[PRINTED_IN[column]]
    if column in LOOKED_UP and printed:
        return LOOK_UP[column, printed]
    return printed


# Rows and readings


def test_agreements_are_numbered_in_print_order_without_a_gap():
    assert [row["agreement"] for row in AGREEMENTS] == [f"A{n:03}" for n in range(1, len(AGREEMENTS) + 1)]


def test_agreements_stand_in_the_order_of_their_lines():
    lines = [int(row["line"]) for row in AGREEMENTS]
    assert lines == sorted(set(lines))


def test_corrections_are_numbered_without_a_gap():
    assert [row["correction"] for row in CORRECTIONS] == [f"C{n:03}" for n in range(1, len(CORRECTIONS) + 1)]


def test_the_claims_about_the_portfolio_are_numbered_without_a_gap():
    numbers = [row["claim"] for row in portfolio_claims()]
    assert numbers == [f"Q{n:03}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("column", [*LOOKED_UP, "project", "year", "amount_nok", "doubles"])
def test_a_reading_is_the_look_up_or_its_correction(column):
    wrong = {}
    for row in AGREEMENTS:
        correction = CORRECTED.get((row["agreement"], column))
        expected = correction["read_as"] if correction else as_printed(row, column)
        if row[column] != expected:
            wrong[row["agreement"]] = (row[column], expected)
    assert wrong == {}


def test_there_is_at_most_one_correction_for_a_cell():
    assert len(CORRECTED) == len(CORRECTIONS)


def test_a_correction_quotes_the_cell_it_is_about():
    wrong = [
        row["correction"]
        for row in CORRECTIONS
        if row["printed"]
        != (BY_NUMBER[row["agreement"]][PRINTED_IN[row["column"]]] if row["column"] != "doubles" else "")
    ]
    assert wrong == []


def test_a_remark_changes_nothing():
    wrong = [
        row["correction"]
        for row in CORRECTIONS
        if row["kind"] == "remark" and row["read_as"] != as_printed(BY_NUMBER[row["agreement"]], row["column"])
    ]
    assert wrong == []


def test_a_title_is_never_changed():
    assert [row for row in CORRECTIONS if row["column"] == "title" and row["printed"] != row["read_as"]] == []


def test_an_empty_printed_cell_gives_an_empty_reading_except_for_the_country():
    filled = [
        (row["agreement"], column)
        for row in AGREEMENTS
        for column in PRINTED_IN
        if column not in ("title", "country") and not row[PRINTED_IN[column]] and row[column]
    ]
    assert filled == []


def test_what_the_print_leaves_empty_outside_the_embassies_has_a_correction():
    silent = [
        (row["agreement"], column)
        for row in AGREEMENTS
        for column in PRINTED_IN
        if not row[PRINTED_IN[column]] and column != "section" and (row["agreement"], column) not in CORRECTED
    ]
    assert silent == []


def test_every_misspelt_cell_has_a_correction():
    misspelt = {(row["column"], row["printed"]) for row in READINGS if row["misspelt"] == "true"}
    assert misspelt
    silent = [
        (row["agreement"], column)
        for row in AGREEMENTS
        for column in LOOKED_UP
        if (column, row[PRINTED_IN[column]]) in misspelt and (row["agreement"], column) not in CORRECTED
    ]
    assert silent == []


def test_spellings_that_share_a_code_say_why():
    several = {
        (column, code): {row["printed"] for row in READINGS if (row["column"], row["code"]) == (column, code)}
        for column, code in {(row["column"], row["code"]) for row in READINGS}
    }
    for (column, code), spellings in several.items():
        plain = {
            row[PRINTED_IN[column]]
            for row in AGREEMENTS
            if row[column] == code and (row["agreement"], column) not in CORRECTED
        }
        assert len(plain & spellings) <= 1, (column, code, plain)


def test_a_country_is_read_otherwise_only_for_montenegro_and_sactap():
    otherwise = Counter(
        (row["project"] if row["country"] != "MNE" else "", row["country"])
        for row in AGREEMENTS
        if row["country_printed"] and row["country"] != LOOK_UP["country", row["country_printed"]]
    )
    assert otherwise == {("", "MNE"): 1, ("REG-2009", "r-africa"): 6}


# Codes


@pytest.mark.parametrize("column", LOOKED_UP)
def test_every_spelling_is_listed_once_and_used(column):
    spellings = [row["printed"] for row in READINGS if row["column"] == column]
    assert sorted(spellings) == sorted({row[PRINTED_IN[column]] for row in AGREEMENTS} - {""})


@pytest.mark.parametrize("column", LOOKED_UP)
def test_every_code_used_is_defined(column):
    assert {row[column] for row in AGREEMENTS} - {""} <= set(by(CODED[column]))


@pytest.mark.parametrize("name", CODED.values())
def test_every_code_defined_is_used_by_a_table_that_points_to_it(name):
    assert set(by(name)) - pointed_at(name) == set()


def pointed_at(name):
    """The codes of a table that any table of the package uses, the agreements or another."""
    used = set()
    for user in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        for key in user.get("schema", {}).get("foreignKeys", []):
            if key["reference"]["resource"] == name:
                [column] = key["fields"]
                with (DATA / user["path"]).open(encoding="utf-8", newline="") as lines:
                    used |= {row[column] for row in csv.DictReader(lines)}
    return used


@pytest.mark.parametrize("column", LOOKED_UP)
def test_every_spelling_leads_to_a_code_that_exists(column):
    assert {row["code"] for row in READINGS if row["column"] == column} <= set(by(CODED[column]))


@pytest.mark.parametrize(
    ("user", "column", "defined"),
    [
        ("countries", "region", "regions"),
        ("recipients", "recipient_type", "recipient_types"),
    ],
)
def test_every_class_is_used_and_defined(user, column, defined):
    assert {row[column] for row in table(user)} - {""} == set(by(defined))


def test_every_code_is_defined_once():
    for name in ("countries", "regions", "recipients", "recipient_types", "donor_units", "sections", "labels"):
        assert len(by(name)) == len(table(name)), name


def test_a_section_belongs_to_the_donor_unit_it_is_printed_under():
    owners = {code: row["donor_unit"] for code, row in by("sections").items()}
    assert [r["agreement"] for r in AGREEMENTS if r["section"] and owners[r["section"]] != r["donor_unit"]] == []


def test_only_embassies_have_no_section():
    assert {row["kind"] for row in listed() if not row["section"]} == {"embassy"}
    assert {row["kind"] for row in listed() if row["section"]} == {"department", "norad"}


def test_an_unsettled_recipient_has_no_type():
    assert {row["recipient_type"] for row in table("recipients") if row["certainty"] == "unknown"} == {"unspecified"}


def test_every_year_is_in_2000_to_2010():
    assert {int(row["year"]) for row in AGREEMENTS} == set(range(2000, 2011))


def test_every_amount_is_a_whole_number_above_nought_or_missing():
    assert [r["agreement"] for r in AGREEMENTS if not re.fullmatch(r"[1-9]\d*|", r["amount_nok"])] == []


def test_a_double_points_to_an_earlier_row_that_is_printed_the_same():
    printed = [*PRINTED_IN.values()]
    doubles = [row for row in AGREEMENTS if row["doubles"]]
    assert doubles
    for row in doubles:
        first = BY_NUMBER[row["doubles"]]
        assert first["agreement"] < row["agreement"]
        assert [first[name] for name in printed] == [row[name] for name in printed]


def test_every_row_that_is_printed_twice_is_marked_as_double():
    seen, unmarked = set(), []
    for row in AGREEMENTS:
        printed = tuple(row[name] for name in PRINTED_IN.values())
        if (printed in seen) != bool(row["doubles"]):
            unmarked.append(row["agreement"])
        seen.add(printed)
    assert unmarked == []


def test_where_the_west_balkans_section_is_printed_for_other_regions_a_correction_says_so():
    covered = {
        "baltic": where(AGREEMENTS, country="EST")
        + where(AGREEMENTS, country="LVA")
        + where(AGREEMENTS, country="LTU"),
        "moldova": where(AGREEMENTS, country="MDA", section="western-balkans"),
        "armenia": where(AGREEMENTS, country="ARM", section="western-balkans"),
        "central asia": where(AGREEMENTS, country="r-asia", section="western-balkans"),
    }
    for rows in covered.values():
        assert rows
        assert all((row["agreement"], "section") in CORRECTED for row in rows)
