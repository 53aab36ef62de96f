"""Draw a figure as SVG, the same bytes everywhere, and write the fragment a chapter includes.

Imports :mod:`press.errors` and :mod:`press.escaping`; matplotlib only where something is drawn.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.errors import Fault, NotebookError, closest
from press.escaping import attribute

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw = Callable[[str], "Figure"]

FONTS = "_extensions/*/fonts/*.[ot]tf"
FAMILY = "Source Sans 3"
INK = "#1b2733"
SIZES: Mapping[str, tuple[float, float]] = {"full": (160, 95), "half": (78, 65), "tall": (160, 150)}
_MM_PER_INCH = 25.4
_UNDATED = ("Creator", "Date", "Format", "Type")
"""What matplotlib would say of itself and of the day."""
_ID = re.compile(r"fig-[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_HASHED = re.compile(r"(?<=[\"#])[hmp][0-9a-f]{10}(?=[\")])")
_OUTLINE = re.compile(r'(?<= d=")[^"]+')
_FRACTION = re.compile(r"-?\d+\.\d{3,}")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*", re.DOTALL)

STYLE: Mapping[str, Any] = {
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 9,
    "axes.unicode_minus": True,
    "figure.constrained_layout.use": True,
    "figure.dpi": 72,
    "font.family": [FAMILY],
    "font.size": 9,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "savefig.facecolor": "white",
    "savefig.transparent": False,
    "svg.fonttype": "path",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.color": INK,
    "ytick.labelsize": 8.5,
}


def check_id(name: str, notebook: str) -> None:
    """Raise :class:`NotebookError` unless ``name`` is an id for a figure."""
    if not _ID.fullmatch(name):
        raise _fault(notebook, f"'{name}' is no id for a figure",
                     "An id is 'fig-' and lower-case words and digits joined by hyphens.")


def draw_svg(
    root: Path, name: str, draw: Draw, lang: str, *, size: str, height: float | None, notebook: str
) -> bytes:
    """Call ``draw(lang)`` under the project's style and return the SVG, its size in millimetres.

    ``size`` is a name of :data:`SIZES`, ``height`` in millimetres replaces the named one.
    Raises :class:`NotebookError` for another width, another font, or a missing glyph.
    """
    import matplotlib as mpl

    wide, high = _measures(size, height, notebook)
    inches = (wide / _MM_PER_INCH, high / _MM_PER_INCH)
    fonts = _registered_fonts(root)
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+.*missing from font")
        mpl.rcdefaults()
        settings: dict[Any, Any] = {**STYLE, "figure.figsize": inches, "svg.hashsalt": name}
        mpl.rcParams.update(settings)
        figure = _drawn(draw, lang, name, notebook)
        try:
            _check_figure(figure, inches, fonts, name, notebook)
            return _with_measures(_saved(figure, name, notebook), wide, high)
        finally:
            _close(figure)


def figure_fragment(name: str, lang: str, caption: str, alt: str) -> str:
    """Return the Markdown a chapter includes; ``caption`` is Markdown, ``alt`` plain text."""
    image = f'![{caption}](/figures/{name}.{lang}.svg){{#{name} fig-alt="{attribute(alt)}"}}'
    return f"{image}\n\n{made_note(name)}"


def made_note(name: str) -> str:
    """Return the div that says where a figure or table was made."""
    return f"::: {{.made}}\n{{{{< made {name} >}}}}\n:::\n"


def _measures(size: str, height: float | None, notebook: str) -> tuple[float, float]:
    if size not in SIZES:
        known = ", ".join(sorted(SIZES))
        raise _fault(notebook, f"there is no figure size '{size}'", f"{closest(size, SIZES)}Sizes: {known}.")
    wide, high = SIZES[size]
    return wide, height if height is not None else high


def _drawn(draw: Draw, lang: str, name: str, notebook: str) -> Figure:
    from matplotlib.figure import Figure

    figure = draw(lang)
    if not isinstance(figure, Figure):
        raise _fault(notebook, f"the function for '{name}' returned {type(figure).__name__}",
                     "Return the matplotlib Figure that it drew.")
    return figure


def _check_figure(
    figure: Figure, inches: tuple[float, float], fonts: frozenset[str], name: str, notebook: str
) -> None:
    from matplotlib.font_manager import fontManager
    from matplotlib.text import Text

    is_inches = tuple(figure.get_size_inches())
    if any(abs(own - asked) > 1e-6 for own, asked in zip(is_inches, inches, strict=True)):
        shown = " × ".join(f"{side * _MM_PER_INCH:.0f}" for side in is_inches)
        raise _fault(notebook, f"'{name}' is {shown} mm", "Leave figsize out; choose size= and height= in figure().")
    for text in figure.findobj(Text):
        if text.get_text().strip() and str(Path(fontManager.findfont(text.get_fontproperties()))) not in fonts:
            raise _fault(notebook, f"'{name}' sets '{text.get_text()[:40]}' in another font than {FAMILY}",
                         "Leave the font family out; weight and size are free.")


def _saved(figure: Figure, name: str, notebook: str) -> str:
    """The drawing as matplotlib's SVG canvas prints it; ``savefig`` would draw it once more to arrange it."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    held = io.BytesIO()
    try:
        canvas = FigureCanvasSVG(figure)
        canvas.print_svg(held, metadata=dict.fromkeys(_UNDATED))  # type: ignore[no-untyped-call]
    except UserWarning as warning:
        raise _fault(notebook, f"'{name}': {warning}", "Use signs that the project's fonts have.") from None
    return held.getvalue().decode("utf-8")


