import re

import matplotlib as mpl
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure
from tiny import make_tiny

from press.errors import NotebookError
from press.figures import check_id, draw_svg


@pytest.fixture
def root(tmp_path):
    return make_tiny(tmp_path)


def svg(root, draw, *, size="full", height=None):
    return draw_svg(root, "fig-a", draw, "en", size=size, height=height, notebook="notebooks/a.ipynb")


def plain(_lang):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([1, 2], label="æøå – −1")
    axes.legend()
    return figure


def test_the_same_drawing_gives_the_same_bytes(root):
    assert svg(root, plain) == svg(root, plain)


def test_settings_made_elsewhere_do_not_reach_a_figure(root):
    before = svg(root, plain)
    with mpl.rc_context({"lines.linewidth": 9, "font.size": 30, "axes.facecolor": "red"}):
        assert svg(root, plain) == before


def test_settings_made_while_drawing_do_not_leak(root):
    def loud(lang):
        mpl.rcParams["lines.linewidth"] = 9
        return plain(lang)

    before = mpl.rcParams["lines.linewidth"]
    svg(root, loud)
    assert mpl.rcParams["lines.linewidth"] == before


@pytest.mark.parametrize(("size", "height", "expected"), [
    ("full", None, ("160mm", "95mm")), ("half", None, ("78mm", "65mm")), ("full", 50, ("160mm", "50mm")),
])
def test_the_size_is_stated_in_millimetres_with_a_view_box(root, size, height, expected):
    head = re.search(r"<svg[^>]*>", svg(root, plain, size=size, height=height).decode())[0]
    assert f'width="{expected[0]}" height="{expected[1]}"' in head
    assert "viewBox=" in head


def test_no_date_program_or_text_element_is_left(root):
    drawn = svg(root, plain).decode()
    assert not re.search(r"<text|<metadata|matplotlib\.org|Matplotlib v|DOCTYPE|font-family", drawn)


def test_an_own_size_is_refused(root):
    with pytest.raises(NotebookError, match="is 254 × 127 mm"):
        svg(root, lambda _lang: Figure(figsize=(10, 5)))


def test_an_unknown_size_is_answered_with_those_there_are(root):
    with pytest.raises(NotebookError, match="Sizes: full, half, tall"):
        svg(root, plain, size="fill")


def test_another_font_is_refused(root):
    def other(_lang):
        figure = Figure()
        figure.text(0.5, 0.5, "words", fontfamily="DejaVu Sans")
        return figure

    with pytest.raises(NotebookError, match="'words' in another font than Source Sans 3"):
        svg(root, other)


def test_a_sign_that_the_font_lacks_is_refused(root):
    def odd(_lang):
        figure = Figure()
        figure.text(0.5, 0.5, "漢")
        return figure

    with pytest.raises(NotebookError, match="missing from font"):
        svg(root, odd)


def test_dollars_are_no_formula(root):
    def dollars(_lang):
        figure = Figure()
        figure.text(0.5, 0.5, "$x$ and $")
        return figure

    assert b"<svg" in svg(root, dollars)


def test_a_function_that_returns_no_figure_is_refused(root):
    with pytest.raises(NotebookError, match="returned NoneType"):
        svg(root, lambda _lang: None)


def test_figures_are_closed(root):
    svg(root, lambda _lang: pyplot.subplots()[0])
    assert pyplot.get_fignums() == []


@pytest.mark.parametrize("name", ["geography", "fig-", "fig-A", "fig_a", "fig-a.b"])
def test_an_id_of_another_shape_is_refused(name):
    with pytest.raises(NotebookError, match="no id for a figure"):
        check_id(name, "notebooks/a.ipynb")


def test_without_the_fonts_nothing_is_drawn(root):
    (root / "_extensions" / "review").unlink()
    with pytest.raises(NotebookError, match="the font Source Sans 3 is missing"):
        svg(root, plain)
