"""Grids, the calendar and the map show what they are given, told apart by shape, within the page."""

import pytest
from drawn_charts import drawn, outside, overlapping, words
from matplotlib.patches import Polygon

from review import grids, journeys

KEYS = {"named": "Named", "group": "Group", "all": "All"}
LINES = [grids.Line("Group"), grids.Line("A lesson", {"one": "named", "two": "all"}), grids.Line("Another", {})]
COLUMNS = [("Visited", {"one": "First"}), ("Read", {"two": "Second"})]
STRIPS = [journeys.Strip(0, 9, None, "meeting"), journeys.Strip(2, 8, 16.5, "visit")]
PLACES = [
    journeys.Place("Capital", "1 Capital (3)", 18.41, 43.86, 3, True, "east"),
    journeys.Place("Town", "2 Town (1)", 17.91, 44.2, 1, False, "west"),
]


def marks():
    return grids.marks_grid(LINES, COLUMNS, keys=KEYS, head=30)


def circles():
    return grids.circle_grid(["A", "B"], ["2006", "No year"], {(0, 0): (3, "3"), (1, 1): (11, "11")})


def days():
    return journeys.calendar(
        ["Wed", "Thu", "Fri"], ["Here", "", "There"], STRIPS,
        kinds={"meeting": "Meeting", "visit": "Visit"}, open_end="No end", breaks={0: "Land"},
    )  # fmt: skip


def journey():
    return journeys.schematic_map(
        PLACES, ["Capital", "Town", "Capital"], countries={"Land": (18.1, 44.0)}, scale_km=10, scale_text="10 km"
    )


@pytest.mark.parametrize("draw", [marks, circles, days, journey])
def test_no_text_overlaps_another_or_leaves_the_canvas(draw):
    figure = drawn(lambda lang: draw(), "en", 90)
    assert (overlapping(figure), outside(figure)) == ([], [])


def test_each_mark_of_the_grid_has_a_shape_or_fill_of_its_own():
    signs = {(mark["marker"], mark.get("markerfacecolor")) for mark in grids.MARKS.values()}
    assert len(signs) == len(grids.MARKS)


def test_a_row_without_marks_stays_in_the_grid():
    assert "Another" in words(drawn(lambda lang: marks(), "en", 90))


def test_a_circle_has_its_number_beside_it():
    assert {"3", "11"} <= set(words(drawn(lambda lang: circles(), "en", 90)))


def test_a_strip_without_an_end_is_a_wedge():
    [axes] = days().axes
    assert sum(isinstance(item, Polygon) and len(item.get_xy()) == 4 for item in axes.patches) == 1


def test_a_leg_there_and_back_is_one_line():
    [axes] = journey().axes
    assert len(axes.lines) == 2  # the leg, and the bar of the scale


def test_the_map_has_one_scale_both_ways():
    [axes] = journey().axes
    assert axes.get_aspect() == 1.0
