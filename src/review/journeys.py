"""Charts of a journey: its days as bars of hours, and its places as a map without outlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon

from review.charts import ACCENT, INK, QUIET, TONES, Tone
from review.grids import BAND

_KM_PER_DEGREE = 111.2
_FIRST_HOUR, _LAST_HOUR = 7, 20
_HALF = 0.34
_WEDGE = 0.4
_LIFT = 4  # points: a place east of a capital keeps clear of its name


@dataclass(frozen=True)
class Strip:
    """A bar of hours on a day, by the place of the day; without an end only its beginning is marked."""

    day: int
    start: float
    end: float | None
    kind: str


@dataclass(frozen=True)
class Place:
    """A place on the map: its label, coordinates in degrees, weight, whether a capital, and the label's side."""

    name: str
    label: str
    east: float
    north: float
    weight: int
    capital: bool
    side: str


def calendar(
    days: Sequence[str], beside: Sequence[str], strips: Sequence[Strip], *,
    kinds: Mapping[str, str], open_end: str, breaks: Mapping[int, str],
) -> Figure:
    """Draw a row a day with its hours across; a day without a strip is a light band.

    ``beside`` stands at the right of each day, ``kinds`` are the words of the kinds in the
    order of the key, ``open_end`` the word for strips without an end; ``breaks`` maps the
    days before which a line is drawn to the word at its right.
    """
    tones = dict(zip(kinds, TONES, strict=False))
    figure = Figure()
    axes = figure.add_subplot()
    at_work = {strip.day for strip in strips}
    for day in range(len(days)):
        if day not in at_work:
            axes.axhspan(day - 0.5, day + 0.5, color=BAND, linewidth=0, zorder=0)
        axes.annotate(beside[day], (1, day), (6, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
                      va="center", fontsize=8.5)
    for strip in strips:
        _strip(axes, strip, tones[strip.kind])
    for day, word in breaks.items():
        axes.axhline(day - 0.5, color=INK, linewidth=0.8)
        axes.annotate(word, (1, day), (-4, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
                      ha="right", va="center", weight="bold")
    axes.set_yticks(range(len(days)), list(days), va="center")
    axes.set_ylim(len(days) - 0.5, -0.5)
    axes.set_xticks(range(_FIRST_HOUR, _LAST_HOUR + 1))
    axes.set_xlim(_FIRST_HOUR - 0.1, _LAST_HOUR + 0.1)
    axes.xaxis.tick_top()
    axes.grid(axis="x", color=BAND, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    keys = [Patch(label=word, **_filled(tones[kind])) for kind, word in kinds.items()]
    wedge = Line2D([], [], linestyle="", marker=">", markersize=7, color=QUIET, label=open_end)
    figure.legend(handles=[*keys, wedge], loc="outside lower left", ncols=len(keys) + 1, handlelength=1.4,
                  columnspacing=1.2)
    return figure


def schematic_map(
    places: Sequence[Place], route: Sequence[str], *, countries: Mapping[str, tuple[float, float]], scale_km: int,
    scale_text: str,
) -> Figure:
    """Draw places at their true positions, the same scale both ways, with the route between them.

    ``route`` names places in order, ``countries`` maps the words of countries to where they
    stand in degrees east and north; a bar shows ``scale_km`` with its text.
    """
    middle = sum(place.north for place in places) / len(places)
    shrink = cos(radians(middle))
    at = {place.name: (place.east * shrink, place.north) for place in places}
    figure = Figure()
    axes = figure.add_subplot()
    legs = dict.fromkeys(tuple(sorted(leg)) for leg in pairwise(route))
    for one, other in legs:
        axes.plot(*zip(at[one], at[other], strict=True), color=QUIET, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    for place in places:
        marker = "s" if place.capital else "o"
        axes.scatter(*at[place.name], s=34 * place.weight, marker=marker, color=ACCENT, edgecolors="white", zorder=3)
        off = 4 + 3 * place.weight**0.5
        ha, dx = ("left", off) if place.side == "east" else ("right", -off)
        dy = 0 if place.capital or place.side == "west" else _LIFT
        axes.annotate(place.label, at[place.name], (dx, dy), textcoords="offset points", va="center", ha=ha, zorder=4)
    for word, (east, north) in countries.items():
        axes.annotate(word, (east * shrink, north), ha="center", color=QUIET, fontsize=10.5)
    _scale(axes, at, scale_km / _KM_PER_DEGREE, scale_text)
    axes.set_aspect("equal")
    axes.margins(0.12, 0.06)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def _strip(axes: Axes, strip: Strip, tone: Tone) -> None:
    if strip.end is None:
        top, low, tip = strip.day - _HALF, strip.day + _HALF, strip.start + _WEDGE
        corners = [(strip.start, top), (tip, strip.day), (strip.start, low)]
        axes.add_patch(Polygon(corners, closed=True, zorder=2, **_filled(tone)))
        return
    axes.barh(strip.day, strip.end - strip.start, left=strip.start, height=2 * _HALF, zorder=2, **_filled(tone))


def _filled(tone: Tone) -> dict[str, Any]:
    return {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 0.6}


def _scale(axes: Axes, at: Mapping[str, tuple[float, float]], length: float, text: str) -> None:
    """A bar of so many degrees of latitude at the lower left."""
    left, low = min(x for x, _ in at.values()), min(y for _, y in at.values())
    axes.plot([left, left + length], [low, low], color=INK, linewidth=1.6, solid_capstyle="butt")
    axes.annotate(text, (left + length / 2, low), (0, 4), textcoords="offset points", ha="center", fontsize=8.5)
