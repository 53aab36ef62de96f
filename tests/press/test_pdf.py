"""The PDF is tagged, archivable, in its language, with the data inside, and says what the pages say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from built_pages import pdf_pages, read_page
from conftest import SECOND, append, own_extension, replace

from press.errors import PressError
from press.pdf import documents
from press.project import load_project
from press.render import render_book

EDITIONS = [("en", "", "en-GB"), ("nb", ".nb", "nb-NO")]
FIRST = "part1_lights/01-lights"
_CONFORMITY = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def stated(pdf: pikepdf.Pdf, name: str) -> str:
    """What the metadata say under a name such as ``pdfaid:part``."""
    tree = ElementTree.fromstring(bytes(pdf.Root.Metadata.read_bytes()))
    prefix, _, tag = name.partition(":")
    full = f"{{{_CONFORMITY[prefix]}}}{tag}"
    return next((text for node in tree.iter() for text in (node.get(full), node.tag == full and node.text) if text), "")


@pytest.mark.parametrize(("profile", "lang"), [(profile, lang) for profile, _, lang in EDITIONS])
def test_a_pdf_is_tagged_and_says_its_language(built: Path, profile: str, lang: str) -> None:
    with pikepdf.open(built / "_book" / profile / "review.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == lang


@pytest.mark.parametrize("profile", ["en", "nb"])
def test_a_pdf_claims_both_standards(built: Path, profile: str) -> None:
    with pikepdf.open(built / "_book" / profile / "review.pdf") as pdf:
        names = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
        assert [stated(pdf, name) for name in names] == ["3", "A", "1"]


def test_a_figure_has_its_alt_text(built: Path) -> None:
    with pikepdf.open(built / "_book" / "en" / "review.pdf") as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert 'Bars of "upkeep"; all lights NOK\u00a07,650,000.' in alts


@pytest.mark.parametrize("profile", ["en", "nb"])
def test_the_attached_files_are_those_of_the_project_byte_for_byte(built: Path, profile: str) -> None:
    with pikepdf.open(built / "_book" / profile / "review.pdf") as pdf:
        attached = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    expected = {
        (built / path).name: (built / path).read_bytes() for path in ("data/lights.csv", "figures/numbers.json")
    }
    assert {Path(name).name: content for name, content in attached.items()} == expected


@pytest.mark.parametrize(("profile", "suffix"), [(profile, suffix) for profile, suffix, _ in EDITIONS])
def test_a_chapter_has_the_same_words_as_its_page(built: Path, profile: str, suffix: str) -> None:
    page = read_page(built / "_book" / profile / f"{FIRST}{suffix}.html").words
    pages = pdf_pages(built / "_book" / profile / "review.pdf")
    chapter = next(words for words in pages if words[1:2] == ["1"] and words[0] in ("Chapter", "Kapittel"))
    place = str(pages.index(chapter) + 1)
    assert Counter(chapter) - Counter(page) == Counter([chapter[0], place])
    assert Counter(page) - Counter(chapter) == Counter()


def test_a_note_has_the_same_words_as_on_the_page(built: Path) -> None:
    page = " ".join(read_page(built / "_book" / "en" / f"{SECOND}.html").words)
    printed = " ".join(word for words in pdf_pages(built / "_book" / "en" / "review.pdf") for word in words)
    assert "A note: of all upkeep 48%." in page
    assert "A note: of all upkeep 48%." in printed


def test_a_part_has_a_pdf_that_begins_with_its_own_first_chapter(project: Path) -> None:
    append(project, "_quarto-en.yml", "part-pdf: [{part: Annexes, file: annexes, title: All the rest}]\n")
    render_book(load_project(project), ["en"])
    pages = [" ".join(words) for words in pdf_pages(project / "_book" / "en" / "annexes.pdf")]
    assert "All the rest" in pages[0]
    assert next(page for page in pages if page.startswith("Chapter")).startswith("Chapter 3 ")
    assert "All the rest" in (project / "_book" / "en" / "index.html").read_text(encoding="utf-8")


def test_a_part_title_that_begins_with_a_number_stays_as_it_is(project: Path) -> None:
    replace(project, "_quarto-en.yml", 'part: "Part 1"', 'part: "2008. The lights"')
    render_book(load_project(project), ["en"])
    assert "2008. The lights" in [" ".join(page[:3]) for page in pdf_pages(project / "_book" / "en" / "review.pdf")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('document-date: "2026-01-01"', "document-date: soon", "'document-date:' is missing or no date"),
        ('document-date: "2026-01-01"\n', "", "'document-date:' is missing or no date"),
        ("    mime: text/csv\n", "", "an entry of 'attachments:' is incomplete"),
        ("attachments:\n", "attachments: data/lights.csv\nothers:\n", "'attachments:' is no list"),
        ("data/lights.csv", "data/light.csv", r"data/light\.csv: is missing, but the PDF needs it"),
    ],
    ids=["no date", "missing date", "attachment without type", "attachments no list", "missing attachment"],
)
def test_settings_that_the_standards_forbid_are_refused(project: Path, old: str, new: str, message: str) -> None:
    replace(project, "_quarto.yml", old, new)
    with pytest.raises(PressError, match=message):
        render_book(load_project(project))


@pytest.mark.parametrize("nothing", ["", " []"])
def test_a_pdf_may_have_no_attachments(project: Path, nothing: str) -> None:
    replace(project, "_quarto.yml", "attachments:\n", f"attachments:{nothing}\nothers:\n")
    render_book(load_project(project), ["en"])
    with pikepdf.open(project / "_book" / "en" / "review.pdf") as pdf:
        assert not pdf.attachments


def test_a_date_without_quotation_marks_is_a_date(project: Path) -> None:
    replace(project, "_quarto.yml", '"2026-01-01"', "2026-01-02")
    render_book(load_project(project), ["en"])
    with pikepdf.open(project / "_book" / "en" / "review.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260102")


def test_what_breaks_a_standard_fails_the_build(project: Path) -> None:
    template = own_extension(project) / "press-template.typ"
    picture = '#image("/figures/fig-upkeep.en.svg")\n'
    template.write_text(template.read_text(encoding="utf-8") + picture, encoding="utf-8")
    with pytest.raises(PressError, match=r"en/review\.pdf: Typst refuses .*PDF/UA-1 error: missing alt text"):
        render_book(load_project(project))


def test_the_whole_review_comes_first_among_the_documents(built: Path) -> None:
    from press.book import load_book

    project = load_project(built)
    assert [document.name for document in documents(load_book(project, project.edition("en")))] == ["review.pdf"]


def test_a_list_of_figures_leaves_out_what_follows_the_first_sentence(project: Path) -> None:
    replace(project, "figures/fig-upkeep.en.md", "](/figures", ". Nobody looks for this.](/figures")
    append(project, "_quarto.yml", "\nlof: true\n")
    render_book(load_project(project))
    pages = pdf_pages(project / "_book" / "en" / "review.pdf")
    [shown] = [place for place, words in enumerate(pages) if "Nobody" in words]
    assert [words.count("Figure") for words in pages[:shown] if "Contents" in words] == [len(("heading", "entry"))]
