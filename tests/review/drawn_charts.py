"""Run a notebook's own cells and keep what it draws, so that charts are tested with the real data."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from plain_list import ROOT

from press import publication
from press.datapackage import load_package, readable
from press.figures import STYLE, draw_svg
from press.notebook_source import read_notebook

LANGUAGES = ("en", "nb")
FINE = 288
Draw = Callable[[str], Figure]


class Watched(publication.Book):
    """A book that publishes nothing and keeps the functions that draw, with their heights."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.drawings: dict[str, tuple[Draw, float | None]] = {}

    def figure(self, name: str, draw: Draw, *, height: float | None = None, **_: Any) -> None:
        self.drawings[name] = (draw, height)


@cache
def notebook(name: str = "portfolio") -> tuple[Watched, Mapping[str, Any]]:
    """The book of a notebook after all its cells, and the names the cells defined."""
    source = read_notebook(ROOT, f"notebooks/{name}.ipynb", LANGUAGES)
    package = load_package(ROOT)
    running = [""]
    book = Watched(
        package,
        source.path,
        source.tables,
        readable(package, source.tables, asked_in=source.path),
        LANGUAGES,
        stage=None,
        place=lambda: (running[0], 1),
    )
    opened, names = publication.open_notebook, {}
    publication.open_notebook = lambda _name: book
    try:
        for cell in source.cells:
            if cell.kind == "code":
                running[0] = cell.label
                exec(compile(cell.source, cell.label, "exec"), names)
    finally:
        publication.open_notebook = opened
    return book, names


def svg(name: str, lang: str) -> bytes:
    draw, height = notebook()[0].drawings[name]
    return draw_svg(ROOT, name, draw, lang, size="full", height=height, notebook="notebooks/portfolio.ipynb")


def drawn(draw: Draw, lang: str, height: float | None, name: str = "fig-a") -> Figure:
    """The figure as it is saved, laid out once more on a fine raster so that texts can be measured."""
    kept: list[Figure] = []

    def keep(language: str) -> Figure:
        kept.append(draw(language))
        return kept[0]

    draw_svg(ROOT, name, keep, lang, size="full", height=height, notebook="notebooks/portfolio.ipynb")
    [figure] = kept
    with styled():
        figure.set_dpi(FINE)
        FigureCanvasAgg(figure).draw()
    return figure


@cache
def real(name: str, lang: str, source: str = "portfolio") -> Figure:
    draw, height = notebook(source)[0].drawings[name]
    return drawn(draw, lang, height, name)


@contextmanager
def styled() -> Iterator[None]:
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(dict(STYLE))
        yield


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that shows, with its box in points; a text of several lines has one box a line."""
    return [(text.get_text(), box) for text, box in texts(figure)]


def texts(figure: Figure) -> list[tuple[Text, Bbox]]:
    """The same with the text itself, for its colour."""
    renderer = figure.canvas.get_renderer()
    return [
        (text, in_points(text.get_window_extent(renderer)))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and shown(figure, text)
    ]


def shown(figure: Figure, text: Text) -> bool:
    """Whether a text is drawn: tick labels of an axis without that tick, or that is off, are not."""
    ticks = {
        id(label)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis.get_major_ticks()
        for label in (tick.label1, tick.label2)
    }
    live = {
        id(label)
        for axes in figure.axes
        if axes.axison
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if label.get_visible()
    }
    return id(text) not in ticks or id(text) in live


def in_points(box: Bbox) -> Bbox:
    return Bbox(box.get_points() * 72 / FINE)


def bars(figure: Figure) -> list[Any]:
    """The bars from top to bottom."""
    [axes] = figure.axes
    return sorted(axes.patches, key=lambda bar: -bar.get_window_extent().y0)


def luminance(colour: Any) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Any, other: Any) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_within(text: Text, box: Bbox, bar: Any) -> bool:
    """Whether a text lies wholly within a bar and stands out from its fill and from its hatch."""
    within = in_points(bar.get_window_extent())
    inside = within.x0 < box.x0 and box.x1 < within.x1 and within.y0 < box.y0 and box.y1 < within.y1
    grounds = [bar.get_facecolor(), *([bar.get_edgecolor()] if bar.get_hatch() else [])]
    return inside and all(contrast(text.get_color(), ground) >= 4.5 for ground in grounds)


def crossed(figure: Figure) -> list[str]:
    """Texts that a bar or a mark runs through; a text may lie within a bar, but not across its end."""
    [axes] = figure.axes
    found = []
    for text, box in texts(figure):
        for item in (*axes.patches, *axes.lines):
            other = in_points(item.get_window_extent())
            meet = box.x0 < other.x1 and other.x0 < box.x1 and box.y0 + 1 < other.y1 and other.y0 + 1 < box.y1
            if meet and not (item in axes.patches and readable_within(text, box, item)):
                found.append(text.get_text())
    return found


def marks(figure: Figure) -> dict[int, float]:
    """The upright marks: place of the bar and value."""
    [axes] = figure.axes
    return {round(sum(line.get_ydata()) / 2): line.get_xdata()[0] for line in axes.lines}


def words(figure: Figure) -> list[str]:
    return [text for text, _ in boxes(figure)]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than a point of height."""
    return [
        (one, other)
        for (one, box), (other, box2) in itertools.combinations(boxes(figure), 2)
        if box.x0 < box2.x1 and box2.x0 < box.x1 and box.y0 + 1 < box2.y1 and box2.y0 + 1 < box.y1
    ]


def outside(figure: Figure) -> list[str]:
    wide, high = (inches * 72 for inches in figure.get_size_inches())
    return [text for text, box in boxes(figure) if box.x0 < 0 or box.y0 < 0 or box.x1 > wide or box.y1 > high]
