"""Charts of the review: plain matplotlib, words and numbers given, nothing computed.

Each function returns a :class:`matplotlib.figure.Figure` in the style that the
publication sets. Bars carry their value as text, so that no scale has to be read; a
second sign (a line, a hatch) stands beside every colour, so that all survives in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation

INK = "#1b2733"
ACCENT = "#0b5d66"
WARM = "#a8421b"
QUIET = "#6b7885"
HALO = [withStroke(linewidth=2, foreground="white")]
"""Around a text that lines pass."""

_ROW_MM, _KEY_MM, _EDGE_MM = 7.2, 5.5, 5.0
_KEY_COLUMNS = 3
_LONG = 0.35  # of the reach: a bar that holds its own value


@dataclass(frozen=True)
class Tone:
    """A fill, the pattern that tells it apart in grey, the colour of that pattern, and of text on the fill."""

    fill: str
    hatch: str
    line: str
    text: str


TONES = (
    Tone(ACCENT, "", "white", "white"),
    Tone("#6fa3a9", "//", "white", INK),
    Tone("#d9a441", "", "white", INK),
    Tone("#c7cdd3", "\\\\\\\\", INK, INK),
)


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
    tones = dict(zip(groups or {"": ""}, TONES, strict=False))
    figure = Figure()
    axes = figure.add_subplot()
    places = range(len(bars))
    reach = max(max(bar.value, bar.printed or 0) for bar in bars)
    for place, bar in zip(places, bars, strict=True):
        axes.barh(place, bar.value, height=0.62, **_filled(tones[bar.group]))
        _label_bar(axes, place, bar, reach, tones[bar.group])
    axes.set_yticks(list(places), [bar.name for bar in bars])
    axes.set_xlim(0, reach * 1.3)
    axes.invert_yaxis()
    _bare(axes)
    keys = _keys(printed, groups, tones)
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
    for year, value, text in zip(years, values, texts, strict=True):
        axes.bar(year, value, width=0.7, **_filled(TONES[year >= planned_from]))
        axes.annotate(text, (year, value), (0, 3), textcoords="offset points", ha="center", va="bottom")
    axes.set_xticks(list(years), [f"{year}\n{count}" for year, count in zip(years, below, strict=True)])
    axes.tick_params(axis="x", length=0)
    axes.set_yticks([])
    axes.set_ylim(0, max(values) * 1.12)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.set_xlabel(words["number-of-agreements"], loc="left", color=QUIET)
    keys = [_key(tone, words[name]) for tone, name in zip(TONES, ("granted", "planned"), strict=False)]
    axes.legend(handles=keys, loc="upper left")
    return figure


def _filled(tone: Tone) -> dict[str, Any]:
    return {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 0}


def _label_bar(axes: Axes, place: int, bar: Bar, reach: float, tone: Tone) -> None:
    """The value beside its bar; within a long bar where the printed mark stands further out."""
    if bar.printed is None:
        _say(axes, bar.text, (bar.value, place), INK)
        return
    axes.plot([bar.printed] * 2, [place - 0.42, place + 0.42], color=WARM, linewidth=2.2, solid_capstyle="butt")
    outer = max(bar.value, bar.printed)
    if bar.printed > bar.value > _LONG * reach:
        axes.annotate(
            bar.text, (bar.value, place), (-5, 0), textcoords="offset points", va="center", ha="right", color=tone.text
        )
        _say(axes, bar.printed_text, (outer, place), WARM)
    else:
        label = _say(axes, bar.text, (outer, place), INK)
        axes.annotate(
            bar.printed_text, (1, 0.5), (6, 0), xycoords=label, textcoords="offset points", va="center", color=WARM
        )


def _say(axes: Axes, text: str, place: tuple[float, float], colour: str) -> Annotation:
    return axes.annotate(text, place, (5, 0), textcoords="offset points", va="center", color=colour)


def _bare(axes: Axes) -> None:
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(QUIET)


def _keys(printed: str, groups: Mapping[str, str] | None, tones: Mapping[str, Tone]) -> list[Patch | Line2D]:
    keys: list[Patch | Line2D] = [_key(tones[code], word) for code, word in (groups or {}).items()]
    if printed:
        mark: dict[str, Any] = {"marker": "|", "markersize": 12, "markeredgewidth": 2.2, "linestyle": ""}
        keys.append(Line2D([], [], color=WARM, label=printed, **mark))
    return keys


def _key(tone: Tone, word: str) -> Patch:
    return Patch(**_filled(tone), label=word)
