"""Maps of the places that the review names, on the shapes of Natural Earth.

Plain longitude and latitude, stretched to look right in the middle of each panel: the world
above, Europe below. A place is filled with a tone that has a pattern of its own and carries
its code, which is the key to the list beside the map.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from review.charts import ACCENT, HALO, INK, QUIET, TONES, Tone

HEIGHT = 152
"""The height in millimetres that a map wants."""

_LAND = "#e4e8eb"
_ROLE_TONES = (Tone(TONES[2].fill, "", INK, INK), Tone("#9cc4c8", "////", INK, INK), Tone(ACCENT, "....", "white", INK))
_KEY_SIGNS = 24
_MOVED = (("Russia", "Ukraine", (32.0, 44.0, 37.0, 46.5)),)
"""Rings within a box (west, south, east, north) that were another country's in 2008: Crimea."""

Ring = npt.NDArray[np.float64]
Outlines = Mapping[str, Sequence[Ring]]


@dataclass(frozen=True)
class Panel:
    """A part of the world: west, east, south, north in degrees."""

    name: str
    west: float
    east: float
    south: float
    north: float

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is drawn than one of longitude."""
        middle = 0.0 if self.name == "world" else (self.south + self.north) / 2
        return 1.15 / math.cos(math.radians(middle)) if middle == 0 else 1 / math.cos(math.radians(middle))

    def seen(self, rings: Iterable[Ring]) -> Path | None:
        """The outline of those rings of which anything can be seen, if there are any."""
        corners = np.array([self.west, self.south]), np.array([self.east, self.north])
        found = [
            ring for ring in rings if (ring.max(axis=0) > corners[0]).all() and (ring.min(axis=0) < corners[1]).all()
        ]
        return Path.make_compound_path(*(Path(ring, closed=True) for ring in found)) if found else None


PANELS = (Panel("world", -169, 191, -56, 78), Panel("europe", 2, 46, 35, 61))


def shapes(topology: Mapping[str, Any]) -> dict[str, list[Ring]]:
    """The rings of every country by its name in the file: arrays of longitude and latitude in degrees.

    ``topology`` is TopoJSON with quantised arcs: each arc is a list of steps, an arc that is
    named by ``~number`` runs backwards, and a ring is arcs end to end. A ring that crosses the
    line of 180 degrees runs on beyond it.
    """
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    found = {str(country["properties"]["name"]): list(_rings(country, arcs)) for country in countries}
    for owner, other, box in _MOVED:
        moved = [ring for ring in found[owner] if _within(ring, box)]
        found[owner] = [ring for ring in found[owner] if not _within(ring, box)]
        found[other] += moved
    return found


def role_map(outlines: Outlines, places: pd.DataFrame, groups: Mapping[str, str], words: Mapping[str, str]) -> Figure:
    """Draw the world and Europe with the places of ``groups`` (place to group) filled.

    ``places`` has the rows of the table ``map_places``; ``words`` maps the groups to the words
    of the key, in order: plain, hatched, dotted.
    """
    tones = dict(zip(words, _ROLE_TONES, strict=False))
    figure = Figure()
    grid = figure.add_gridspec(2, 2, height_ratios=[1, 1.08], width_ratios=[2.1, 1])
    for panel, cell in zip(PANELS, (grid[0, :], grid[1, 0]), strict=True):
        axes = figure.add_subplot(cell)
        _prepare(axes, panel)
        _land(axes, panel, outlines)
        _fill(axes, panel, outlines, places, {place: tones[group] for place, group in groups.items()})
        _write_codes(axes, places[(places["panel"] == panel.name) & places["place"].isin(list(groups))])
    europe = PANELS[1]
    frame = (europe.west, europe.south), europe.east - europe.west, europe.north - europe.south
    figure.axes[0].add_patch(Rectangle(*frame, fill=False, edgecolor=INK, linewidth=0.8, zorder=4))
    beside = figure.add_subplot(grid[1, 1])
    beside.axis("off")
    used = set(groups.values())
    keys = [
        Patch(**_style(tones[group]), label=textwrap.fill(word, _KEY_SIGNS))
        for group, word in words.items()
        if group in used
    ]
    key = beside.legend(
        handles=keys, loc="upper left", handlelength=1.8, handleheight=1.4, borderpad=0, labelspacing=0.8
    )
    key.set_in_layout(False)
    return figure


def _rings(country: Mapping[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for numbers in (ring for polygon in polygons for ring in polygon):
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        yield _unbroken(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))


def _unbroken(ring: Ring) -> Ring:
    """A ring without leaps across the line of 180 degrees, on the side where its middle is."""
    longitudes = np.unwrap(ring[:, 0], period=360)
    longitudes = longitudes - 360 * np.round(longitudes.mean() / 360)
    return np.column_stack([longitudes, ring[:, 1]])


def _within(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    return bool((ring >= box[:2]).all() and (ring <= box[2:]).all())


def _prepare(axes: Axes, panel: Panel) -> None:
    axes.set_xlim(panel.west, panel.east)
    axes.set_ylim(panel.south, panel.north)
    axes.set_aspect(panel.stretch)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(QUIET)


def _land(axes: Axes, panel: Panel, outlines: Outlines) -> None:
    seen = panel.seen(ring for rings in outlines.values() for ring in rings)
    if seen:
        axes.add_artist(PathPatch(seen, facecolor=_LAND, edgecolor="white", linewidth=0.4, zorder=1))


def _fill(axes: Axes, panel: Panel, outlines: Outlines, places: pd.DataFrame, tones: Mapping[str, Tone]) -> None:
    """Fill places; those of one tone are one shape, since whoever shows the picture draws a hatch for each shape."""
    rings: dict[Tone, list[Ring]] = {}
    for place, names, longitude, latitude in _drawn(places):
        if place not in tones:
            continue
        tone = tones[place]
        rings.setdefault(tone, []).extend(ring for name in names for ring in outlines[name])
        if not names:
            mark: dict[str, Any] = {"marker": "o", "markersize": 4.5, "markeredgecolor": INK, "markeredgewidth": 0.6}
            axes.add_line(Line2D([longitude], [latitude], linestyle="", color=tone.fill, zorder=3, **mark))
    for tone, found in rings.items():
        seen = panel.seen(found)
        if seen:
            axes.add_artist(PathPatch(seen, zorder=2, **_style(tone)))


def _drawn(places: pd.DataFrame) -> Iterator[tuple[str, list[str], float, float]]:
    for _, row in places.drop_duplicates("place").iterrows():
        names = [] if pd.isna(row["shapes"]) else str(row["shapes"]).split(";")
        yield str(row["place"]), names, float(row["longitude"]), float(row["latitude"])


def _write_codes(axes: Axes, places: pd.DataFrame) -> None:
    for _, row in places.iterrows():
        at, label = ((float(row[f"{stem}longitude"]), float(row[f"{stem}latitude"])) for stem in ("", "label_"))
        if at != label:
            axes.plot(*zip(at, label, strict=True), color=INK, linewidth=0.5, zorder=4)
        axes.text(
            *label, str(row["place"]), ha="center", va="center", fontsize=7.5, color=INK, path_effects=HALO, zorder=5
        )


def _style(tone: Tone) -> dict[str, Any]:
    return {"facecolor": tone.fill, "hatch": tone.hatch, "edgecolor": tone.line, "linewidth": 0.4}
