"""Lessons, recommendations and lists of points: as the data has them, in order, told once."""

import csv
from types import SimpleNamespace

import pandas as pd
import pytest
from plain_list import ROOT

from press.fragments import Literal
from review import lessons as ls

WORDS = {
    "basis-named": {"en": "Named", "nb": "Navngitt"},
    "basis-all": {"en": "All", "nb": "Alle"},
    "project-one": {"en": "One", "nb": "Én"},
    "project-two": {"en": "Two", "nb": "To"},
    "all-projects": {"en": "All projects", "nb": "Alle prosjekter"},
}
LESSONS = pd.DataFrame([{"lesson": "media", "group": 8.4, "order": 1, "heading_en": "Media", "heading_nb": "Medier"}])


def read(name):
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def point(order, where="chapter", difference=None, text="Text."):
    return {
        "lesson": "media", "order": order, "where": where, "text_en": text, "text_nb": text,
        "difference_en": difference, "difference_nb": difference, "line": 7, "line_summary": 3,
    }  # fmt: skip


def tie(project, basis, says="Says."):
    return {"lesson": "media", "project": project, "basis": basis, "says_en": says, "says_nb": says, "line": 9}


def test_a_list_keeps_the_order_of_the_data_and_not_of_its_rows():
    found = ls.items(pd.DataFrame([point(2, text="Second."), point(1, text="First.")]))
    assert [item["parts"][0]["en"] for item in found] == ["First.", "Second."]


def test_only_a_point_of_the_summary_alone_has_a_note():
    rows = pd.DataFrame([point(1, "both"), point(2, "summary"), point(3)])
    assert [item["note"] for item in ls.items(rows, {"en": "Only there.", "nb": "Bare der."})] == [
        None, {"en": "Only there.", "nb": "Bare der."}, None,
    ]  # fmt: skip


def test_a_number_within_a_text_stays_a_shortcode_and_its_words_do_not():
    cut = ls.parts({"en": "In {{< num a.b as=words >}} years.", "nb": "På {{< num a.b as=words >}} år."})
    assert cut == [{"en": "In ", "nb": "På "}, " ", "{{< num a.b as=words >}}", " ", {"en": " years.", "nb": " år."}]
    assert [isinstance(part, Literal) for part in cut] == [False, True, True, True, False]


def test_a_number_in_one_language_alone_is_refused():
    with pytest.raises(ValueError, match="differ between the languages"):
        ls.parts({"en": "In {{< num a.b >}} years.", "nb": "På to år."})


def test_a_point_in_both_places_counts_as_different_only_with_a_difference():
    rows = ls.counted(pd.DataFrame([point(1, "both"), point(2, "both", "Weaker."), point(3, "chapter", "Not there.")]))
    assert {place: len(found) for place, found in rows.items()} == {"both": 2, "differ": 1, "chapter": 1, "summary": 0}


def test_what_the_chapter_alone_has_is_no_difference_to_list():
    rows = pd.DataFrame([point(1, "chapter", "Not there."), point(2, "both", "Weaker."), point(3, "summary", "Only.")])
    assert [row["difference"]["en"] for row in ls.difference_rows(LESSONS, rows)] == ["Weaker.", "Only."]


def test_what_is_said_of_all_projects_is_one_row():
    rows = pd.DataFrame([tie("one", "all"), tie("two", "all")])
    assert [row["project"]["en"] for row in ls.project_rows(LESSONS, rows, WORDS)] == ["All projects"]


def test_a_project_that_only_the_whole_covers_keeps_its_name_where_it_is_alone():
    rows = pd.DataFrame([tie("one", "named"), tie("two", "all", "Every project.")])
    assert [row["project"]["en"] for row in ls.project_rows(LESSONS, rows, WORDS)] == ["One", "Two"]


def test_visited_projects_come_first_and_those_no_lesson_can_name_not_at_all():
    projects = pd.DataFrame({"project": ["one", "two", "three"], "depth": ["desk", "visited", "office"]})
    assert ls.project_order(projects, pd.DataFrame([tie("one", "all"), tie("two", "named")])) == (["two"], ["one"])


def test_publishing_skips_what_is_not_there():
    published = {}
    book = SimpleNamespace(number=lambda key, value, unit, *, rows, rule: published.update({key: value}))
    names = ("all-lessons", "points-of", *(f"points-{place}" for place in ls.PLACES))
    words = {name: {"en": name, "nb": name} for name in names}
    ls.publish_points(book, LESSONS, pd.DataFrame([point(1, "summary")]), words)
    assert published == {"points.all.summary": 1, "points.media.summary": 1}


# The data itself


def test_every_project_that_a_point_names_is_a_reviewed_project():
    known = {row["project"] for row in read("reviewed_projects")}
    assert {name for row in read("lesson_points") for name in row["projects"].split()} <= known


def test_no_text_that_goes_into_a_table_holds_a_shortcode():
    shown = [row for row in read("lesson_points") if row["where"] != "chapter" and row["difference_en"]]
    assert [row["point"] for row in shown if "{{<" in row["text_en"] + row["difference_en"]] == []


def test_every_list_of_the_chapters_has_the_points_of_its_table():
    for lesson in {row["lesson"] for row in read("lessons")}:
        own = [row for row in read("lesson_points") if row["lesson"] == lesson]
        text = (ROOT / "figures" / f"lesson-{lesson}.en.md").read_text(encoding="utf-8")
        assert sum(line.startswith("- ") for line in text.splitlines()) == len(own), lesson
