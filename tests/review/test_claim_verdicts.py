"""The number check: a verdict follows from print and table alone, a conflict from the print alone."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.claims import CONFLICT, DIFFERS, REPRODUCED, ROUNDS, SOURCE_ONLY, RuleError, conflicting, verdicts

quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def printed(*rows):
    """Claims from (quantity, value, value_to, precision), numbered X1, X2 and so on."""
    table = pd.DataFrame(rows, columns=["quantity", "value", "value_to", "precision"])
    table.insert(0, "claim", [f"X{n}" for n in range(1, len(rows) + 1)])
    kinds = {"claim": "string", "quantity": "string", "value": "Float64", "value_to": "Float64", "precision": "Float64"}
    return table.astype(kinds)


def verdict(value, precision, found, upper=None):
    return verdicts(printed((None, value, upper, precision)), {"X1": found})["X1"]


@pytest.mark.parametrize(
    ("value", "precision", "found", "expected"),
    [
        (110, 0, 110, REPRODUCED),
        (110, 0, 111, DIFFERS),
        (110, 5, 110, REPRODUCED),
        (110, 5, 115, ROUNDS),
        (110, 5, 105, ROUNDS),
        (110, 5, 116, DIFFERS),
        (252e6, 500_000, 252_500_000, ROUNDS),
        (252e6, 500_000, 252_500_001, DIFFERS),
        (252e6, 500_000, 244_356_618, DIFFERS),
        (0.52, 0.005, 0.525, ROUNDS),
        (0.52, 0.005, 0.515, ROUNDS),
        (0.52, 0.005, 0.5251, DIFFERS),
        (0.267, 0.0005, 0.2675, ROUNDS),
        (2.5, 0.5, 3, ROUNDS),
        (2.5, 0.5, 2, ROUNDS),
        (2.5, 0.5, 1, DIFFERS),
        (0, 0, 0, REPRODUCED),
        (0.3, 0, 0.1 + 0.2, REPRODUCED),
        (244_356_618, 0, 244_356_617, DIFFERS),
    ],
)
def test_a_single_value_is_judged_by_the_rounding_of_the_print(value, precision, found, expected):
    assert verdict(value, precision, [found]) == expected


def test_a_claim_that_nothing_recomputes_is_source_only():
    assert verdicts(printed((None, 110, None, 0)), {}) == {"X1": SOURCE_ONLY}


@pytest.mark.parametrize(
    ("found", "expected"),
    [([2000, 2010], REPRODUCED), ([2000, 2009], DIFFERS), ([2001, 2010], DIFFERS), ([2010, 2000], DIFFERS)],
)
def test_a_span_is_judged_at_both_ends(found, expected):
    assert verdict(2000, 0, found, upper=2010) == expected


@pytest.mark.parametrize(("found", "expected"), [([95, 205], ROUNDS), ([100, 206], DIFFERS), ([100, 200], REPRODUCED)])
def test_a_span_has_one_precision_for_both_ends(found, expected):
    assert verdict(100, 5, found, upper=200) == expected


@pytest.mark.parametrize(("upper", "found"), [(2010, [2000]), (None, [2000, 2010]), (None, [])])
def test_another_number_of_ends_is_an_error_that_names_the_claim(upper, found):
    with pytest.raises(RuleError, match="claim X1"):
        verdict(2000, 0, found, upper=upper)


def test_every_claim_has_one_verdict_in_the_order_given():
    claims = printed((None, 1, None, 0), (None, 2, None, 0), (None, 3, None, 0))
    assert list(verdicts(claims, {"X2": [2], "X1": [9]}).items()) == [
        ("X1", DIFFERS),
        ("X2", REPRODUCED),
        ("X3", SOURCE_ONLY),
    ]


@quick
@given(st.floats(-1e9, 1e9), st.floats(0.001, 1e6), st.floats(-3, 3))
def test_a_value_fits_exactly_within_the_precision(value, precision, steps):
    found = value + steps * precision
    fits = abs(found - value) <= precision
    if abs(abs(steps) - 1) > 1e-3 and precision > 1e-5 * abs(value):
        assert (verdict(value, precision, [found]) != DIFFERS) == fits


# Conflicts


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("n", 191, None, 0), ("n", 192, None, 0)], {"X1", "X2"}),
        ([("n", 110, None, 0), ("n", 110, None, 0)], set()),
        ([("n", 110, None, 5), ("n", 112, None, 0)], set()),
        ([("n", 110, None, 5), ("n", 116, None, 0)], {"X1", "X2"}),
        ([("n", 110, None, 5), ("n", 120, None, 5)], set()),
        ([("n", 0.52, None, 0.005), ("n", 0.517, None, 0.0005)], set()),
        ([("n", 0.52, None, 0.005), ("n", 0.5, None, 0.005)], {"X1", "X2"}),
        ([("a", 1, None, 0), ("b", 2, None, 0)], set()),
        ([(None, 1, None, 0), (None, 2, None, 0)], set()),
        ([("n", 1, None, 0)], set()),
        ([("n", 1, None, 0), ("n", 1, None, 0), ("n", 2, None, 0)], {"X1", "X2", "X3"}),
        ([("n", 1, None, 0), ("n", 2, None, 0), ("m", 3, None, 0), ("m", 3, None, 0)], {"X1", "X2"}),
        ([("n", 10, None, 4), ("n", 14, None, 4), ("n", 20, None, 4)], {"X1", "X2", "X3"}),
        ([("n", 2000, 2010, 0), ("n", 2000, 2010, 0)], set()),
        ([("n", 2000, 2010, 0), ("n", 2003, 2010, 0)], {"X1", "X2"}),
        ([("n", 2000, 2010, 0), ("n", 2000, 2009, 0)], {"X1", "X2"}),
        ([("n", 2000, 2010, 0), ("n", 2000, None, 0)], {"X1", "X2"}),
    ],
)
def test_claims_of_one_quantity_conflict_where_no_one_number_rounds_to_all(rows, expected):
    assert conflicting(printed(*rows)) == expected


def test_a_conflict_goes_before_every_other_verdict():
    claims = printed(("n", 191, None, 0), ("n", 192, None, 0), ("m", 1, None, 0))
    assert verdicts(claims, {"X1": [191], "X3": [1]}) == {"X1": CONFLICT, "X2": CONFLICT, "X3": REPRODUCED}


statements = st.lists(st.tuples(st.just("n"), st.integers(0, 20), st.none(), st.integers(0, 4)), min_size=1, max_size=5)


@quick
@given(statements)
def test_claims_conflict_all_together_or_not_at_all(rows):
    meet = any(all(abs(number - value) <= step for _, value, _, step in rows) for number in range(-4, 25))
    everyone = {f"X{n}" for n in range(1, len(rows) + 1)}
    assert conflicting(printed(*rows)) == (set() if meet else everyone)


@quick
@given(statements, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_change_a_verdict(rows, chance):
    claims = printed(*rows)
    shuffled = claims.loc[chance.sample(list(claims.index), len(claims))]
    assert verdicts(shuffled, {}) == verdicts(claims, {})
