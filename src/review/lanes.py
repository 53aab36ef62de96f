"""Charts of time and of shares: lanes on an axis of years, dots on a common axis.

Words and numbers come in as text, as in :mod:`review.charts`; each mark carries its own
text, so that no scale has to be read, and differs in shape as well as in colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Polygon

from review.charts import ACCENT, HALO, INK, QUIET, TONES, WARM

_ROW_MM, _HEAD_MM, _EDGE_MM = 5.6, 1.0, 9.0
_MARKERS = ("o", "s", "D", "^")


@dataclass(frozen=True)
class Lane:
    """One row on the axis of years: a dot, or a bar to ``last``.

    ``open_end`` lets the bar run on as an arrow, ``after`` lengthens it with a hatched part,
    ``tick`` marks a year within it, ``hollow`` empties the mark.
    """

    name: str
    first: int
    last: int | None
    text: str
    after: int | None = None
    tick: int | None = None
    open_end: bool = False
    hollow: bool = False


@dataclass(frozen=True)
class Dot:
    """One value with its name and its text; without a value the text alone is shown."""

    name: str
    value: float | None
    text: str
    marker: int = 0
    hollow: bool = False


def lanes_height(bands: Mapping[str, Sequence[Lane]]) -> float:
    """The height in millimetres that so many bands and lanes want."""
    return _EDGE_MM + sum(_ROW_MM * (len(band) + _HEAD_MM) for band in bands.values())


def dots_height(panel: Mapping[str, Sequence[Dot]]) -> float:
    """The height in millimetres that the groups of a panel want."""
    return _EDGE_MM + sum(_ROW_MM * (len(group) + (1 if name else 0)) for name, group in panel.items())


def year_lanes(
    bands: Mapping[str, Sequence[Lane]], years: Sequence[int], *, early: int | None = None, after: str = ""
) -> Figure:
    """Draw bands of lanes under their headings; ``years`` are the ticks of the axis.

    A year before the first tick is drawn at a break to its left, where ``early`` is written.
    ``after`` is the word for the hatched parts.
    """
    figure = Figure()
    axes = figure.add_subplot()
    place, names = 0, []
    for heading, band in bands.items():
        if heading:
            _heading(axes, place, heading)
            place += 1
        for lane in band:
            _draw_lane(axes, place, lane, years)
            names.append((place, lane.name))
            place += 1
    axes.set_yticks([at for at, _ in names], [name for _, name in names])
    axes.set_ylim(place - 0.4, -0.8)
    left = years[0] - (3.2 if early else 0.6)
    axes.set_xlim(left, years[-1] + 1.2)
    axes.set_xticks([*([_early(years)] if early else []), *years], [*([str(early)] if early else []), *map(str, years)])
    axes.grid(axis="x", color="#dfe3e6", linewidth=0.6)
    axes.set_axisbelow(True)
    _plain(axes)
    if early:
        _break(axes, years[0] - 1)
    if after:
        key = Patch(facecolor=TONES[3].fill, hatch="////", edgecolor=INK, linewidth=0, label=after)
        figure.legend(handles=[key], loc="outside lower left", handlelength=1.8)
    return figure


def dot_rows(
    panels: Sequence[Mapping[str, Sequence[Dot]]],
    reach: float,
    *,
    line: tuple[float, str] | None = None,
    ticks: Mapping[float, str] | None = None,
) -> Figure:
    """Draw panels of dots side by side on one axis from nought to ``reach``.

    A panel maps the heading of each group to its dots; ``line`` is a value to compare with
    and its text; ``ticks`` maps places on the axis to what is written there.
    """
    figure = Figure()
    for number, panel in enumerate(panels, start=1):
        axes = figure.add_subplot(1, len(panels), number)
        place, names = 0, []
        for heading, group in panel.items():
            if heading:
                _heading(axes, place, heading)
                place += 1
            for dot in group:
                _draw_dot(axes, place, dot)
                names.append((place, dot.name))
                place += 1
        axes.set_yticks([at for at, _ in names], [name for _, name in names])
        axes.set_ylim(place - 0.4, -0.9 if line else -0.6)
        axes.set_xlim(0, reach * 1.22)
        axes.set_xticks(list(ticks or {}), list((ticks or {}).values()))
        axes.grid(axis="x", color="#dfe3e6", linewidth=0.6)
        axes.set_axisbelow(True)
        _plain(axes)
        if line:
            axes.axvline(line[0], color=WARM, linewidth=1.4, linestyle=(0, (4, 2)))
            axes.annotate(
                line[1], (line[0], -0.7), (4, 0), textcoords="offset points", va="center", color=WARM
            )
    return figure


def _draw_lane(axes: Axes, place: int, lane: Lane, years: Sequence[int]) -> None:
    first = lane.first if lane.first >= years[0] else _early(years)
    end: float = first
    if lane.last is None and not lane.open_end:
        face = "white" if lane.hollow else ACCENT
        axes.plot([first], [place], "o", markersize=6, markerfacecolor=face, markeredgecolor=ACCENT, zorder=3)
    else:
        end = lane.last + 0.5 if lane.last is not None else years[-1] + 0.4
        axes.add_patch(Polygon(_outline(first - 0.5, end, place, lane.open_end), color=ACCENT, linewidth=0, zorder=2))
    if lane.tick:
        axes.plot([lane.tick - 0.5] * 2, [place - 0.42, place + 0.42], color=WARM, linewidth=2, zorder=3)
    if lane.after and lane.last is not None:
        style: dict[str, Any] = {"facecolor": TONES[3].fill, "hatch": "////", "edgecolor": INK, "linewidth": 0}
        axes.barh(place, lane.after - lane.last, left=end, height=0.46, zorder=2, **style)
        end = lane.after + 0.5
    if lane.open_end:
        axes.annotate(
            lane.text, (first - 0.5, place), (-5, 0), textcoords="offset points", va="center", ha="right",
            path_effects=HALO,
        )
    else:
        axes.annotate(lane.text, (end, place), (6, 0), textcoords="offset points", va="center", path_effects=HALO)


def _outline(start: float, end: float, place: int, open_end: bool) -> list[tuple[float, float]]:
    """A bar, or an arrow that is wider at its head, from ``start`` to ``end``."""
    side, head = 0.23, 0.42
    tip = [(end, place - head), (end + 0.6, place), (end, place + head)] if open_end else []
    return [(start, place - side), (end, place - side), *tip, (end, place + side), (start, place + side)]


def _draw_dot(axes: Axes, place: int, dot: Dot) -> None:
    if dot.value is None:
        axes.annotate(
            dot.text, (0, place), (4, 0), textcoords="offset points", va="center", color=QUIET, style="italic"
        )
        return
    face = "white" if dot.hollow else ACCENT
    axes.plot([0, dot.value], [place, place], color=QUIET, linewidth=0.8, zorder=1)
    axes.plot(
        [dot.value],
        [place],
        _MARKERS[dot.marker],
        markersize=6,
        markerfacecolor=face,
        markeredgecolor=ACCENT,
        clip_on=False,
    )
    axes.annotate(
        dot.text, (dot.value, place), (6, 0), textcoords="offset points", va="center", path_effects=HALO
    )


def _heading(axes: Axes, place: int, text: str) -> None:
    axes.annotate(
        text, (0, place), xycoords=("axes fraction", "data"), va="center", weight="bold", path_effects=HALO
    )


def _early(years: Sequence[int]) -> float:
    return years[0] - 2.2


def _break(axes: Axes, at: float) -> None:
    """Two slanted strokes on the axis, where years are left out."""
    across = axes.get_xaxis_transform()
    for shift in (-0.15, 0.15):
        axes.plot(
            [at + shift - 0.15, at + shift + 0.15],
            [-0.015, 0.015],
            color=INK,
            transform=across,
            clip_on=False,
            linewidth=1,
        )


def _plain(axes: Axes) -> None:
    axes.tick_params(axis="both", length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
