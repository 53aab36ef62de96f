"""Charts of the field review: plain matplotlib, words and numbers given, nothing computed.

In the style of :mod:`review.charts`: values stand as text, and a second sign (shape, hatch,
outline) beside every colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import NullLocator

from review.charts import ACCENT, INK, QUIET, WARM, Tone

LIGHT = Tone("#dfe4e8", "...", "#9aa5af", INK)
GAP = Tone("white", "////", "#d5dbe0", INK)
OUTLINE = Tone("white", "", ACCENT, INK)
_ASIDE = 0.16
_BAR = 0.62
_SIDES: Mapping[str, tuple[int, int, str, str]] = {
    "right": (6, 0, "left", "center"),
    "left": (-6, 0, "right", "center"),
    "above": (0, 6, "center", "bottom"),
    "below": (0, -6, "center", "top"),
}


@dataclass(frozen=True)
class Mark:
    """How a series is told apart: marker, colour, filled or hollow."""

    shape: str
    colour: str
    filled: bool


@dataclass(frozen=True)
class Point:
    """A count in a year, as text, and the side on which the text stands."""

    year: int
    value: float
    text: str
    side: str = "right"


@dataclass(frozen=True)
class Series:
    """The counts of one source, with its mark; consecutive years in ``joined`` have a line."""

    mark: str
    points: Sequence[Point]
    joined: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Part:
    """A piece of a bar: its length, its tone, and the text within it."""

    value: float
    tone: Tone
    text: str = ""


@dataclass(frozen=True)
class PartedBar:
    """A bar of pieces end to end, its name before it and its text behind it."""

    name: str
    parts: Sequence[Part]
    text: str = ""


@dataclass(frozen=True)
class Panel:
    """Bars under a title, with the tones that need a key."""

    title: str
    bars: Sequence[PartedBar]
    keys: Sequence[tuple[Tone, str]] = field(default_factory=tuple)


MARKS: Mapping[str, Mark] = {
    "state-coordinator-bih.foreign": Mark("o", ACCENT, True),
    "state-coordinator-bih.domestic": Mark("o", ACCENT, False),
    "iom-skopje.foreign": Mark("s", WARM, True),
    "nrm-mkd.domestic": Mark("^", INK, False),
    "la-strada-mkd.unknown": Mark("D", QUIET, True),
}
_MONEY: Mapping[str, Mapping[str, Any]] = {
    "annex": {"marker": "s", "markersize": 11, "markerfacecolor": "white", "color": INK, "markeredgewidth": 1.2},
    "print": {"marker": "o", "markersize": 6.5, "color": "#6fa3a9"},
    "list": {"marker": "x", "markersize": 6, "color": WARM, "markeredgewidth": 1.8},
}


def counted(
    panels: Mapping[str, Sequence[Series]], years: Sequence[int], *, words: Mapping[str, str], last: Mapping[str, str]
) -> Figure:
    """Draw counts by year, a panel for each country, the same axis in all.

    ``words`` names each mark and ``no-figure``; ``last`` says by panel what the last year lacks.
    Years without a count are hatched.
    """
    figure = Figure()
    row = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (title, several) in zip(row, panels.items(), strict=True):
        axes.set_title(title, loc="left", fontweight="bold")
        _hatch_gaps(axes, years, {point.year for series in several for point in series.points})
        for place, series in enumerate(several):
            _draw_series(axes, series, _ASIDE * (place - (len(several) - 1) / 2))
        axes.set_xticks(years, [_year_label(year, years, last[title]) for year in years])
        axes.set_xlim(years[0] - 0.7, years[-1] + 0.9)
        axes.set_ylim(-24, None)
        axes.set_yticks([tick for tick in axes.get_yticks() if 0 <= tick <= axes.get_ylim()[1]])
        axes.tick_params(axis="x", length=3)
        axes.spines["left"].set_color(QUIET)
    handles = [_marker(mark, words[name]) for name, mark in MARKS.items()]
    gap = Patch(**_filled(GAP), label=words["no-figure"])
    figure.legend(handles=[*handles, gap], loc="outside lower left", ncols=2, handlelength=1.6)
    return figure


def parted_bars(
    panels: Sequence[Panel], *, side_by_side: bool = False, shared: bool = False, room: float = 1.25
) -> Figure:
    """Draw panels of bars made of pieces, below or beside each other, with or without one scale.

    ``room`` is the length of the axis over that of the longest bar, for the text behind it.
    """
    figure = Figure()
    rows, columns = (1, len(panels)) if side_by_side else (len(panels), 1)
    heights = None if side_by_side else [len(panel.bars) for panel in panels]
    grid = figure.subplots(rows, columns, squeeze=False, height_ratios=heights)
    reach = max(_length(bar) for panel in panels for bar in panel.bars)
    for axes, panel in zip(grid.flat, panels, strict=True):
        own = reach if shared else max(_length(bar) for bar in panel.bars)
        _draw_panel(axes, panel, own * room)
    return figure


def money_marks(
    rows: Sequence[tuple[str, Mapping[str, float]]], *, words: Mapping[str, str], ticks: Mapping[float, str],
    breaks: Sequence[int],
) -> Figure:
    """Draw the sums of each project as marks on a line, on a logarithmic axis.

    ``words`` names the sources and the axis; ``breaks`` are the rows before which a group ends.
    """
    figure = Figure()
    axes = figure.add_subplot()
    for place, (_, sums) in enumerate(rows):
        axes.plot([min(sums.values()), max(sums.values())], [place, place], color=QUIET, linewidth=1.2, zorder=1)
        for source, look in _MONEY.items():
            if source in sums:
                axes.plot([sums[source]], [place], linestyle="", zorder=3, **look)
    for place in breaks:
        axes.axhline(place - 0.5, color="#c7cdd3", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(axis="x", color="#e4e8eb", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    axes.set_xlim(min(ticks) * 0.85, max(ticks))
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(words["axis"], loc="left", color=QUIET)
    shown = ("print", "annex", "list")
    handles = [Line2D([], [], linestyle="", label=words[source], **_MONEY[source]) for source in shown]
    figure.legend(handles=handles, loc="outside lower left", ncols=3, handlelength=1.6)
    return figure


def _hatch_gaps(axes: Axes, years: Iterable[int], known: set[int]) -> None:
    """Hatch the years of which nothing is known, those that follow each other in one piece."""
    for gap, run in groupby(years, key=lambda year: year not in known):
        if gap:
            span = list(run)
            axes.axvspan(span[0] - 0.5, span[-1] + 0.5, zorder=0, **_filled(GAP))


def _draw_series(axes: Axes, series: Series, aside: float) -> None:
    """Draw a series ``aside`` of its years, so that no mark hides that of another."""
    mark = MARKS[series.mark]
    at = {point.year: point.value for point in series.points}
    for first, second in sorted(series.joined):
        axes.plot([first + aside, second + aside], [at[first], at[second]], color=mark.colour, linewidth=1.1, zorder=2)
    for point in series.points:
        axes.plot([point.year + aside], [point.value], zorder=3, **_look(mark))
        right, up, across, along = _SIDES[point.side]
        axes.annotate(point.text, (point.year + aside, point.value), (right, up), textcoords="offset points",
                      ha=across, va=along, color=INK)


def _year_label(year: int, years: Sequence[int], last: str) -> str:
    label = str(year) if (years[-1] - year) % 2 == 0 else ""
    return f"{label}\n{last}" if year == years[-1] else label


def _look(mark: Mark) -> dict[str, Any]:
    fill = mark.colour if mark.filled else "white"
    shape = {"marker": mark.shape, "markersize": 6, "markeredgewidth": 1.4}
    return {**shape, "color": mark.colour, "markerfacecolor": fill}


def _marker(mark: Mark, word: str) -> Line2D:
    return Line2D([], [], linestyle="", label=word, **_look(mark))


def _draw_panel(axes: Axes, panel: Panel, reach: float) -> None:
    axes.set_title(panel.title, loc="left", fontweight="bold")
    for place, bar in enumerate(panel.bars):
        start = 0.0
        for part in bar.parts:
            axes.barh(place, part.value, left=start, height=_BAR, **_filled(part.tone))
            if part.text:
                middle = (start + part.value / 2, place)
                axes.annotate(part.text, middle, ha="center", va="center", color=part.tone.text)
            start += part.value
        axes.annotate(bar.text, (start, place), (5, 0), textcoords="offset points", va="center", color=INK)
    axes.set_yticks(range(len(panel.bars)), [bar.name for bar in panel.bars])
    axes.set_xlim(0, reach)
    axes.set_ylim(len(panel.bars) - 0.5, -0.5)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_color(QUIET)
    if panel.keys:
        handles = [Patch(**_filled(tone), label=word) for tone, word in panel.keys]
        axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.02), ncols=len(handles), handlelength=1.6)


def _filled(tone: Tone) -> dict[str, Any]:
    outlined = tone is OUTLINE
    return {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 1.2 if outlined else 0}


def _length(bar: PartedBar) -> float:
    return sum(part.value for part in bar.parts)
