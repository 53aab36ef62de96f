"""Charts of the 25 projects: counts by code beside the printed ones, and support with its evaluations.

In the style of :mod:`review.charts`. Numbers stand as text in columns of their own, so that
no mark covers another; coded and printed differ in shape as well as in colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from review.charts import ACCENT, QUIET, WARM

_BAR_MM, _LANE_MM, _HEAD_MM, _EDGE_MM = 8.0, 5.6, 1.4, 14.0
_PALE = "#c7cdd3"
_DIAMOND: Mapping[str, Any] = {
    "marker": "D", "markersize": 7.5, "markerfacecolor": "white", "markeredgecolor": WARM, "markeredgewidth": 1.6,
}
_DATED: Mapping[bool, Mapping[str, Any]] = {
    True: {"marker": "D", "markersize": 7.5, "markerfacecolor": WARM, "markeredgecolor": "white", "mew": 0.9},
    False: {**_DIAMOND, "markersize": 6.5},
}


@dataclass(frozen=True)
class Count:
    """A code with its count by the coding and in the print, each with its text; None where none is printed."""

    name: str
    coded: float
    coded_text: str
    printed: float | None
    printed_text: str


@dataclass(frozen=True)
class Support:
    """A project with the runs of its years, its amount as text, and when an evaluation is dated.

    ``own`` says that the evaluation is of the project itself and was made.
    """

    name: str
    spans: Sequence[tuple[int, int | None]]
    amount: str
    dated: float | None
    own: bool


def counts_height(counts: int) -> float:
    """The height in millimetres that so many codes want."""
    return _BAR_MM * counts + _EDGE_MM


def support_height(bands: int, lanes: int) -> float:
    """The height in millimetres that so many bands and lanes want."""
    return _LANE_MM * (lanes + _HEAD_MM * bands) + _EDGE_MM + _LANE_MM


def counted_codes(counts: Sequence[Count], *, reach: int, words: Mapping[str, str]) -> Figure:
    """Draw a bar for each count by the coding, and a hollow diamond for the printed one.

    ``reach`` is the length of the axis, ``words`` holds ``coded`` and ``printed``. The two
    numbers of each code stand in two columns to the right, beneath these words.
    """
    figure = Figure()
    axes = figure.add_subplot()
    columns = {"coded": reach * 1.14, "printed": reach * 1.32}
    for place, count in enumerate(counts):
        axes.plot([0, reach], [place, place], color="#e4e8eb", linewidth=0.8, zorder=0)
        axes.barh(place, count.coded, height=0.56, color=ACCENT, linewidth=0, zorder=2)
        if count.printed is not None:
            axes.plot([count.printed], [place], linestyle="", zorder=3, clip_on=False, **_DIAMOND)
        axes.text(columns["coded"], place, count.coded_text, ha="center", va="center", weight="bold")
        axes.text(columns["printed"], place, count.printed_text, ha="center", va="center")
    for name, at in columns.items():
        axes.text(at, -0.75, words[f"{name}-head"], ha="center", va="center", color=QUIET)
    axes.set_yticks(range(len(counts)), [count.name for count in counts], va="center")
    axes.set_xlim(0, reach * 1.42)
    axes.set_ylim(len(counts) - 0.45, -1.1)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, pad=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(QUIET)
    axes.spines["left"].set_bounds(-0.5, len(counts) - 0.5)
    keys = [Patch(facecolor=ACCENT, linewidth=0, label=words["coded"]), _mark(_DIAMOND, words["printed"])]
    figure.legend(handles=keys, loc="outside lower left", ncols=2, handlelength=1.6)
    return figure


def support_lanes(
    bands: Mapping[str, Sequence[Support]], years: Sequence[int], *, words: Mapping[str, str]
) -> Figure:
    """Draw the years of support of each project with the date of its evaluation, band by band.

    ``words`` holds ``dated``, ``announced``, ``open`` (a period without an end) and ``amount``,
    the head of the column of amounts.
    """
    figure = Figure()
    axes = figure.add_subplot()
    end = years[-1] + 1
    place, names = 0.0, []
    axes.text(end + 1.1, place, words["amount"], ha="right", va="center", color=QUIET)
    for heading, lanes in bands.items():
        axes.annotate(heading, (0, place), xycoords=("axes fraction", "data"), va="center", weight="bold")
        place += 1
        for lane in lanes:
            _draw_support(axes, place, lane, end)
            axes.text(end + 1.1, place, lane.amount, ha="right", va="center")
            names.append((place, lane.name))
            place += 1
        place += _HEAD_MM - 1
    axes.set_yticks([at for at, _ in names], [name for _, name in names], va="center")
    axes.set_ylim(place - 0.6, -0.7)
    axes.set_xlim(years[0], end + 1.15)
    axes.set_xticks([*years, end], [""] * (len(years) + 1))
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years], minor=True)
    axes.grid(axis="x", which="major", color="#dfe3e6", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", which="both", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    keys = [_mark(_DATED[True], words["dated"]), _mark(_DATED[False], words["announced"])]
    if any(last is None for lanes in bands.values() for lane in lanes for _, last in lane.spans):
        keys.append(_mark({"marker": ">", "markersize": 8, "color": _PALE}, words["open"]))
    figure.legend(handles=keys, loc="outside lower left", ncols=3, handlelength=1.2, columnspacing=1.4)
    return figure


def _draw_support(axes: Axes, place: float, lane: Support, end: float) -> None:
    fill: dict[str, Any] = {"facecolor": ACCENT if lane.own else _PALE, "linewidth": 0}
    for first, last in lane.spans:
        stop = last + 1 if last is not None else first + 1
        axes.barh(place, stop - first, left=first, height=0.5, zorder=2, **fill)
        if last is None:
            axes.plot([stop + 0.1], [place], ">", markersize=9, color=fill["facecolor"], zorder=2)
    if lane.dated is not None:
        axes.plot([lane.dated], [place], linestyle="", zorder=3, **_DATED[lane.own])


def _mark(look: Mapping[str, Any], word: str) -> Line2D:
    return Line2D([], [], linestyle="", label=word, **look)
