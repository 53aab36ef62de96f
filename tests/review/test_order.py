"""Works, notes, headings and the table of contents: what follows in order, and what leads where."""

from itertools import pairwise

from all_tables import given_tables, grouped, years_in

pytest_generate_tests = given_tables


# Works, notes and the table of contents


def test_a_work_has_the_year_of_its_key_but_for_a_report_named_after_its_subject(works):
    other = [
        row["entry"]
        for row in works
        if row["year"] and years_in(row["key"]) and [int(row["year"])] != years_in(row["key"])
    ]
    assert other == ["W269"]


def test_a_note_with_a_work_stands_where_the_note_stands(works, footnotes_p1a):
    lines = {row["number"]: row["line"] for row in footnotes_p1a if row["part"] == "part1"}
    noted = [row for row in works if row["part"] == "p1" and row["where"] == "note"]
    assert lines
    assert noted
    assert [row["entry"] for row in noted if lines.get(row["note_number"], row["line"]) != row["line"]] == []


def test_the_notes_of_a_part_are_numbered_in_the_order_of_their_lines(works):
    for part, rows in grouped([row for row in works if row["where"] == "note"], "document", "part").items():
        numbers = [int(row["note_number"]) for row in sorted(rows, key=lambda row: int(row["line"]))]
        assert numbers == sorted(numbers), part


def test_what_the_contents_list_leads_to_a_heading_and_pages_follow_each_other(contents_p1, headings):
    lines = {row["line"] for row in headings if row["document"] == "norad-2008-en"}
    assert [row["heading"] for row in contents_p1 if row["body_line"] and row["body_line"] not in lines] == []
    pages = [int(row["page"]) for row in contents_p1]
    assert pages == sorted(pages)


SKIPPED_LEVELS = {("norad-2008-en", line) for line in ("623", "693", "1287", "3188")} | {("norad-2008-nb", "286")}
"""Headings of points, two levels below the heading they follow."""


def test_a_heading_is_at_most_one_level_below_the_one_before(headings):
    deep = {
        (row["document"], row["line"])
        for before, row in pairwise(headings)
        if row["document"] == before["document"] and int(row["level"]) > int(before["level"]) + 1
    }
    assert deep == SKIPPED_LEVELS
