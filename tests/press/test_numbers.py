import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.errors import DataError, NotebookError
from press.numbers import compress_rows, dump_numbers, expand_rows, load_numbers, make_number, parse_numbers

RULE = {"en": "Sum", "nb": "Summen"}


def number(key="lights.total", value=3, unit="count", rule=None, rows=None):
    return make_number(
        key, value, unit, rule=rule or RULE, notebook="notebooks/lights.ipynb", cell="totals",
        rows=rows or {"data/lights.csv": [2, 3, 5]}, languages=("en", "nb"),
    )


@pytest.mark.parametrize("key", ["", "Lights", "a..b", "a.", ".a", "a_b", "å", "a b"])
def test_a_key_of_another_shape_is_refused_with_its_cell(key):
    with pytest.raises(NotebookError, match=r"cell 'totals'.*is no key"):
        number(key=key)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, Decimal("NaN"), np.float64("nan")])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(NotebookError, match=r"number 'lights\.total': the value is"):
        number(value=value, unit="NOK")


@pytest.mark.parametrize("value", [True, None, "three", [1]])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(NotebookError, match="is no number"):
        number(value=value)


def test_a_count_must_be_whole():
    with pytest.raises(NotebookError, match=r"2\.5 is no whole number"):
        number(value=2.5)


def test_a_rule_must_be_there_in_each_language():
    with pytest.raises(NotebookError, match="the rule is missing in nb"):
        number(rule={"en": "Sum"})


@pytest.mark.parametrize("value", [3, 3.0, np.int64(3), np.float64(3), Decimal(3)])
def test_whole_values_of_every_kind_become_the_same_int(value):
    assert repr(number(value=value).value) == "3"


def test_the_last_bits_of_a_sum_do_not_reach_the_file():
    assert number(value=0.1 + 0.2, unit="share").value == 0.3


def test_a_range_is_kept_with_a_hyphen_and_printed_with_a_dash():
    made = number(value="2000–2010", unit="range")
    assert made.value == "2000-2010"
    assert made.text["nb"]["default"] == "2000–2010"


def test_the_anchor_has_only_letters_digits_and_hyphens():
    assert number(key="lights.total-sum.x").anchor == "n-lights-total-sum-x"


def test_numbers_are_read_as_they_were_written():
    numbers = [number("b.x"), number("a.x", 0.25, "share")]
    assert list(parse_numbers(dump_numbers(numbers)).values()) == sorted(numbers, key=lambda n: n.key)


def test_the_file_does_not_depend_on_the_order_of_publishing():
    numbers = [number("b.x"), number("a.x")]
    assert dump_numbers(numbers) == dump_numbers(reversed(numbers))


@pytest.mark.parametrize("content", [b"[", b"[1]", b'{"a": {"value": 1}}', b"\xff"])
def test_a_broken_list_of_numbers_is_an_error_that_names_it(content):
    with pytest.raises(DataError, match=r"figures/numbers\.json"):
        parse_numbers(content)


def test_a_missing_list_of_numbers_says_what_to_run(tmp_path):
    with pytest.raises(DataError, match="press compute"):
        load_numbers(tmp_path)


def test_runs_of_lines_are_joined():
    assert compress_rows([41, 2, 3, 4, 3]) == "2-4 41"


@given(st.sets(st.integers(1, 300)))
def test_lines_survive_compression(lines):
    assert expand_rows(compress_rows(lines)) == sorted(lines)


@pytest.mark.parametrize("text", ["2,3", "a", "2 -3", "-"])
def test_what_lists_no_lines_is_refused(text):
    with pytest.raises(DataError, match="lists no line numbers"):
        expand_rows(text)
