"""What every page holds, read without a browser: language, headings, images, links, numbers, valid markup."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from built_book import Book, BuiltPage

# Pandoc writes the notes as <section role="doc-endnotes">, without a heading. On pages that are nearly all keys and
# code the checker guesses English; test_the_page_names_its_language holds the language of every page.
KNOWN_WARNINGS = ("Section lacks heading.", "This document appears to be written in English")
EXTERNAL = {"http", "https", "mailto"}


def test_the_page_names_its_language(book: Book, lang: str) -> None:
    wrong = [book.name(p) for p in book.pages[lang] if p.all("html")[0].attributes.get("lang") != book.languages[lang]]
    assert not wrong


def test_the_same_page_exists_in_the_other_language(book: Book, lang: str) -> None:
    for page in book.pages[lang]:
        other = book.files[page.alternate()]
        assert other.alternate() == page.path
        assert other.all("html")[0].attributes["lang"] != book.languages[lang]


def test_every_page_has_a_title_of_its_own(book: Book, lang: str) -> None:
    titles = Counter(page.all("title")[0].text for page in book.pages[lang])
    assert [title for title, times in titles.items() if times > 1 or not title.strip()] == []


def test_heading_levels_start_at_one_and_never_skip(book: Book, lang: str) -> None:
    faults = []
    for page in book.pages[lang]:
        levels = [int(heading.tag[1]) for heading in page.headings()]
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{book.name(page)}: one h1, the first of the headings, expected: {levels}")
        for heading, before in zip(page.headings()[1:], levels, strict=False):
            if int(heading.tag[1]) > before + 1:
                faults.append(
                    f"{book.name(page)}:{heading.line}: h{before} is followed by {heading.tag} {heading.text!r}"
                )
    assert faults == []


def test_every_image_has_a_text_alternative(book: Book, lang: str) -> None:
    assert [
        f"{book.name(page)}:{image.line}: {image.attributes.get('src')}"
        for page in book.pages[lang]
        for image in page.all("img")
        if not image.attributes.get("alt", "").strip()
    ] == []


def test_every_link_leads_to_a_file_and_place_of_the_book(book: Book) -> None:
    faults = [
        f"{book.name(page)}:{element.line}: <{element.tag}> leads to {address}: {reason}"
        for page in book.files.values()
        for element, address in page.addresses()
        if (reason := dead_end(book, page, element.tag, address))
    ]
    assert faults == []


def dead_end(book: Book, page: BuiltPage, tag: str, address: str) -> str | None:
    if urlsplit(address).scheme or address.startswith("/"):
        leaves = urlsplit(address).scheme in EXTERNAL and tag == "a"
        return None if leaves else "only links in the text may leave the book, and no path starts at the root"
    path, fragment = page.target(address)
    if book.folder not in path.parents or not path.is_file():
        return "no such file"
    if fragment and path.suffix == ".html" and fragment not in book.files[path].by_id:
        return "no such place"
    return None


def test_every_number_leads_to_an_entry_that_names_its_key(book: Book, lang: str) -> None:
    faults = []
    seen = 0
    for page in book.pages[lang]:
        for number in page.all("data"):
            seen += 1
            fault = untraceable(book, page, number.attributes, number.link)
            if fault:
                faults.append(f"{book.name(page)}:{number.line}: {number.text}: {fault}")
    assert faults == []
    assert seen, "no page shows a number"


def untraceable(book: Book, page: BuiltPage, attributes: dict[str, str], link: str | None) -> str | None:
    key = attributes.get("data-key", "")
    if not attributes.get("value") or not key or attributes.get("class") != "num":
        return "class num, value and data-key expected"
    if link is None:
        return "no link around it"
    path, fragment = page.target(link)
    entry = book.files[path].by_id.get(fragment) if path in book.files else None
    if entry is None or key not in entry.text:
        return f"{link} is no entry that names {key}"
    return None


def test_the_nu_checker_finds_nothing(book: Book, node_modules: Path, java: str) -> None:
    styles = sorted(book.folder.rglob("*.css"))
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"]
    run = subprocess.run(
        [java, "-jar", str(jar), *options, *map(str, [*book.files, *styles])],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert styles
    assert [
        f"{m.get('url')}:{m.get('lastLine')}: {m['message']}"
        for m in json.loads(run.stdout)["messages"]
        if (m["type"] != "info" or m.get("subType") == "warning") and not m["message"].startswith(KNOWN_WARNINGS)
    ] == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    home = tmp_path / "index.html"
    home.write_text('<a href="#gone">x</a>', encoding="utf-8")
    page = BuiltPage(home)
    book = Book(tmp_path, {}, {home: page}, {}, {})
    assert dead_end(book, page, "a", "#gone") == "no such place"
    assert dead_end(book, page, "a", "gone.html") == "no such file"


@pytest.mark.parametrize("address", ["/absolute.html", "http://example.org/x.js"])
def test_a_script_from_elsewhere_is_found(tmp_path: Path, address: str) -> None:
    page = BuiltPage(tmp_path / "index.html")
    assert dead_end(Book(tmp_path, {}, {}, {}, {}), page, "script", address)
