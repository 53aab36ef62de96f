"""The list cut finer: nothing is lost on the way, the selection follows its numbers, and the charts can be read."""

import json

import pytest
from drawn_charts import LANGUAGES, real, words
from plain_list import ROOT

from press.datapackage import load_package
from review import agreements as ag
from review import agreements_tables as tables
from review import portfolio as pf

PACKAGE = load_package(ROOT)
READ = {name: PACKAGE.read(name) for name in (
    "agreements", "corrections", "countries", "donor_units", "project_numbers", "recipients")}
NUMBERS = READ["project_numbers"]
LIST = ag.prepared(READ["agreements"], READ["countries"], READ["recipients"], READ["donor_units"],
                   NUMBERS[NUMBERS["edition"] == "en"])
PUBLISHED = json.loads((ROOT / "figures" / "numbers.json").read_text(encoding="utf-8"))
both = pytest.mark.parametrize("lang", LANGUAGES)


def drawing(name, lang):
    return real(name, lang, "agreements")


def test_a_shared_number_counts_for_the_selection_only_where_country_or_recipient_fits():
    shared = LIST[LIST["project"].isin(["GLO-0603", "RAS-2743"])]
    picked = shared[shared["chosen"].notna()]
    assert set(picked["country"]) == {"LAO", "r-asia"}
    assert set(picked.loc[picked["project"] == "RAS-2743", "recipient"]) == {"ilo"}


def test_the_selection_is_the_one_that_the_number_check_counts():
    assert PUBLISHED["agreements.part.all.share"]["value"] == pytest.approx(PUBLISHED["check.q019"]["value"])


def test_every_selected_project_has_a_row():
    assert set(LIST["chosen"].dropna()) == set(NUMBERS["project"])


@pytest.mark.parametrize("side", ["unit", "region"])
def test_the_bands_of_a_side_carry_all_the_money(side):
    way = ag.nodes(LIST)
    assert sum(pf.amount(rows) for _, _, rows in ag.pairs(way[side], way["type"])) == pf.amount(LIST)


def test_the_kinds_of_recipients_stand_in_the_order_of_their_bands():
    assert [node.code for node in ag.nodes(LIST)["type"]] == list(ag.TYPES)


def test_the_units_of_a_kind_stand_in_the_order_in_which_they_begin():
    first = [int(unit.rows["year"].min()) for unit in ag.by_beginning(LIST, "embassy")]
    assert first == sorted(first) and len(first) == 8


def test_the_sums_by_project_come_to_the_whole_list():
    sums = [number["value"] for key, number in PUBLISHED.items()
            if key.startswith("agreements.project.") and key.endswith(".amount")]
    assert sum(sums) == pf.amount(LIST) == PUBLISHED["agreements.all.amount"]["value"]


def test_every_agreement_with_an_amount_has_it_under_its_key():
    for _, row in LIST[LIST["amount_nok"].notna()].iterrows():
        assert PUBLISHED[tables.row_key(row["agreement"])]["value"] == row["amount_nok"]
    assert tables.row_key("A018") not in PUBLISHED


def test_marks_say_what_the_corrections_say():
    marked = tables.marks(LIST, READ["corrections"])
    assert marked["A001"] == ["read"]
    assert marked["A018"] == ["missing"]
    assert marked["A091"] == ["read", "doubt", "name"]
    assert marked["A080"] == ["selected", "read"]


def test_every_kind_of_correction_has_a_mark():
    assert set(READ["corrections"]["kind"]) == set(tables.MARKS)


@both
def test_every_agreement_with_an_amount_is_a_dot(lang):
    [axes] = drawing("fig-p2-sizes", lang).axes
    assert sum(line.get_marker() != "None" for line in axes.lines) == LIST["amount_nok"].notna().sum()


@both
def test_every_year_of_every_unit_is_a_tile(lang):
    shown = words(drawing("fig-p2-units", lang))
    amounts = [number["text"][lang]["mnok" if number["value"] >= 1_000_000 else "mnok2"]
               for key, number in PUBLISHED.items() if key.startswith("agreements.unit.") and ".y2" in key]
    assert all(amount in shown for amount in amounts)
