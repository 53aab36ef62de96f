"""No number of the list can change unseen: each wrong amount or year moves something that is published."""

import pytest
from plain_list import ROOT, published

from press.datapackage import load_package
from review import portfolio as pf

PACKAGE = load_package(ROOT)
FRAME = pf.joined(*(PACKAGE.read(name) for name in ("agreements", "countries", "recipients", "donor_units")))
PUBLISHED = published()
FAMILIES = {"region": "region", "recipient": "recipient", "type": "recipient_type", "kind": "kind"}


def by_class(rows):
    """Amounts and shares by the functions that the notebook uses, under the published keys."""
    whole = pf.amount(rows)
    found = {"portfolio.amount": whole}
    for family, column in FAMILIES.items():
        for group in pf.groups(rows, column):
            found[f"portfolio.{family}.{group.code}.amount"] = group.amount
            if f"portfolio.{family}.{group.code}.share" in PUBLISHED:
                found[f"portfolio.{family}.{group.code}.share"] = group.amount / whole
    return found


def by_year(rows):
    """Amounts and counts of years and periods, likewise."""
    found = {
        "portfolio.planned.amount": pf.amount(pf.since(rows, pf.PLANNED_FROM)),
        "portfolio.from2003.amount": pf.amount(pf.since(rows, pf.CHART_FROM)),
    }
    for year, part in pf.years(rows, 2000, 2010):
        found[f"portfolio.year.y{year}.agreements"] = len(part)
        if pf.has_amount(part):
            found[f"portfolio.year.y{year}.amount"] = pf.amount(part)
    return found


def changed(column, line, value, *families):
    """The keys that move when one cell is another."""
    cell, place = FRAME.columns.get_loc(column), FRAME.index.get_loc(line)
    kept = FRAME.iat[place, cell]
    FRAME.iat[place, cell] = value
    try:
        after = {key: number for family in families for key, number in family(FRAME).items()}
    finally:
        FRAME.iat[place, cell] = kept
    before = {key: number for family in families for key, number in WHOLE[family].items()}
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


WHOLE = {family: family(FRAME) for family in (by_class, by_year)}


def test_what_is_recomputed_here_is_what_is_published():
    differ = {
        key: (value, PUBLISHED[key]["value"])
        for family in WHOLE.values()
        for key, value in family.items()
        if PUBLISHED[key]["value"] != pytest.approx(value, rel=1e-9)
    }
    assert differ == {}


def test_every_wrong_amount_moves_a_published_number_of_every_class():
    unseen = {}
    for line, row in FRAME[FRAME["amount_nok"].notna()].iterrows():
        moved = changed("amount_nok", line, row["amount_nok"] + 1, by_class, by_year)
        expected = {f"portfolio.{family}.{row[column]}.amount" for family, column in FAMILIES.items()}
        expected |= {"portfolio.amount", f"portfolio.year.y{row['year']}.amount"}
        if not expected <= moved:
            unseen[line] = expected - moved
    assert unseen == {}


def test_every_wrong_year_moves_the_numbers_of_both_years():
    unseen = {}
    for line, row in FRAME.iterrows():
        other = row["year"] + 1 if row["year"] < 2010 else 2009
        expected = {f"portfolio.year.y{year}.agreements" for year in (row["year"], other)}
        if not expected <= changed("year", line, other, by_year):
            unseen[line] = row["year"]
    assert unseen == {}


def test_an_amount_filled_in_where_none_is_printed_moves_a_published_number():
    [line] = FRAME.index[FRAME["amount_nok"].isna()]
    assert "portfolio.amount" in changed("amount_nok", line, 1, by_class)
