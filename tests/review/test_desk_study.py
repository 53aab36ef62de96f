"""The desk study in lists and tables: points as lines, sums under printed numbers, who says a lesson."""

import csv
import re
from types import SimpleNamespace

import pandas as pd
import pytest
from plain_list import ROOT

from review import desk_study as ds
from review import evaluation_summaries as es
from review import project_summaries as ps

ONLY = {"en": "English edition only", "nb": "bare i den engelske utgaven"}
WORDS = {"desk-only-en": ONLY, "desk-only-nb": {"en": "Norwegian edition only", "nb": "bare i den norske utgaven"}}


def read(name):
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def figure(name):
    return (ROOT / "figures" / f"{name}.md").read_text(encoding="utf-8")


def items(*texts, **more):
    whole = {"line": 1, "line_nb": 1, "note_en": None, "note_nb": None, **more}
    return pd.DataFrame([{"text_en": text, "text_nb": text, **whole} for text in texts])


def lesson(name, theme, said):
    return {"lesson": name, "theme": theme, "said_by": said}


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("activity", "Hotlines; NGOs; Roma people; legal advice."),
        ("norm", "Hotlines; NGOs; Roma people; Legal advice."),
        ("other", "Hotlines. NGOs. Roma people. Legal advice."),
    ],
)
def test_points_make_one_line_in_which_names_keep_their_capital(kind, line):
    assert ps.line(items("Hotlines", "NGOs", "Roma people", "Legal advice"), kind, WORDS)["en"] == line


def test_a_norm_that_is_no_name_loses_its_capital_within_a_line():
    line = ps.line(items("Palermo Protocol", "The duty to act", "National Plan"), "norm", WORDS)
    assert line["en"] == "Palermo Protocol; the duty to act; National Plan."


def test_what_one_edition_alone_has_is_said_in_brackets():
    rows = items("Grants", line_nb=None, note_en="Small ones.", note_nb="Små.")
    assert ps.line(rows, "activity", WORDS) == {
        "en": "Grants (English edition only; small ones).",
        "nb": "Grants (bare i den engelske utgaven; små).",
    }


def test_of_a_shared_number_only_the_rows_of_the_project_count():
    numbers = pd.DataFrame([{"project": "one", "edition": "en", "number": "A", "list_country": "LAO",
                             "list_recipient": None}])
    agreements = pd.DataFrame({"project": ["A", "A", "B"], "country": ["LAO", "THA", "LAO"], "recipient": list("xyz")})
    assert list(ps.listed(agreements, numbers, "one").index) == [0]


def test_a_remark_follows_what_only_one_edition_has():
    row = pd.Series({"text_en": "It works.", "text_nb": "Det virker.", "editions": "nb", "note_en": "So it says.",
                     "note_nb": "Slik står det."})
    assert es.noted(row, "text", WORDS)["en"] == "It works. (Norwegian edition only. So it says.)"


def test_an_evaluation_is_tied_only_by_who_says_the_lesson():
    recipients = ["save-the-children", "care-norway"]
    evaluations = pd.DataFrame({"evaluation": ["a", "montenegro-2007"], "recipient": recipients})
    lessons = pd.DataFrame([
        lesson("one", "partners", "desk-study"), lesson("two", "partners", "save-the-children"),
        lesson("authorities-montenegro", "authorities", "care"), lesson("three", "partners", "evaluations"),
    ])  # fmt: skip
    assert ds.tied(lessons, evaluations) == {
        "one": {"desk-study": "named"}, "two": {"a": "group"}, "authorities-montenegro": {"montenegro-2007": "group"},
        "three": {"a": "all", "montenegro-2007": "all"},
    }  # fmt: skip


def test_the_closer_mark_stays_where_two_lessons_of_a_theme_meet():
    lessons = pd.DataFrame([lesson("one", "partners", "care"), lesson("two", "partners", "evaluations")])
    names = {f"desk-theme-{theme}": {"en": theme} for theme in ds.THEMES}
    lines = ds.theme_lines(lessons, {"one": {"a": "group"}, "two": {"a": "all", "b": "all"}}, "en", names)
    assert {line.name: line.marks for line in lines}["partners"] == {"a": "group", "b": "all"}


def test_a_total_that_the_norwegian_edition_prints_otherwise_has_a_key_of_its_own():
    published = {}
    book = SimpleNamespace(number=lambda key, value, unit, *, rows, rule: published.update({key: value}))
    projects = pd.DataFrame([{"project": "one", "label_en": "One", "label_nb": "Én", "total_nok_en": 5,
                              "total_nok_nb": 6}])
    numbers = pd.DataFrame([{"project": "one", "edition": "en", "number": "A", "list_country": None,
                             "list_recipient": None}])
    agreements = pd.DataFrame({"project": ["A"], "country": ["LAO"], "recipient": ["x"], "amount_nok": [5]})
    codes = ("desk-printed-project", "desk-listed", "desk-totals-same", "desk-totals-differ")
    ps.publish_totals(book, projects, numbers, agreements, {code: {"en": "{}", "nb": "{}"} for code in codes})
    assert published == {"project.one.printed": 5, "project.one.printed-nb": 6, "project.one.listed": 5,
                         "projects.totals.same": 1, "projects.totals.differ": 0}  # fmt: skip


# The data itself


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_every_project_is_described_once(lang):
    text = "".join(figure(f"projects-{unit}.{lang}") for unit in ps.UNITS)
    assert re.findall(r"\{#sec-p2-project-([a-z0-9-]+)\}", text) == [row["project"] for row in read("projects")]


@pytest.mark.parametrize("lang", ["en", "nb"])
def test_every_evaluation_has_its_points_and_cites_its_work(lang):
    for row in read("evaluations"):
        text, slug = figure(f"evaluation-{row['evaluation']}.{lang}"), row["evaluation"]
        points = [item for item in read("evaluation_items") if item["evaluation"] == slug]
        unlike = [t for t in read("evaluation_project_texts") if t["evaluation"] == slug and t["same"] == "false"]
        assert sum(line.startswith("- ") for line in text.splitlines()) == len(points) + len(unlike)
        assert len(re.findall(r"\[@\w+\]", text)) == 1


def test_the_table_of_editions_has_every_difference():
    rows = [line for line in figure("tbl-p2-editions.en").splitlines() if line.startswith("| ")]
    assert len(rows) == len(read("edition_differences")) + 1


def test_the_theme_of_every_lesson_has_a_line():
    assert {row["theme"] for row in read("lessons_p2")} == set(ds.THEMES)


def test_a_lesson_about_one_country_names_an_evaluation():
    evaluations = {row["evaluation"] for row in read("evaluations")}
    assert set(ds.ABOUT) <= {row["lesson"] for row in read("lessons_p2")} and set(ds.ABOUT.values()) <= evaluations
