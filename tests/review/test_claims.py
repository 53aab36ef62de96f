"""The number check: rules select and measure what they say, or say why they cannot."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.claims import RuleError, recompute, select

ROWS = [
    ("BIH", "europe", 2003, 300, True),
    ("ALB", "europe", 2004, 100, False),
    ("ALB", "europe", 2005, None, False),
    ("BGD", "asia", 2005, 250, True),
    ("KEN", "africa", 2006, 250, None),
    (None, None, 2006, 100, False),
]
NAMES = ("country", "region", "year", "amount", "doubled")
KINDS = {"country": "string", "region": "string", "year": "Int64", "amount": "Int64", "doubled": "boolean"}
TABLE = pd.DataFrame(ROWS, columns=NAMES, index=pd.RangeIndex(2, 8, name="data/t.csv")).astype(KINDS)
NONE = "country=QQQ"
quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def held(where):
    return list(select(TABLE, where).index)


def value(measure, where="", whole=""):
    return recompute(TABLE, where, measure, whole).value


# Which rows


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ("", [2, 3, 4, 5, 6, 7]),
        ("region=europe", [2, 3, 4]),
        ("region=asia|africa", [5, 6]),
        ("region = asia | africa", [5, 6]),
        ("region!=europe", [5, 6, 7]),
        ("region!=europe|asia", [6, 7]),
        ("region=", [7]),
        ("region!=", [2, 3, 4, 5, 6]),
        ("amount=", [4]),
        ("year=2005", [4, 5]),
        ("year=2003|2006", [2, 6, 7]),
        ("year>=2005", [4, 5, 6, 7]),
        ("year<=2004", [2, 3]),
        ("year>=2004&year<=2005", [3, 4, 5]),
        ("region=europe & year>=2004", [3, 4]),
        ("amount>=250", [2, 5, 6]),
        ("amount<=99.5", []),
        ("region=QQQ", []),
        ("region=europ", []),
        ("region=Europe", []),
        ("doubled=true", [2, 5]),
        ("doubled=false", [3, 4, 7]),
        ("doubled=", [6]),
    ],
)
def test_a_condition_keeps(where, lines):
    assert held(where) == lines


def test_a_number_with_a_fraction_is_met_as_it_is_written_in_the_data():
    shares = pd.DataFrame({"value": pd.array([5, 0.5, None], "Float64")})
    assert [list(select(shares, f"value={text}").index) for text in ("5", "0.5", "")] == [[0], [1], [2]]


def test_a_condition_that_is_met_by_no_row_leaves_the_columns():
    assert list(select(TABLE, NONE).columns) == list(NAMES)


def test_selecting_leaves_the_table_as_it_was():
    before = TABLE.copy()
    select(TABLE, "region=europe&year>=2004")
    pd.testing.assert_frame_equal(TABLE, before)


def test_the_rows_keep_their_lines_and_the_name_of_their_file():
    assert select(TABLE, "year>=2005").index.name == "data/t.csv"


@quick
@given(st.sampled_from(["europe", "asia", "africa", "", "QQQ", "europe|asia"]))
def test_equal_and_unequal_share_out_every_row(code):
    assert sorted(held(f"region={code}") + held(f"region!={code}")) == list(TABLE.index)


@quick
@given(st.integers(2000, 2010), st.integers(2000, 2010))
def test_conditions_meet_whatever_their_order(first, last):
    assert held(f"year>={first}&year<={last}") == held(f"year<={last}&year>={first}")
    assert held(f"year>={first}&year<={last}") == [
        n for n, row in zip(range(2, 8), ROWS, strict=True) if first <= row[2] <= last
    ]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("region", "'region' is no condition"),
        ("region>europe", "'region>europe' is no condition"),
        ("=europe", "'=europe' is no condition"),
        ("region=europe & & year=2005", "'' is no condition"),
        ("regio=europe", "no column 'regio' among country, region, year, amount, doubled"),
        ("year>=soon", "soon"),
        ("region>=5", "region"),
    ],
)
def test_a_condition_that_cannot_be_read_is_named(where, said):
    with pytest.raises(RuleError, match=said):
        select(TABLE, where)


# What is measured


@pytest.mark.parametrize(
    ("measure", "where", "expected"),
    [
        ("rows", "", 6),
        ("rows", "region=europe", 3),
        ("rows", NONE, 0),
        ("distinct region", "", 3),
        ("distinct country", "region=europe", 2),
        ("distinct country", "country=", 0),
        ("sum amount", "", 1000),
        ("sum amount", "region=europe", 400),
        ("min amount", "", 100),
        ("max amount", "", 300),
        ("max year", "region=europe", 2005),
        ("value amount", "country=BIH", 300),
        ("rank europe by amount in region", "", 1),
        ("rank asia by amount in region", "", 2),
        ("rank africa by amount in region", "", 2),
        ("rank europe by rows in region", "", 1),
        ("rank africa by rows in region", "", 2),
        ("rank ALB by amount in country", "", 4),
        ("rank ALB by rows in country", "", 1),
        ("rank asia by amount in region", "region!=europe", 1),
        ("rank 2003 by amount in year", "", 2),
    ],
)
def test_a_measure_gives(measure, where, expected):
    assert value(measure, where) == expected


@pytest.mark.parametrize(
    ("measure", "where", "whole", "expected"),
    [
        ("share amount", "region=europe", "", 0.4),
        ("share amount", "region=asia", "region=asia|africa", 0.5),
        ("share rows", "region=europe", "", 0.5),
        ("share rows", "country=ALB", "region=europe", 2 / 3),
        ("share amount", NONE, "", 0),
    ],
)
def test_a_share_is_of_the_whole_that_is_given(measure, where, whole, expected):
    assert value(measure, where, whole) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("measure", "where", "whole", "lines"),
    [
        ("rows", "region=asia", "", [5]),
        ("sum amount", "region=europe", "", [2, 3, 4]),
        ("value amount", "country=BIH", "", [2]),
        ("rank asia by amount in region", "year>=2005", "", [4, 5, 6, 7]),
        ("share amount", "region=asia", "region=asia|africa", [5, 6]),
        ("share amount", "region=asia", "", [2, 3, 4, 5, 6, 7]),
    ],
)
def test_the_outcome_names_every_row_it_rests_on(measure, where, whole, lines):
    assert list(recompute(TABLE, where, measure, whole).rows) == lines


@pytest.mark.parametrize(
    ("measure", "where", "said"),
    [
        ("mean amount", "", "mean amount"),
        ("", "", "''"),
        ("rows amount", "", "rows amount"),
        ("sum", "", "no column ''"),
        ("sum amunt", "", "no column 'amunt'"),
        ("distinct amunt", "", "no column 'amunt'"),
        ("share amunt", "", "no column 'amunt'"),
        ("value amunt", "", "no column 'amunt'"),
        ("sum amount", NONE, "sum amount.* 0 rows"),
        ("min amount", NONE, "min amount.* 0 rows"),
        ("min amount", "amount=", "min amount"),
        ("sum amount", "amount=", "sum amount"),
        ("sum region", "", "sum region"),
        ("max region", "", "max region"),
        ("value amount", "", "wants one row with a value and finds 6 rows"),
        ("value amount", NONE, "finds 0 rows"),
        ("value amount", "amount=", "wants one row with a value"),
        ("value amount", "country=ALB", "finds 2 rows"),
        ("value region", "country=BIH", "value region"),
        ("rank europe", "", "'rank europe' is no rank; write 'rank CODE by COLUMN in GROUP'"),
        ("rank europe by amount", "", "is no rank"),
        ("rank europa by amount in region", "", "'europa' is not among africa, asia, europe"),
        ("rank europe by amount in regio", "", "no column 'regio'"),
        ("rank europe by amunt in region", "", "no column 'amunt'"),
    ],
)
def test_a_measure_that_does_not_fit_is_named(measure, where, said):
    with pytest.raises(RuleError, match=said):
        value(measure, where)


@pytest.mark.parametrize("measure", ["share amount", "share rows"])
def test_a_share_of_nothing_is_an_error(measure):
    with pytest.raises(RuleError, match=measure):
        value(measure, "region=europe", NONE)


amounts = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), min_size=1, max_size=12)


@quick
@given(amounts)
def test_sums_shares_and_ranks_agree_with_plain_counting(pairs):
    table = pd.DataFrame(pairs, columns=["code", "amount"]).astype({"code": "string", "amount": "Int64"})
    sums = {code: sum(amount for other, amount in pairs if other == code) for code, _ in pairs}
    for code, total in sums.items():
        assert recompute(table, f"code={code}", "sum amount").value == total
        place = 1 + len([other for other in sums.values() if other > total])
        assert recompute(table, "", f"rank {code} by amount in code").value == place
        if sum(sums.values()):
            assert recompute(table, f"code={code}", "share amount").value == pytest.approx(total / sum(sums.values()))
