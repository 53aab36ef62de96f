"""The charts show what they are given, in order, and can be read: in grey, without overlap, within the page."""

import itertools
import re

import pytest
from drawn_charts import LANGUAGES, bars, contrast, crossed, marks, notebook, real, svg, words
from plain_list import ROOT, by, from_year, kroner, listed, published, ranked, where

from review import charts

NUMBERS = published()
LIST = listed()
CHARTED = from_year(LIST, 2003)
RANKED = {
    "fig-geography": ("portfolio.from2003.region", CHARTED, "region", None),
    "fig-partners": ("portfolio.recipient", LIST, "recipient", 12),
    "fig-types": ("portfolio.type", LIST, "type", None),
}
CHARTS = (*RANKED, "fig-years")
PRINTED = {
    "fig-geography": {"europe", "asia", "africa"},
    "fig-partners": {"iom", "unicef", "save-the-children"},
    "fig-types": {"un", "norwegian-ngo"},
}
both = pytest.mark.parametrize("lang", LANGUAGES)
every = pytest.mark.parametrize("name", CHARTS)
every_ranked = pytest.mark.parametrize("name", RANKED)


def shown_codes(name):
    _, rows, column, most = RANKED[name]
    return ranked(rows, column)[:most]


# The charts of the chapter, with the real data


@both
@every
def test_the_chart_is_the_one_that_is_kept(name, lang):
    assert svg(name, lang) == (ROOT / "figures" / f"{name}.{lang}.svg").read_bytes()


@every
def test_a_chart_is_the_same_bytes_twice(name):
    assert svg(name, "nb") == svg(name, "nb")


@both
@every
def test_no_bar_and_no_mark_runs_through_a_text(name, lang):
    assert crossed(real(name, lang)) == []


@both
@every
def test_no_line_of_text_is_smaller_than_eight_points(name, lang):
    sizes = [text.get_fontsize() for text in real(name, lang).findobj(lambda item: hasattr(item, "get_fontsize"))]
    assert min(sizes) >= 8


@both
@every_ranked
def test_bars_stand_in_order_of_their_amounts(name, lang):
    _, rows, column, _ = RANKED[name]
    assert [bar.get_width() for bar in bars(real(name, lang))] == [
        kroner(where(rows, **{column: code})) for code in shown_codes(name)
    ]


@both
@every_ranked
def test_every_bar_has_its_name(name, lang):
    names = {
        "fig-geography": lambda code: by("regions")[code][f"label_{lang}"],
        "fig-types": lambda code: by("recipient_types")[code][f"label_{lang}"],
        "fig-partners": lambda code: notebook()[1]["short"][code][lang],
    }[name]
    [axes] = real(name, lang).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [names(code) for code in shown_codes(name)]


@both
@every_ranked
def test_every_bar_has_its_amount_as_text(name, lang):
    prefix = RANKED[name][0]
    texts = words(real(name, lang))
    amounts = [NUMBERS[f"{prefix}.{code}.amount"]["text"][lang]["mnok"] for code in shown_codes(name)]
    assert [text.split()[0] for text in texts if text.split()[0] in amounts][: len(amounts)] == amounts


@both
@pytest.mark.parametrize("name", ["fig-geography", "fig-types"])
def test_every_bar_has_its_share_as_text(name, lang):
    prefix = RANKED[name][0]
    shares = [f"({NUMBERS[f'{prefix}.{code}.share']['text'][lang]['percent1']})" for code in shown_codes(name)]
    assert [found for text in words(real(name, lang)) for found in re.findall(r"\(\d.*\)", text)] == shares


@both
@every_ranked
def test_a_mark_stands_where_a_printed_amount_is_known_and_nowhere_else(name, lang):
    codes = shown_codes(name)
    expected = {codes.index(code): NUMBERS[f"print.{code}.amount"]["value"] for code in PRINTED[name]}
    assert marks(real(name, lang)) == expected


@both
@every_ranked
def test_the_printed_amount_is_written_beside_its_bar(name, lang):
    texts = words(real(name, lang))
    for code in PRINTED[name]:
        forms = NUMBERS[f"print.{code}.amount"]["text"][lang]
        assert {forms["mnok"], forms["mnok0"]} & set(texts), code


@both
def test_the_years_stand_in_order_with_amount_above_and_count_below(lang):
    [axes] = real("fig-years", lang).axes
    years = [str(year) for year in range(2000, 2011)]
    assert [bar.get_height() for bar in axes.patches] == [kroner(where(LIST, year=year)) for year in years]
    assert [label.get_text() for label in axes.get_xticklabels()] == [f"{y}\n{len(where(LIST, year=y))}" for y in years]
    above = [text.get_text() for text in axes.texts]
    assert above == ["?", *(NUMBERS[f"portfolio.year.y{year}.amount"]["text"][lang]["mnok"] for year in years[1:])]


@both
def test_planned_years_are_hatched_and_no_others(lang):
    [axes] = real("fig-years", lang).axes
    assert [bool(bar.get_hatch()) for bar in axes.patches] == [year >= 2008 for year in range(2000, 2011)]


@pytest.mark.parametrize("name", ["fig-partners", "fig-years"])
def test_any_two_groups_can_be_told_apart_in_grey(name):
    figure = real(name, "en")
    legend = (figure.legends or [figure.axes[0].get_legend()])[0]
    looks = {(p.get_facecolor(), p.get_hatch(), p.get_edgecolor()) for p in legend.get_patches()}
    assert len(looks) == len(legend.get_patches())
    alike = [
        (one, other)
        for one, other in itertools.combinations(looks, 2)
        if contrast(one[0], other[0]) < 1.6 and visible_hatch(one) == visible_hatch(other)
    ]
    assert alike == []


def visible_hatch(look):
    face, hatch, line = look
    return hatch if hatch and contrast(face, line) >= 2 else None


@both
@pytest.mark.parametrize("name", ["fig-geography", "fig-partners", "fig-types"])
def test_the_key_says_what_the_mark_is(name, lang):
    [legend] = real(name, lang).legends
    assert by("labels")["printed"][lang] in [text.get_text() for text in legend.get_texts()]


@both
def test_the_key_of_the_partners_has_every_kind_that_a_bar_has(lang):
    figure = real("fig-partners", lang)
    assert {bar.get_facecolor() for bar in bars(figure)} == {
        patch.get_facecolor() for patch in figure.legends[0].get_patches()
    }


@both
def test_recipients_are_named_in_the_language_of_the_chart(lang):
    assert (
        notebook()[1]["short"]["nca"][lang]
        in {"en": ("NCA", "Norwegian Church Aid"), "nb": ("KN", "Kirkens Nødhjelp")}[lang]
    )
    assert notebook()[1]["short"]["osce"][lang] == {"en": "OSCE", "nb": "OSSE"}[lang]


@pytest.mark.parametrize("colour", [charts.INK, charts.WARM, charts.QUIET])
def test_text_has_contrast_on_white(colour):
    assert contrast(colour, "white") >= 4.5