def _with_measures(svg: str, wide: float, high: float) -> bytes:
    """State the size in millimetres; the drawing's own units stay in the view box."""
    head = _HEAD.search(svg)
    if head is None:
        raise ValueError("matplotlib wrote no <svg> element")
    sized = re.sub(r'\b(width|height)="[^"]*"', "", head[0])
    sized = sized.replace("<svg", f'<svg width="{wide:g}mm" height="{high:g}mm"', 1)
    cleaned = _rounded(_DOCTYPE.sub("", svg.replace(head[0], re.sub(r"\s+", " ", sized), 1)))
    return "\n".join(line.rstrip() for line in _numbered_ids(cleaned).splitlines()).encode() + b"\n"


def _rounded(svg: str) -> str:
    """Round what is drawn to a hundredth of a point: nobody sees more, and maps become a third lighter."""
    return _OUTLINE.sub(lambda found: _FRACTION.sub(lambda digits: f"{float(digits[0]):.2f}", found[0]), svg)


def _numbered_ids(svg: str) -> str:
    """Name clips, marks and hatches by their order: matplotlib's names hash the last bits of the layout."""
    names: dict[str, str] = {}
    return _HASHED.sub(lambda found: names.setdefault(found[0], f"{found[0][0]}{len(names) + 1}"), svg)


def _close(figure: Figure) -> None:
    import sys

    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.close(figure)


@lru_cache(maxsize=4)
def _registered_fonts(root: Path) -> frozenset[str]:
    """Put the project's fonts before all others of the same name; return their paths."""
    from matplotlib.font_manager import FontEntry, fontManager, ttfFontProperty
    from matplotlib.ft2font import FT2Font

    paths = sorted({str(path.resolve()) for path in root.glob(FONTS)})
    entries: Iterable[FontEntry] = [ttfFontProperty(FT2Font(path)) for path in paths]
    if FAMILY not in {entry.name for entry in entries}:
        raise _fault(FONTS, f"the font {FAMILY} is missing", "Restore the fonts of the extension.")
    fontManager.ttflist[:0] = entries
    return frozenset(paths)


def _fault(notebook: str, what: str, remedy: str) -> NotebookError:
    return NotebookError(Fault(notebook, 0, what, remedy))
