"""Every chart of every notebook can be read: its texts lie apart, within the picture, and are large enough."""

import json
from pathlib import PurePosixPath

import pytest
from drawn_charts import LANGUAGES, notebook, outside, overlapping, real, texts
from plain_list import ROOT

MADE = json.loads((ROOT / "figures" / "made.json").read_text(encoding="utf-8"))
CHARTS = sorted((PurePosixPath(made["notebook"]).stem, name) for name, made in MADE.items() if name.startswith("fig-"))
LEAST_POINTS = 7.5
both = pytest.mark.parametrize("lang", LANGUAGES)
every = pytest.mark.parametrize(("source", "name"), CHARTS)


@pytest.mark.parametrize("source", sorted({source for source, _ in CHARTS}))
def test_a_notebook_draws_what_it_publishes(source):
    assert sorted(notebook(source)[0].drawings) == [name for own, name in CHARTS if own == source]


@both
@every
def test_no_text_overlaps_another(source, name, lang):
    assert overlapping(real(name, lang, source)) == []


@both
@every
def test_no_text_leaves_the_canvas(source, name, lang):
    assert outside(real(name, lang, source)) == []


@both
@every
def test_no_text_is_too_small(source, name, lang):
    assert [text.get_text() for text, _ in texts(real(name, lang, source)) if text.get_fontsize() < LEAST_POINTS] == []
