"""The maps: shapes decoded from the real file, and what is drawn of them."""

import json

import numpy as np
import pandas as pd
import pytest
from plain_list import ROOT

from review import world_map

TOPOLOGY = json.loads((ROOT / "data/geo/countries-110m.json").read_text(encoding="utf-8"))
SHAPES = world_map.shapes(TOPOLOGY)
PLACES = pd.read_csv(ROOT / "data/map_places.csv")


def test_every_shape_that_the_places_name_is_in_the_file():
    named = {name for cell in PLACES["shapes"].dropna() for name in cell.split(";")}
    assert named <= set(SHAPES)


def test_a_country_lies_where_it_is_on_earth():
    [mainland] = SHAPES["Nigeria"]
    assert np.allclose([mainland.min(axis=0), mainland.max(axis=0)], [[2.69, 4.24], [14.58, 13.87]], atol=0.1)


def test_a_ring_is_closed():
    assert all(np.allclose(ring[0], ring[-1]) for rings in SHAPES.values() for ring in rings if len(rings) < 5)


def test_no_ring_leaps_across_the_line_of_180_degrees():
    assert max(np.abs(np.diff(ring[:, 0])).max() for name in ("Russia", "Fiji") for ring in SHAPES[name]) < 90


@pytest.mark.parametrize(("country", "inside"), [("Ukraine", True), ("Russia", False)])
def test_crimea_is_drawn_as_in_2008(country, inside):
    found = any((ring >= (32, 44)).all() and (ring <= (37, 46.5)).all() for ring in SHAPES[country])
    assert found is inside


def test_a_place_without_shape_is_a_dot():
    figure = world_map.role_map(SHAPES, PLACES, {"SGP": "stated"}, {"stated": "Named"})
    assert [len([line for line in axes.lines if line.get_marker() == "o"]) for axes in figure.axes[:2]] == [1, 1]


def test_only_places_that_are_named_carry_a_code():
    figure = world_map.role_map(SHAPES, PLACES, {"NGA": "stated", "ITA": "implied"}, {"stated": "a", "implied": "b"})
    assert [[text.get_text() for text in axes.texts] for axes in figure.axes[:2]] == [["NGA"], ["ITA"]]


def test_groups_differ_in_pattern_and_not_only_in_colour():
    hatches = [tone.hatch for tone in world_map._ROLE_TONES]
    assert len(set(hatches)) == len(hatches)
