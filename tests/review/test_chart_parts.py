"""The charts with data of any kind: order, marks, keys, room."""

import pytest
from drawn_charts import bars, boxes, contrast, crossed, drawn, in_points, marks, outside, overlapping, words
from matplotlib.backends.backend_agg import FigureCanvasAgg

from review import charts

THREE = [charts.Bar("Long", 30.0, "30"), charts.Bar("Middle", 20.0, "20"), charts.Bar("Short", 1.0, "1")]


def plain(*given, **settings):
    return drawn(lambda _lang: charts.ranked_bars(list(given), **settings), "en", charts.bars_height(len(given), 3))


def test_bars_stand_in_the_order_given_even_if_that_is_not_by_length():
    assert [bar.get_width() for bar in bars(plain(*reversed(THREE)))] == [1, 20, 30]


def test_without_a_printed_value_there_is_no_mark_and_no_key():
    figure = plain(*THREE)
    assert (marks(figure), figure.legends) == ({}, [])


def test_a_printed_value_beyond_the_bar_has_room():
    figure = plain(charts.Bar("Only", 1.0, "1", printed=9.0, printed_text="9"), printed="Printed")
    [axes] = figure.axes
    assert axes.get_xlim()[1] > 9
    assert {"1", "9", "Printed"} <= set(words(figure))


def test_a_printed_value_of_nought_is_marked():
    assert marks(plain(charts.Bar("Only", 1.0, "1", printed=0.0, printed_text="0"), printed="Printed")) == {0: 0.0}


def test_groups_are_keyed_in_the_order_given():
    grouped = [charts.Bar("One", 2.0, "2", group="b"), charts.Bar("Two", 1.0, "1", group="a")]
    [legend] = plain(*grouped, groups={"a": "First", "b": "Second"}).legends
    assert [text.get_text() for text in legend.get_texts()] == ["First", "Second"]


def test_a_group_that_is_not_named_is_an_error():
    with pytest.raises(KeyError):
        charts.ranked_bars([charts.Bar("One", 1.0, "1", group="x")], groups={"a": "First"})


def test_every_group_may_have_a_look_of_its_own():
    assert len({(tone.fill, tone.hatch) for tone in charts.TONES}) == len(charts.TONES)


@pytest.mark.parametrize("tone", charts.TONES, ids=lambda tone: tone.fill)
def test_text_on_a_bar_stands_out_from_its_fill(tone):
    assert contrast(tone.text, tone.fill) >= 4.5


def test_a_long_bar_short_of_its_mark_holds_its_own_value():
    figure = plain(charts.Bar("Only", 7.0, "7.0", printed=9.0, printed_text="9.0"), printed="Printed")
    [bar], found = bars(figure), dict(boxes(figure))
    within, [mark] = in_points(bar.get_window_extent()), figure.axes[0].lines
    assert within.x0 < found["7.0"].x0 < found["7.0"].x1 < within.x1
    assert found["9.0"].x0 > in_points(mark.get_window_extent()).x1
    assert crossed(figure) == []


@pytest.mark.parametrize("value", [1.0, 9.5])
def test_a_short_bar_and_one_beyond_its_mark_have_both_values_at_their_right(value):
    figure = plain(charts.Bar("Only", value, "listed", printed=9.0, printed_text="printed"), printed="Printed")
    found = dict(boxes(figure))
    assert in_points(bars(figure)[0].get_window_extent()).x1 < found["listed"].x0 < found["printed"].x0
    assert crossed(figure) == []


def test_names_of_forty_letters_stay_on_the_canvas():
    longest = charts.Bar(
        "Organisation for the Study of Everything", 5.0, "5.0  (100.0%)", printed=5.0, printed_text="5.0"
    )
    assert outside(plain(longest)) == []


def test_texts_that_overlap_or_leave_the_canvas_would_be_found():
    crowded = plain(charts.Bar("Only", 5.0, "5"))
    crowded.text(0.5, 0.5, "across")
    crowded.text(0.51, 0.5, "another")
    crowded.text(0.98, 0.1, "too far to the right")
    FigureCanvasAgg(crowded).draw()
    assert ("across", "another") in overlapping(crowded)
    assert outside(crowded) == ["too far to the right"]


def test_a_text_across_the_end_of_a_bar_would_be_found():
    figure = plain(charts.Bar("Only", 5.0, "5"))
    [axes] = figure.axes
    axes.annotate("across", (5.0, 0), ha="center", va="center", color="white")
    FigureCanvasAgg(figure).draw()
    assert crossed(figure) == ["across"]


def test_a_text_too_like_the_bar_it_lies_on_would_be_found():
    figure = plain(charts.Bar("Only", 5.0, "5"))
    [axes] = figure.axes
    axes.annotate("dark", (2.5, 0), ha="center", va="center", color=charts.INK)
    FigureCanvasAgg(figure).draw()
    assert crossed(figure) == ["dark"]


def test_markup_in_a_name_is_drawn_as_it_stands():
    assert "<script> $x$ #panic" in words(plain(charts.Bar("<script> $x$ #panic", 1.0, "1")))


@pytest.mark.parametrize("keys", [0, 3, 4])
def test_more_bars_and_more_keys_want_more_height(keys):
    assert charts.bars_height(13, keys) > charts.bars_height(12, keys)
    assert charts.bars_height(12, keys + 1) >= charts.bars_height(12, keys)
