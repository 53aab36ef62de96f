"""Charts that are grids: marks of a row in a column, and amounts as circles with their number beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from review.charts import ACCENT, INK, QUIET

BAND = "#eef1f3"
_ROW_MM, _MM_PER_INCH = 5.6, 25.4
_GAP = 0.8
MARKS: Mapping[str, Mapping[str, Any]] = {
    "named": {"marker": "o", "markersize": 8, "markerfacecolor": ACCENT, "markeredgecolor": ACCENT},
    "group": {"marker": "o", "markersize": 8, "markerfacecolor": "white", "markeredgecolor": ACCENT, "mew": 1.6},
    "all": {"marker": "x", "markersize": 4.5, "markeredgecolor": QUIET, "mew": 1.1},
}
"""How each code is marked: full, open, a small cross; told apart by shape, not by colour alone."""


@dataclass(frozen=True)
class Line:
    """A row of a grid of marks: its name and the mark in each column, by column code; a heading has neither."""

    name: str
    marks: Mapping[str, str] | None = None


def marks_height(lines: int, head: float) -> float:
    """The height in millimetres of a grid with so many lines below a head of ``head`` millimetres."""
    return _ROW_MM * lines + head + 12


def marks_grid(
    lines: Sequence[Line], columns: Sequence[tuple[str, Mapping[str, str]]], *, keys: Mapping[str, str], head: float
) -> Figure:
    """Draw a mark where a row has one in a column.

    ``columns`` are groups, each with its word and the names of its columns by code; a gap
    stands between groups. ``keys`` maps the codes of :data:`MARKS` to their words, ``head``
    is the height of the names above in millimetres.
    """
    figure = Figure()
    axes = figure.add_subplot()
    places = _places([list(names) for _, names in columns])
    axes.set_xlim(-0.6, max(places.values()) + 0.6)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    for row, line in enumerate(lines):
        if line.marks is None:
            axes.axhspan(row - 0.5, row + 0.5, color=BAND, linewidth=0, zorder=0)
            continue
        axes.axhline(row, color=BAND, linewidth=1, zorder=0)
        for code, mark in line.marks.items():
            axes.plot([places[code]], [row], linestyle="", zorder=3, **MARKS[mark])
    _row_names(axes, lines)
    _column_names(axes, columns, places, head)
    found = [Line2D([], [], linestyle="", label=word, **MARKS[code]) for code, word in keys.items()]
    figure.legend(handles=found, loc="outside lower left", ncols=len(found), handletextpad=0.3)
    return figure


def circle_grid(
    rows: Sequence[str], columns: Sequence[str], amounts: Mapping[tuple[int, int], tuple[int, str]], *, apart: int = 1
) -> Figure:
    """Draw a circle by area for each amount, its text beside it.

    ``amounts`` holds value and text by place of the row and column; the last ``apart``
    columns are set apart.
    """
    figure = Figure()
    axes = figure.add_subplot()
    places = [column + (_GAP / 2 if column >= len(columns) - apart else 0) for column in range(len(columns))]
    for row in range(len(rows)):
        axes.axhline(row, color=BAND, linewidth=1, zorder=0)
    across, down = [places[column] for _, column in amounts], [row for row, _ in amounts]
    sizes = [16 * value for value, _ in amounts.values()]
    axes.scatter(across, down, s=sizes, color=ACCENT, linewidths=0, zorder=3)
    for (row, column), (value, text) in amounts.items():
        off = 3.5 + 2 * value**0.5
        axes.annotate(text, (places[column], row), (off, 0), textcoords="offset points", va="center", color=INK)
    axes.set_xlim(-0.5, places[-1] + 0.7)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), list(rows), va="center")
    axes.set_xticks(places, list(columns))
    axes.xaxis.tick_top()
    _bare(axes)
    return figure


def _places(groups: Sequence[Sequence[str]]) -> dict[str, float]:
    """Where each column stands, with a gap between groups."""
    found: dict[str, float] = {}
    for group in groups:
        start = max(found.values()) + 1 + _GAP if found else 0.0
        found.update({code: start + at for at, code in enumerate(group)})
    return found


def _row_names(axes: Axes, lines: Sequence[Line]) -> None:
    axes.set_yticks(range(len(lines)), [line.name for line in lines])
    for label, line in zip(axes.get_yticklabels(), lines, strict=True):
        label.set_fontweight("bold" if line.marks is None else "normal")
        label.set_verticalalignment("center")


def _column_names(
    axes: Axes, columns: Sequence[tuple[str, Mapping[str, str]]], places: Mapping[str, float], head: float
) -> None:
    axes.set_xticks(list(places.values()), [name for _, names in columns for name in names.values()], rotation=90)
    axes.xaxis.tick_top()
    _bare(axes)
    top = (head - 4) * 72 / _MM_PER_INCH
    for word, names in columns:
        ends = [places[code] for code in names]
        middle = (ends[0] + ends[-1]) / 2
        near = axes.get_xaxis_transform()
        axes.annotate(
            word, (middle, 1), (0, top), xycoords=near, textcoords="offset points", ha="center", weight="bold"
        )


def _bare(axes: Axes) -> None:
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
