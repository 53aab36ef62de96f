"""Charts of the review: plain matplotlib, words and numbers given, nothing computed.

Each function returns a :class:`matplotlib.figure.Figure` in the style that the
publication sets. Bars carry their value as text, so that no scale has to be read; a
second sign (a line, a hatch) stands beside every colour, so that all survives in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

INK = "#1b2733"
ACCENT = "#0b5d66"
WARM = "#a8421b"
QUIET = "#6b7885"
TINTS = ("#0b5d66", "#6fa3a9", "#d9a441", "#c7cdd3")
HATCHES = ("", "//", "", "\\\\")
_ROW_MM, _KEY_MM, _EDGE_MM = 7.2, 5.5, 5.0
_KEY_COLUMNS = 3


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length, the length as text, what was printed, and its group."""

    name: str
    value: float
    text: str
    printed: float | None = None
    printed_text: str = ""
    group: str = ""


def bars_height(bars: int, keys: int) -> float:
    """The height in millimetres that so many bars want, with so many keys beneath."""
    return _ROW_MM * bars + _EDGE_MM + _KEY_MM * -(-keys // _KEY_COLUMNS)


def ranked_bars(bars: Sequence[Bar], *, printed: str = "", groups: Mapping[str, str] | None = None) -> Figure:
    """Draw horizontal bars in the order given, longest first as a rule.

    ``printed`` is the word for the mark that shows what the 2008 print says; ``groups``
    maps the groups of the bars to their words, in the order of the key beneath.
    """
    tones = dict(zip(groups or {"": ""}, TINTS, strict=False))
    hatches = dict(zip(groups or {"": ""}, HATCHES, strict=False))
    figure = Figure()
    axes = figure.add_subplot()
    places = range(len(bars))
    drawn = axes.barh(
        places,
        [bar.value for bar in bars],
        height=0.62,
        color=[tones[bar.group] for bar in bars],
        edgecolor="white",
        linewidth=0,
    )
    for patch, bar in zip(drawn, bars, strict=True):
        patch.set_hatch(hatches[bar.group])
    reach = max(max(bar.value, bar.printed or 0) for bar in bars)
    for place, bar in zip(places, bars, strict=True):
        _label_bar(axes, place, bar, reach)
    axes.set_yticks(list(places), [bar.name for bar in bars])
    axes.set_xlim(0, reach * 1.3)
    axes.invert_yaxis()
    _bare(axes)
    keys = _keys(printed, groups, tones, hatches)
    if keys:
        figure.legend(handles=keys, loc="outside lower left", ncols=min(len(keys), _KEY_COLUMNS), handlelength=1.6)
    return figure


def yearly_columns(
    years: Sequence[int],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    below: Sequence[str],
    words: Mapping[str, str],
    planned_from: int,
) -> Figure:
    """Draw a column a year with its value above and a count below the year.

    Columns from ``planned_from`` on are hatched. ``words`` holds ``granted``,
    ``planned`` and ``number-of-agreements``, what the row below the years counts.
    """
    figure = Figure()
    axes = figure.add_subplot()
    drawn = axes.bar(years, values, width=0.7, color=TINTS[0], edgecolor="white", linewidth=0)
    for patch, year in zip(drawn, years, strict=True):
        if year >= planned_from:
            patch.set_facecolor(TINTS[1])
            patch.set_hatch(HATCHES[1])
    for year, value, text in zip(years, values, texts, strict=True):
        axes.annotate(text, (year, value), (0, 3), textcoords="offset points", ha="center", va="bottom")
    axes.set_xticks(list(years), [f"{year}\n{count}" for year, count in zip(years, below, strict=True)])
    axes.tick_params(axis="x", length=0)
    axes.set_yticks([])
    axes.set_ylim(0, max(values) * 1.12)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.set_xlabel(words["number-of-agreements"], loc="left", color=QUIET)
    keys = [
        Patch(facecolor=TINTS[0], label=words["granted"]),
        Patch(facecolor=TINTS[1], hatch=HATCHES[1], edgecolor="white", linewidth=0, label=words["planned"]),
    ]
    axes.legend(handles=keys, loc="upper left")
    return figure


def _label_bar(axes: Axes, place: int, bar: Bar, reach: float) -> None:
    end = bar.value
    if bar.printed is not None:
        axes.plot([bar.printed] * 2, [place - 0.42, place + 0.42], color=WARM, linewidth=2.2, solid_capstyle="butt")
        end = max(end, bar.printed)
    label = axes.annotate(bar.text, (end, place), (5, 0), textcoords="offset points", va="center", color=INK)
    if bar.printed_text:
        axes.annotate(
            bar.printed_text, (1, 0.5), (6, 0), xycoords=label, textcoords="offset points", va="center", color=WARM
        )


def _bare(axes: Axes) -> None:
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(QUIET)


def _keys(
    printed: str, groups: Mapping[str, str] | None, tones: Mapping[str, str], hatches: Mapping[str, str]
) -> list[Patch | Line2D]:
    keys: list[Patch | Line2D] = [
        Patch(facecolor=tones[code], hatch=hatches[code], edgecolor="white", linewidth=0, label=word)
        for code, word in (groups or {}).items()
    ]
    if printed:
        keys.append(
            Line2D(
                [],
                [],
                color=WARM,
                linewidth=2.2,
                linestyle="",
                marker="|",
                markersize=12,
                markeredgewidth=2.2,
                label=printed,
            )
        )
    return keys
