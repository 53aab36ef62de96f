"""Chapters go through pandoc: numbers, references, works and notes arrive, and what is wrong is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from built_pages import Shown, read_page
from conftest import SECOND, append, contents, own_extension, replace

from press.book import load_book
from press.chapters import PrintChapter, Rendering, WebChapter
from press.errors import ChapterError, PressError
from press.escaping import plain
from press.kept import Kept
from press.project import load_project

FIRST = "part1_lights/01-lights"


def rendering(root: Path, profile: str = "en") -> Rendering:
    project = load_project(root)
    return Rendering(load_book(project, project.edition(profile)))


def on_the_web(root: Path, path: str) -> WebChapter:
    return rendering(root).web()[path]


def in_print(root: Path, path: str) -> PrintChapter:
    return rendering(root).printed()[path]


def page(root: Path, name: str, profile: str = "en") -> Shown:
    return read_page(root / "_book" / profile / f"{name}.html")


@pytest.mark.parametrize(
    ("chapter", "key", "text"),
    [
        (FIRST, "lights.county.agd.count", "2"),
        (SECOND, "lights.total.upkeep", "7.7"),
        (SECOND, "lights.total.count", "five"),
        (SECOND, "lights.west.share", "48%"),
    ],
    ids=["table cell", "text", "callout", "note"],
)
def test_a_number_is_data_with_its_value_and_key(built: Path, chapter: str, key: str, text: str) -> None:
    published = json.loads((built / "figures" / "numbers.json").read_text(encoding="utf-8"))[key]["value"]
    found = next(number for number in page(built, chapter).numbers if number["data-key"] == key)
    assert (found["class"], found["text"]) == ("num", text)
    assert float(found["value"]) == pytest.approx(published)


def test_a_number_in_a_caption_is_data_too(built: Path) -> None:
    html = (built / "_book" / "en" / f"{FIRST}.html").read_text(encoding="utf-8")
    caption = html.partition("<figcaption")[2].partition("</figcaption>")[0]
    assert 'data-key="lights.total.upkeep">7.7</data>' in caption


@pytest.mark.parametrize(("profile", "suffix"), [("en", ""), ("nb", ".nb")])
def test_every_number_leads_to_an_entry_of_the_appendix(built: Path, profile: str, suffix: str) -> None:
    anchors = set(page(built, f"annexes/numbers{suffix}", profile).ids)
    for chapter in (FIRST, SECOND):
        for number in page(built, chapter + suffix, profile).numbers:
            path, _, anchor = number["href"].partition("#")
            assert path == f"../annexes/numbers{suffix}.html"
            assert anchor in anchors


@pytest.mark.parametrize(("profile", "suffix"), [("en", ""), ("nb", ".nb")])
def test_every_link_within_the_edition_leads_somewhere(built: Path, profile: str, suffix: str) -> None:
    edition = built / "_book" / profile
    pages = {path: read_page(path) for path in edition.rglob("*.html")}
    for path, shown in pages.items():
        for link in shown.links:
            target, _, anchor = link.partition("#")
            there = (path.parent / target).resolve() if target else path
            assert there.is_file(), f"{path.name}: {link}"
            assert not anchor or there not in pages or anchor in pages[there].ids, f"{path.name}: {link}"


def test_works_of_one_author_and_year_keep_their_letter_in_every_chapter(built: Path) -> None:
    assert "(Keeper 1900a)" in " ".join(page(built, FIRST).words)
    assert "(Keeper 1900b)" in " ".join(page(built, SECOND).words)
    assert {"1900a.", "1900b."} <= set(page(built, "annexes/references").words)


def test_works_are_listed_on_their_own_page_alone(built: Path) -> None:
    assert [name for name in (FIRST, SECOND, "annexes/references") if "refs" in page(built, name).ids] == [
        "annexes/references"
    ]


def test_a_reference_and_a_work_side_by_side_stay_two(built: Path) -> None:
    assert "Section 1.1 (Keeper 1900a)." in " ".join(page(built, FIRST).words)


def test_a_callout_without_a_title_takes_the_word_of_the_edition(project: Path) -> None:
    append(project, "_quarto-en.yml", "  callout-tip-title: Good to know\n")
    append(project, f"{FIRST}.qmd", "\n::: {.callout-tip}\nMind the rocks.\n:::\n")
    assert ">Good to know</p>" in on_the_web(project, f"{FIRST}.qmd").html
    assert "Good to know" in in_print(project, f"{FIRST}.qmd").typst


def test_a_picture_named_from_the_chapter_is_found_from_the_root(project: Path) -> None:
    append(project, f"{FIRST}.qmd", '\n![A light](../figures/fig-upkeep.en.svg){fig-alt="A light"}\n')
    web, printed = on_the_web(project, f"{FIRST}.qmd"), in_print(project, f"{FIRST}.qmd")
    assert web.html.count('src="../figures/fig-upkeep.en.svg"') == 2
    assert printed.typst.count('image("/figures/fig-upkeep.en.svg"') == 2
    assert web.images == printed.images == ("figures/fig-upkeep.en.svg",)


FAULTY = [
    ("{{< num lights.total.upkep >}}", r"01-lights\.qmd: .*lights\.total\.upkep.*Closest: lights\.total\.upkeep"),
    ("{{< num lights.total.upkeep as=mnokk >}}", r"01-lights\.qmd: .*no such format\. Closest: mnok"),
    ("@fig-upkep", r"01-lights\.qmd: nothing in the book has the id 'fig-upkep'"),
    ("[@nobody]", r"01-lights\.qmd: no work in 'bib/references\.bib' has the key 'nobody'"),
    ("{{< meta nothing >}}", r"01-lights\.qmd: there is no metadata 'nothing'"),
    ("::: {.callout-note}\nx\n:::", r"01-lights\.qmd: a callout has no title"),
]


@pytest.mark.parametrize(("text", "message"), FAULTY, ids=[text.split("\n")[0] for text, _ in FAULTY])
def test_what_a_chapter_gets_wrong_is_said_without_a_trace_of_the_program(
    project: Path, text: str, message: str
) -> None:
    append(project, f"{FIRST}.qmd", f"\n{text}\n")
    with pytest.raises(ChapterError, match=message) as caught:
        rendering(project).web()
    assert "traceback" not in str(caught.value)
    assert all(fault.remedy for fault in caught.value.faults)


def test_a_broken_bibliography_is_one_fault_with_its_line(project: Path) -> None:
    (project / "bib" / "references.bib").write_text("@book{keeper1900,\n  author = {Kee\n", encoding="utf-8")
    with pytest.raises(ChapterError) as caught:
        rendering(project).web()
    assert [(fault.path, fault.line) for fault in caught.value.faults] == [("bib/references.bib", 3)]


def test_a_missing_bibliography_is_a_fault_of_the_settings(project: Path) -> None:
    (project / "bib" / "references.bib").unlink()
    with pytest.raises(ChapterError, match=r"_quarto-en\.yml: 'bib/references\.bib' cannot be read"):
        rendering(project).web()


def test_broken_lua_of_the_extension_is_named(project: Path) -> None:
    (own_extension(project) / "num.lua").write_text("return {", encoding="utf-8")
    with pytest.raises(PressError, match=r"_extensions/review/num\.lua:1: unexpected symbol"):
        rendering(project).web()


def test_a_changed_script_renders_chapters_anew_in_the_same_process(project: Path) -> None:
    script = own_extension(project) / "num.lua"
    assert 'class="num-source"' in on_the_web(project, f"{SECOND}.qmd").html
    script.write_text(script.read_text(encoding="utf-8").replace("num-source", "num-other"), encoding="utf-8")
    assert 'class="num-other"' in on_the_web(project, f"{SECOND}.qmd").html


def test_a_changed_number_renders_only_the_chapters_that_show_it(project: Path) -> None:
    before = contents(project / ".press" / "chapters")
    replace(project, "figures/numbers.json", '"five"', '"V"')
    rendering(project).web()
    after = contents(project / ".press" / "chapters")
    anew = {path.partition("/")[2].partition(".")[0] for path in after if path not in before}
    loaded = load_project(project)
    pages = load_book(loaded, loaded.edition("en")).pages
    show_it = {page.path for page in pages if "lights.total.count" in page.number_keys}
    assert {name.replace("+-", "/").replace("+,", ".") for name in anew} == show_it
    assert len(show_it) < len(pages)


def test_a_damaged_result_is_made_again(project: Path) -> None:
    good = rendering(project)
    for kept in (project / ".press" / "chapters").rglob("*.json"):
        kept.write_bytes(b'{"half')
    anew = rendering(project)
    assert (anew.web(), anew.printed()) == (good.web(), good.printed())


def test_one_version_of_each_thing_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "things", ".txt")
    for key in ("1", "2"):
        kept.put("a/b.qmd", key, key.encode())
    kept.put("a/b.nb.qmd", "1", b"other")
    assert (kept.get("a/b.qmd", "1"), kept.get("a/b.qmd", "2"), kept.get("a/b.nb.qmd", "1")) == (None, b"2", b"other")


def test_a_folder_that_takes_no_file_keeps_nothing_and_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".press").write_text("a file", encoding="utf-8")
    kept = Kept(tmp_path, "things", ".txt")
    kept.put("a", "1", b"x")
    assert kept.get("a", "1") is None


def test_what_looks_like_a_list_at_the_beginning_of_a_cell_stays_text_in_the_pdf(project: Path) -> None:
    texts = ["22. oktober", "1. x", "2004.", "- x", "+ x", "= x", "/ x: y"]
    cells = "".join(f"| {plain(text)} |\n" for text in texts)
    append(project, f"{FIRST}.qmd", f"\n| a |\n|---|\n{cells}\n[22\\. mai](#sec-cost)\n")
    typst = in_print(project, f"{FIRST}.qmd").typst
    assert [text for text in texts if f"[\\{text}]" not in typst] == []
    assert '#jump("sec-cost")[\\22. mai]' in typst


def test_a_link_from_the_root_leads_to_the_page(project: Path) -> None:
    append(project, f"{FIRST}.qmd", "\n[A](/annexes/numbers.qmd#n-x), [B](/index.qmd)\n")
    html = on_the_web(project, f"{FIRST}.qmd").html
    assert 'href="../annexes/numbers.html#n-x"' in html
    assert 'href="../index.html"' in html


def test_the_register_stands_on_its_page_only_on_the_web(project: Path) -> None:
    done = on_the_web(project, "annexes/numbers.qmd")
    groups = json.loads((project / "figures" / "numbers.en.json").read_text(encoding="utf-8"))
    assert all("\n".join(group["html"]) in done.html for group in groups)
    assert [section.title for section in done.sections] == [group["name"] for group in groups]
    assert "lights.total.count" not in in_print(project, "annexes/numbers.qmd").typst


def test_a_changed_register_renders_its_page_anew(project: Path) -> None:
    rendering(project).web()
    replace(project, "figures/numbers.en.json", "Rows of the table", "Lines of the table")
    assert "Lines of the table" in on_the_web(project, "annexes/numbers.qmd").html


def test_a_missing_register_is_said_with_its_page(project: Path) -> None:
    (project / "figures" / "numbers.en.json").unlink()
    with pytest.raises(ChapterError, match=r"annexes/numbers\.qmd: 'figures/numbers\.en\.json' cannot be read"):
        rendering(project).web()


def test_a_register_that_is_none_is_said(project: Path) -> None:
    (project / "figures" / "numbers.en.json").write_text("{", encoding="utf-8")
    with pytest.raises(ChapterError, match=r"numbers\.en\.json is not JSON\. Run `press compute`"):
        rendering(project).web()


def test_a_register_within_a_sentence_is_refused(project: Path) -> None:
    append(project, f"{SECOND}.qmd", "\nHere is {{< register >}} it.\n")
    with pytest.raises(ChapterError, match="Write it as a paragraph of its own"):
        rendering(project).web()


def test_a_shortcode_that_is_all_of_a_paragraph_is_a_paragraph(project: Path) -> None:
    append(project, f"{SECOND}.qmd", "\n{{< num lights.total.count >}}\n\n{{< meta lang >}}\n")
    done = on_the_web(project, f"{SECOND}.qmd")
    assert re.search(r'<p><a class="num-source"[^>]*><data [^>]*>five</data></a></p>', done.html)
    assert "<p>en-GB</p>" in done.html


def test_a_row_with_nothing_but_a_heading_goes_across_the_table_and_heads_the_rows_below(project: Path) -> None:
    rows = "| Lamp | Place |\n|---|---|\n| **Quay** | |\n| L1 | north |\n| **Hill** | |\n| L2 | – |\n"
    append(project, f"{SECOND}.qmd", f"\n{rows}")
    html = on_the_web(project, f"{SECOND}.qmd").html
    assert re.findall(r'<th colspan="2"[^>]* scope="rowgroup"><strong>(\w+)</strong></th>', html) == ["Quay", "Hill"]
    assert re.findall(r'<th[^>]* scope="row">(\w+)</th>', html)[-2:] == ["L1", "L2"]
    assert "table.cell(colspan: 2)[#strong[Quay]]" in in_print(project, f"{SECOND}.qmd").typst
