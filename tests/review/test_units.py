"""Units that can be published, and facts that are stated once."""

import re

import pytest
from all_tables import given_tables
from plain_list import SEEDS

from press.units import UNITS

pytest_generate_tests = given_tables
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the printed documents are not beside the repository")

READ_TWICE = {("norad-2008-en", "345", "NGO partners of UN.GIFT", "17")}


# Units and identity


@pytest.mark.parametrize("column", ["fact", "line_subject_and_value"])
def test_a_fact_is_stated_once(column, facts):
    said = ("document", "line", "subject_en", "value")
    seen = [row["fact"] if column == "fact" else tuple(row[name] for name in said) for row in facts]
    assert {one for one in seen if seen.count(one) > 1} <= READ_TWICE


@pytest.mark.parametrize("name", ["facts", "claims"])
def test_a_unit_is_one_that_can_be_published_or_says_what_is_counted(name, facts, claims):
    wrong = {
        row["unit"]
        for row in (facts if name == "facts" else claims)
        if row["unit"] not in UNITS and not re.fullmatch(r"[a-z]+( [a-z]+)*", row["unit"])
    }
    assert wrong == set()
