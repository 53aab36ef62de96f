"""Setting a document again gives what setting it for the first time gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press import typesetter
from press.errors import ToolError
from press.typesetter import set_apart, set_pdf

FONTS = Path(__file__).resolve().parents[2] / "_extensions" / "review" / "fonts"
SOURCE = """#set document(title: [Lamps], date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "en")
= Lamps
{}
#image("/lamp.svg", alt: "A lamp")
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{}" height="9"/></svg>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "lamp.svg").write_text(SVG.format(3))
    return tmp_path


def anew(root: Path, source: str) -> bytes:
    typesetter._compilers.clear()
    return set_pdf(root, FONTS, source, "lamps.pdf")


def test_a_changed_sentence_gives_the_same_bytes_as_a_first_setting(root: Path) -> None:
    set_pdf(root, FONTS, SOURCE.format("One lamp."), "lamps.pdf")
    again = set_pdf(root, FONTS, SOURCE.format("Two lamps."), "lamps.pdf")
    assert again == anew(root, SOURCE.format("Two lamps."))


def test_a_changed_picture_is_seen(root: Path) -> None:
    source = SOURCE.format("One lamp.")
    before = set_pdf(root, FONTS, source, "lamps.pdf")
    (root / "lamp.svg").write_text(SVG.format(7))
    after = set_pdf(root, FONTS, source, "lamps.pdf")
    assert after != before
    assert after == anew(root, source)


def test_what_breaks_the_standards_is_an_error_in_typsts_words(root: Path) -> None:
    source = SOURCE.format("One lamp.").replace(', alt: "A lamp"', "")
    with pytest.raises(ToolError, match="PDF/UA-1 error: missing alt text"):
        set_pdf(root, FONTS, source, "lamps.pdf")


def test_an_error_does_not_spoil_the_next_setting(root: Path) -> None:
    with pytest.raises(ToolError):
        set_pdf(root, FONTS, "#lamp", "lamps.pdf")
    assert set_pdf(root, FONTS, SOURCE.format("One lamp."), "lamps.pdf").startswith(b"%PDF")


def test_a_process_of_its_own_sets_the_same_bytes(root: Path) -> None:
    source = SOURCE.format("One lamp.")
    assert set_apart(root, FONTS, source, "lamps.pdf") == anew(root, source)


@pytest.mark.parametrize("source", ["#lamp", SOURCE.replace(', alt: "A lamp"', ""), "#text(font: \"None\")[x]"])
def test_a_process_of_its_own_refuses_in_the_same_words(root: Path, source: str) -> None:
    said = []
    for set_it in (set_apart, set_pdf):
        with pytest.raises(ToolError) as caught:
            set_it(root, FONTS, source, "lamps.pdf")
        said.append(caught.value.faults)
    assert said[0] == said[1]


def test_a_process_that_dies_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter.sys, "executable", shutil.which("false"))
    with pytest.raises(ToolError, match=r"lamps\.pdf: Typst ended with status 1: it said nothing"):
        set_apart(root, FONTS, SOURCE, "lamps.pdf")
