"""Charts of the list of agreements: tiles by year, bands of money, dots by size, bars in two parts.

Words and numbers come in as text, as in :mod:`review.charts`; every mark has its number
beside or in it, and no difference rests on colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from review.charts import ACCENT, INK, QUIET, TONES, WARM, Tone

_ROW_MM, _WIDE_MM = 5.6, 160.0
_STEPS = ((10e6, ACCENT, "white"), (3e6, "#6fa3a9", INK), (1e6, "#b9d3d6", INK), (0, "#e9f1f2", INK))
_MARKERS = ("o", "s", "D")
_LEAST_MM, _GAP_MM, _EDGE_MM = 3.5, 1.1, 2.0
_LEFT, _MIDDLE, _RIGHT, _BLOCK = 37.0, 66.0, 133.0, 34.0
_NODE = 2.2
_LABELLED_MM = 3.2
_BINS = 10  # to a power of ten
_BAND_TONES = (TONES[2], TONES[3], Tone("#e6e0d4", "..", INK, INK), TONES[0], TONES[1])


@dataclass(frozen=True)
class Tiles:
    """A row of tiles: its name, value and text by year, and the text of its sum; no value: the text alone."""

    name: str
    cells: Mapping[int, tuple[float | None, str]]
    total: str


@dataclass(frozen=True)
class Stop:
    """A block that bands leave or reach: its name, its amount, the amount as text."""

    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Strip:
    """A row of dots: its name, all values, and lower quartile, median, upper quartile with their texts."""

    name: str
    values: Sequence[float]
    quarters: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Parted:
    """A bar of which a part is told apart: name, part, whole, text."""

    name: str
    part: float
    whole: float
    text: str


def rows_height(bands: Mapping[str, Sequence[Any]], edge: float) -> float:
    """The height in millimetres of bands of rows under headings, with ``edge`` for axes and keys."""
    return edge + _ROW_MM * sum(len(band) + bool(name) for name, band in bands.items())


def year_tiles(
    bands: Mapping[str, Sequence[Tiles]], years: Sequence[int], *, total: str, planned: tuple[int, str]
) -> Figure:
    """Draw a tile for each row and year, darker for more, its amount within; a row's first tile has a frame.

    ``total`` heads the column of sums; ``planned`` is the first planned year and its word.
    """
    figure = Figure()
    axes = figure.add_subplot()
    names, place = [], 0
    for heading, band in bands.items():
        _heading(axes, place, heading)
        place += 1
        for row in band:
            _tiles(axes, place, row, years)
            names.append((place, row.name))
            place += 1
    end = years[-1] + 0.5
    axes.axvline(planned[0] - 0.5, color=WARM, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.annotate(planned[1], (planned[0] - 0.5, 0), (4, 0), textcoords="offset points", va="center", color=WARM)
    axes.set_xlim(years[0] - 0.5, end + 1.3)
    axes.set_ylim(place - 0.5, -0.5)
    axes.set_xticks([*years, end + 0.65], [*map(str, years), total])
    axes.xaxis.tick_top()
    _row_names(axes, names)
    return figure


def money_bands(
    units: Sequence[Stop], types: Sequence[Stop], regions: Sequence[Stop], *,
    before: Mapping[tuple[int, int], tuple[float, str]], after: Mapping[tuple[int, int], tuple[float, str]],
    heads: Sequence[str], height: float,
) -> Figure:
    """Draw money as bands from units over kinds of recipient to regions, each as wide as its amount.

    ``before`` maps (unit, kind) and ``after`` (region, kind) by place to amount and text; a band
    has the tone and hatch of its kind. ``heads`` name the columns, ``height`` is in millimetres.
    """
    figure = Figure()
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDE_MM)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    axes.set_xticks([])
    axes.set_yticks([])
    columns = (units, types, regions)
    scale = min(_scale(column, height) for column in columns)
    tops = [_tops(column, scale, height) for column in columns]
    middle = _MIDDLE + _BLOCK
    for ends, side, amounts in ((0, (_LEFT + _NODE, _MIDDLE), before), (2, (_RIGHT, middle), after)):
        used, taken = [list(tops[ends]), list(tops[1])], sorted(amounts, key=lambda pair: (pair[1], pair[0]))
        starts = {}
        for end, kind in sorted(amounts):
            starts[end, kind] = used[0][end]
            used[0][end] += amounts[end, kind][0] * scale
        for end, kind in taken:
            value, text = amounts[end, kind]
            _band(axes, side, (starts[end, kind], used[1][kind]), value * scale, text, _BAND_TONES[kind])
            used[1][kind] += value * scale
    for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
        _stops(axes, place, column, tops[place], scale, head)
    return figure


def size_strips(strips: Sequence[Strip], *, ticks: Mapping[float, str], axis: str) -> Figure:
    """Draw a dot for each value on a logarithmic axis, dots of like size on top of each other.

    Below each row a line runs from quartile to quartile, with a stroke at the median.
    """
    figure = Figure()
    axes = figure.add_subplot()
    place, names = 0.0, []
    for strip, marker in zip(strips, _MARKERS, strict=False):
        stacks: Counter[int] = Counter()
        points = []
        for value in sorted(strip.values):
            bin_ = floor(log10(value) * _BINS)
            points.append((10 ** ((bin_ + 0.5) / _BINS), stacks[bin_]))
            stacks[bin_] += 1
        base = place + max(stacks.values()) + 0.4
        for x, step in points:
            axes.plot([x], [base - step], marker, markersize=4.6, color=ACCENT, markeredgewidth=0)
        _quarters(axes, base + 1.6, strip)
        names.append((base, strip.name))
        place = base + 5.4
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_xlim(min(ticks) * 0.85, max(ticks) * 1.9)
    axes.set_ylim(place, -0.6)
    axes.set_xlabel(axis, color=QUIET)
    axes.grid(axis="x", color="#dfe3e6", linewidth=0.6)
    axes.set_axisbelow(True)
    _row_names(axes, names)
    axes.spines["bottom"].set_visible(True)
    axes.spines["bottom"].set_color(QUIET)
    return figure


def parted_bars(bands: Mapping[str, Sequence[Parted]], *, words: tuple[str, str]) -> Figure:
    """Draw bars under headings, the first part full and the rest hatched; ``words`` name both in the key."""
    figure = Figure()
    axes = figure.add_subplot()
    names, place = [], 0
    for heading, band in bands.items():
        if heading:
            _heading(axes, place, heading)
            place += 1
        for bar in band:
            axes.barh(place, bar.part, height=0.66, **_filled(TONES[0]))
            axes.barh(place, bar.whole - bar.part, left=bar.part, height=0.66, **_filled(TONES[3]))
            axes.annotate(bar.text, (bar.whole, place), (5, 0), textcoords="offset points", va="center")
            names.append((place, bar.name))
            place += 1
    axes.set_xlim(0, max(bar.whole for band in bands.values() for bar in band) * 1.36)
    axes.set_ylim(place - 0.4, -0.6)
    axes.set_xticks([])
    _row_names(axes, names)
    keys = [Patch(label=word, **_filled(tone)) for tone, word in zip((TONES[0], TONES[3]), words, strict=True)]
    figure.legend(handles=keys, loc="outside lower left", ncols=2, handlelength=1.6)
    return figure


def _tiles(axes: Axes, place: int, row: Tiles, years: Sequence[int]) -> None:
    axes.plot([years[0] - 0.5, years[-1] + 0.5], [place, place], color="#e3e7ea", linewidth=0.8, zorder=0)
    for year, (value, text) in row.cells.items():
        _, fill, ink = next(step for step in _STEPS if (value or 0) >= step[0])
        first = year == min(row.cells)
        frame: dict[str, Any] = {"edgecolor": INK if first else "white", "linewidth": 1.4 if first else 0.8}
        face = fill if value is not None else "white"
        axes.add_patch(Rectangle((year - 0.46, place - 0.44), 0.92, 0.88, facecolor=face, zorder=2, **frame))
        axes.annotate(text, (year, place), ha="center", va="center", color=ink, fontsize=8.2, zorder=3)
    axes.annotate(row.total, (years[-1] + 1.7, place), ha="right", va="center", weight="bold", fontsize=8.2)


def _scale(column: Sequence[Stop], height: float) -> float:
    """Millimetres to a krone that let a column fit, small blocks having the height of their name."""
    room = height - 8 - 2 * _EDGE_MM - _GAP_MM * (len(column) - 1)
    large = sorted(column, key=lambda stop: -stop.value)
    for small in range(len(large)):
        kept = large[: len(large) - small]
        scale = (room - small * _LEAST_MM) / sum(stop.value for stop in kept)
        if all(stop.value * scale >= _LEAST_MM for stop in kept):
            return scale
    raise ValueError(f"{len(column)} blocks do not fit into {height} mm")


def _tops(column: Sequence[Stop], scale: float, height: float) -> list[float]:
    """Where each block begins; the column fills the height, what is left over going between the blocks."""
    slots = [max(stop.value * scale, _LEAST_MM) for stop in column]
    gap = (height - 8 - 2 * _EDGE_MM - sum(slots)) / max(len(column) - 1, 1)
    tops, at = [], 8 + _EDGE_MM
    for slot, stop in zip(slots, column, strict=True):
        tops.append(at + (slot - stop.value * scale) / 2)
        at += slot + gap
    return tops


def _band(
    axes: Axes, side: tuple[float, float], tops: tuple[float, float], wide: float, text: str, tone: Tone
) -> None:
    """A band from an outer block to a block in the middle, its amount at the outer end where there is room."""
    (x0, x1), (y0, y1) = side, tops
    turn = (x0 + x1) / 2
    corners = [(x0, y0), (turn, y0), (turn, y1), (x1, y1), (x1, y1 + wide), (turn, y1 + wide), (turn, y0 + wide),
               (x0, y0 + wide), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    look: dict[str, Any] = {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 0.3}
    axes.add_patch(PathPatch(Path(corners, codes), zorder=1, **look))
    if wide >= _LABELLED_MM:
        near = x0 + (1.4 if x1 > x0 else -1.4)
        ground = {"facecolor": tone.fill, "edgecolor": "none", "pad": 0.6}
        axes.annotate(text, (near, y0 + wide / 2), ha="left" if x1 > x0 else "right", va="center", color=tone.text,
                      fontsize=8, zorder=3, bbox=ground)


def _stops(axes: Axes, place: int, column: Sequence[Stop], tops: Sequence[float], scale: float, head: str) -> None:
    left, wide = ((_LEFT, _NODE), (_MIDDLE, _BLOCK), (_RIGHT, _NODE))[place]
    at, side = ((_LEFT - 1.2, "right"), (_MIDDLE + _BLOCK / 2, "center"), (_RIGHT + _NODE + 1.2, "left"))[place]
    axes.annotate(head, (at, 4.4), ha=side, va="center", weight="bold")
    for stop, top in zip(column, tops, strict=True):
        high = stop.value * scale
        face = "white" if place == 1 else INK
        axes.add_patch(Rectangle((left, top), wide, high, facecolor=face, edgecolor=INK, linewidth=0.6, zorder=2))
        split = "\n" if high > 3 * _LEAST_MM else "  "
        axes.annotate(f"{stop.name}{split}{stop.text}", (at, top + high / 2), ha=side, va="center", fontsize=8.2,
                      zorder=4, linespacing=1.15)


def _quarters(axes: Axes, place: float, strip: Strip) -> None:
    (low, low_text), (middle, middle_text), (high, high_text) = strip.quarters
    axes.plot([low, high], [place, place], color=WARM, linewidth=2.4, solid_capstyle="butt")
    axes.plot([middle, middle], [place - 0.7, place + 0.7], color=WARM, linewidth=2.4, solid_capstyle="butt")
    for x, text, shift, side in ((low, low_text, -4, "right"), (high, high_text, 4, "left")):
        axes.annotate(text, (x, place), (shift, 0), textcoords="offset points", ha=side, va="center", color=WARM)
    axes.annotate(middle_text, (middle, place + 0.7), (0, -2), textcoords="offset points", ha="center", va="top",
                  color=WARM, weight="bold")


def _filled(tone: Tone) -> dict[str, Any]:
    return {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 0}


def _heading(axes: Axes, place: int, text: str) -> None:
    axes.annotate(text, (0, place), (-4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                  va="center", ha="right", weight="bold")


def _row_names(axes: Axes, names: Sequence[tuple[float, str]]) -> None:
    axes.set_yticks([place for place, _ in names], [name for _, name in names], va="center")
    axes.tick_params(axis="both", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
