"""The field work: each appointment once, places in order, and nobody who can be recognised."""

import csv
from datetime import date

import pandas as pd
from plain_list import ROOT

from review import fieldwork as fw

COLUMNS = ["date", "start", "end", "country", "place", "organisation", "kind"]
VISITS = pd.DataFrame(
    [
        ("2008-10-22", "09:00", None, "BIH", "Sarajevo", "a", "meeting"),
        ("2008-10-22", "11:30", "12:00", "BIH", "Sarajevo", "a", "meeting"),
        ("2008-10-22", "11:30", "12:00", "BIH", "Sarajevo", "b", "meeting"),
        ("2008-10-23", "07:00", "19:00", "BIH", "Modriča", "c", "field-visit"),
        ("2008-10-24", None, None, "BIH", None, None, "none"),
        ("2008-10-25", "10:00", "11:00", "MKD", "Skopje", "d", "meeting"),
    ],
    columns=COLUMNS,
)


def read(name):
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_an_appointment_with_two_organisations_is_one():
    assert [entry.start for entry in fw.entries(VISITS)] == [9.0, 11.5, 7.0, 10.0]


def test_an_appointment_without_a_printed_end_has_none():
    assert [entry.end for entry in fw.entries(VISITS)] == [None, 12.0, 19.0, 11.0]


def test_a_day_without_work_stays_in_the_calendar_without_a_place():
    assert [(day.day, country, places) for day, country, places in fw.days(VISITS)] == [
        (22, "BIH", ["Sarajevo"]), (23, "BIH", ["Modriča"]), (24, "BIH", []), (25, "MKD", ["Skopje"]),
    ]  # fmt: skip


def test_the_journey_names_a_place_again_only_where_the_team_came_back():
    assert fw.journey(VISITS) == ["Sarajevo", "Modriča", "Skopje"]


def test_a_day_stays_on_one_line_and_is_written_as_the_language_writes_it():
    written = {lang: fw.day_text(date(2008, 10, 22), lang) for lang in ("en", "nb")}
    assert written == {"en": "22\u00a0October", "nb": "22.\u00a0oktober"}


def test_those_taking_part_come_last_whatever_their_number():
    people = pd.DataFrame(
        [("x", "staff", 1), (None, "journalist", 2), (None, "children", 15), ("y", "staff", 3)],
        columns=["organisation", "role", "count"],
    )
    bodies = pd.DataFrame({"organisation": ["x", "y"], "type": ["un", "local-ngo"]})
    found = [kind for kind, _ in fw.kinds_of_organisation(people, bodies)]
    assert found == ["local-ngo", "un", "none-printed", "taking-part"]


# Privacy, in the data itself


def test_children_met_are_one_group_without_organisation():
    [children] = [row for row in read("people_met") if row["role"] == "children"]
    assert children["organisation"] == ""


def test_no_group_of_those_taking_part_is_smaller_than_five():
    assert [row["group"] for row in read("people_met") if row["role"] in fw.TAKING_PART and int(row["count"]) < 5] == []


def test_no_statement_counts_the_children_of_one_place():
    met = [row for row in read("claims") if "children met in" in row["subject_en"].lower()]
    counted = [row for row in met if row["unit"] == "persons"]
    assert [row["claim"] for row in counted if " and " not in row["subject_en"]] == []


def test_every_place_of_the_agenda_is_on_the_map_in_the_order_of_the_first_visit():
    visited = list(dict.fromkeys(row["place"] for row in read("field_visits") if row["place"]))
    towns = sorted(read("fieldwork_places"), key=lambda row: int(row["order"]))
    assert [row["place"] for row in towns] == visited
