"""The charts of the field review: texts can be read, gaps stay gaps, and shapes tell the sources apart."""

import json

import pytest
from drawn_charts import LANGUAGES, real, words
from plain_list import ROOT

from review import field_charts as charts

NUMBERS = json.loads((ROOT / "figures" / "numbers.json").read_text(encoding="utf-8"))
both = pytest.mark.parametrize("lang", LANGUAGES)


def drawing(name, lang):
    return real(name, lang, "field")


def text_of(key, lang):
    return NUMBERS[key]["text"][lang]["int"]


@both
def test_the_chart_of_victims_shows_totals_and_no_children(lang):
    shown = words(drawing("fig-p3-identified", lang))
    totals = [key for key in NUMBERS if key.startswith("field.identified.")
              and "children" not in key and "serbia" not in key]
    assert all(text_of(key, lang) in shown for key in totals)
    assert sum(text.isdigit() and int(text) not in range(2000, 2009) for text in shown) == len(totals) + 6


def test_a_line_joins_only_years_that_follow_each_other():
    drawn = [line for axes in drawing("fig-p3-identified", "en").axes for line in axes.lines]
    lines = [line for line in drawn if len(line.get_xdata()) > 1]
    assert len(lines) == 5
    assert all(abs(line.get_xdata()[1] - line.get_xdata()[0]) == 1 for line in lines)


def test_every_source_has_a_mark_that_no_other_has():
    looks = [(mark.shape, mark.filled) for mark in charts.MARKS.values()]
    assert len(set(looks)) == len(looks)


@both
def test_the_selection_has_one_scale_for_all_places(lang):
    assert len({axes.get_xlim() for axes in drawing("fig-p3-selection", lang).axes}) == 1


def test_each_project_has_a_mark_for_each_sum():
    marks = [line for line in drawing("fig-p3-money", "en").axes[0].lines if len(line.get_xdata()) == 1]
    keys = [key.split(".") for key in NUMBERS if key.startswith("field.money.")]
    sums = [key for key in keys if key[-1] in {"print", "annex", "list"}]
    assert len(marks) == len(sums)
