"""The list of documents: each work once, in one group only."""

import pandas as pd

from review import consulted

WORKS = pd.DataFrame(
    [
        ("p3", "annex", "a", "iom", 2006, "report"),
        ("p3", "annex", "a", "iom", 2006, "report"),
        ("p3", "annex", "b", "iom", None, "guide"),
        ("p3", "annex", "c", "ilo", 2003, "report"),
        ("p3", "annex", "d", "un", 2008, "report"),
        ("p3", "text", "e", "un", 2008, "report"),
        ("p1", "annex", "f", "un", 2008, "report"),
    ],
    columns=["part", "where", "key", "publisher", "year", "kind"],
)
LISTED = consulted.listed(WORKS)


def sizes(groups):
    return [(name, len(rows)) for name, rows in groups]


def test_an_entry_that_is_repeated_counts_once():
    assert list(LISTED["key"]) == ["a", "b", "c", "d"]


def test_publishers_of_one_work_are_put_together_last():
    assert sizes(consulted.publishers(LISTED)) == [("iom", 2), (consulted.OTHERS, 2)]


def test_works_without_a_year_stand_apart():
    assert sizes(consulted.years(LISTED)) == [("2003", 1), ("2006", 1), ("2008", 1), (consulted.UNDATED, 1)]


def test_every_work_is_in_one_period():
    assert sum(len(rows) for _, rows in consulted.periods(LISTED)) == len(LISTED)


def test_kinds_are_ordered_by_their_number():
    assert sizes(consulted.kinds(LISTED)) == [("report", 3), ("guide", 1)]


def test_a_period_of_several_years_is_headed_by_both_ends():
    assert consulted.period_heading("y2002", {})["nb"] == "2002–2004"
    assert consulted.period_heading("y2007", {})["en"] == "2007"
