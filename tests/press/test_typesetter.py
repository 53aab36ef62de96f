"""Setting a document again gives what setting it for the first time gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press import typesetter
from press.errors import ToolError
from press.typesetter import Source, included_path, set_apart, set_pdf

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


def again(root: Path, text: str, **included: str) -> bytes:
    files = {included_path(name): content for name, content in included.items()}
    return set_pdf(root, FONTS, Source(text, files), "lamps.pdf")


def anew(root: Path, text: str, **included: str) -> bytes:
    typesetter._compilers.clear()
    return again(root, text, **included)


def test_a_changed_sentence_gives_the_same_bytes_as_a_first_setting(root: Path) -> None:
    again(root, SOURCE.format("One lamp."))
    second = again(root, SOURCE.format("Two lamps."))
    assert second == anew(root, SOURCE.format("Two lamps."))


def test_a_changed_picture_is_seen(root: Path) -> None:
    source = SOURCE.format("One lamp.")
    before = again(root, source)
    (root / "lamp.svg").write_text(SVG.format(7))
    after = again(root, source)
    assert after != before
    assert after == anew(root, source)


def test_a_change_in_an_included_file_is_seen(root: Path) -> None:
    source = SOURCE.format(f'#include "{included_path("lamp")}"')
    before = again(root, source, lamp="One lamp.")
    after = again(root, source, lamp="Two lamps.")
    assert after != before
    assert after == anew(root, source, lamp="Two lamps.") == anew(root, SOURCE.format("Two lamps."))


def test_what_breaks_the_standards_is_an_error_in_typsts_words(root: Path) -> None:
    source = SOURCE.format("One lamp.").replace(', alt: "A lamp"', "")
    with pytest.raises(ToolError, match="PDF/UA-1 error: missing alt text"):
        again(root, source)


def test_an_error_does_not_spoil_the_next_setting(root: Path) -> None:
    with pytest.raises(ToolError):
        again(root, "#lamp")
    assert again(root, SOURCE.format("One lamp.")).startswith(b"%PDF")


def test_a_process_of_its_own_sets_the_same_bytes_one_document_after_the_other(root: Path) -> None:
    texts = {f"{count}.pdf": SOURCE.format(f"{count} lamps.") for count in (3, 4)}
    pdfs = set_apart(root, FONTS, {name: Source(text) for name, text in texts.items()})
    assert dict(pdfs) == {name: anew(root, text) for name, text in texts.items()}


@pytest.mark.parametrize("text", ["#lamp", SOURCE.replace(', alt: "A lamp"', ""), "#text(font: \"None\")[x]"])
def test_a_process_of_its_own_refuses_in_the_same_words(root: Path, text: str) -> None:
    with pytest.raises(ToolError) as apart:
        list(set_apart(root, FONTS, {"lamps.pdf": Source(text)}))
    with pytest.raises(ToolError) as here:
        again(root, text)
    assert apart.value.faults == here.value.faults


def test_what_was_set_before_a_refusal_is_there(root: Path) -> None:
    pdfs = set_apart(root, FONTS, {"good.pdf": Source(SOURCE.format("One lamp.")), "bad.pdf": Source("#lamp")})
    assert next(pdfs)[0] == "good.pdf"
    with pytest.raises(ToolError, match=r"bad\.pdf: Typst refuses"):
        next(pdfs)


def test_a_process_that_dies_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter.sys, "executable", shutil.which("false"))
    with pytest.raises(ToolError, match=r"lamps\.pdf: Typst ended with status 1: it said nothing"):
        list(set_apart(root, FONTS, {"lamps.pdf": Source(SOURCE)}))


def test_a_file_that_has_not_changed_is_not_written_again(root: Path) -> None:
    source = SOURCE.format(f'#include "{included_path("lamp")}"')
    again(root, source, lamp="One lamp.")
    written = (root / included_path("lamp").lstrip("/")).stat().st_ino
    again(root, source + "More.", lamp="One lamp.")
    assert (root / included_path("lamp").lstrip("/")).stat().st_ino == written


def test_a_source_that_cannot_be_written_is_said(root: Path) -> None:
    (root / ".press").write_text("no folder")
    with pytest.raises(ToolError, match=r"\.press/typst/lamps\.typ: cannot be written"):
        again(root, SOURCE)
