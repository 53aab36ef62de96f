"""Set an edition as PDFs, the whole review and each part: PDF/UA-1 and PDF/A-3a at once, data files attached.

The Typst template lives in the extension, so that Quarto sets the same book. Whatever
breaks one of the two standards is an error of Typst and stops the build. All documents of an
edition include the same files, one for each chapter: what Typst lays out for the whole review,
it need not lay out for a part.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from press.book import Book, Page
from press.chapters import PrintChapter
from press.digests import file_digest
from press.errors import ConfigError, Fault, ToolError
from press.external import run
from press.kept import Kept
from press.pandoc import pandoc
from press.project import Edition
from press.typesetter import STANDARDS, Source, included_path, set_apart, set_pdf

_EXTENSION = "_extensions/review"
_TEMPLATE = f"{_EXTENSION}/press-template.typ"
_TEMPLATES = ("press.typ", "typst-template.typ")
_FONTS = f"{_EXTENSION}/fonts"
_DOCUMENT = Path(__file__).parent / "lua" / "document.lua"
_MEND = "Restore the template and the files that it names."
_BODY = "PRESS-BODY"
_PASSED_ON = (
    "lang",
    "publisher",
    "edition",
    "document-date",
    "description",
    "keywords",
    "words",
    "toc-depth",
    "lof",
    "lot",
    "number-depth",
    "attachments",
)


@dataclass(frozen=True)
class Document:
    """One PDF: its file name, its pages and the metadata that its title page shows."""

    name: str
    pages: tuple[Page, ...]
    metadata: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The title on its first page."""
        return str(self.metadata["title"])

    @property
    def attached(self) -> list[str]:
        """The files in it, relative to the project."""
        return [str(item["path"]).lstrip("/") for item in self.metadata.get("attachments", [])]


def documents(book: Book) -> list[Document]:
    """The PDFs of an edition: the whole review, and each part that the settings name under ``part-pdf``."""
    _hold(book.edition)
    whole = Document("review.pdf", book.pages, _metadata(book))
    return [whole, *(_part(book, part) for part in book.edition.meta.get("part-pdf", []))]


def typeset(
    book: Book,
    wanted: Sequence[Document],
    printed: Mapping[str, PrintChapter],
    done: Callable[[], object],
    *,
    again: bool = False,
) -> dict[str, bytes]:
    """Return the PDFs by name; raise :class:`ToolError` with Typst's own words and the document they concern.

    ``done`` is called after each PDF. ``again`` says that this process sets documents many times, and may keep what
    makes that fast.
    """
    root, fonts = book.project.root, book.project.root / _FONTS
    kept = Kept(root, "pdf", ".pdf")
    sources = {_about(book, document): _source(book, document, printed) for document in wanted}
    keys = {_about(book, document): _key(book, document, printed) for document in wanted}
    pdfs = {about: pdf for about, key in keys.items() if (pdf := kept.get(about, key))}
    for _pdf in pdfs:
        done()

    def keep(about: str, pdf: bytes) -> None:
        kept.put(about, keys[about], pdf)
        pdfs[about] = pdf
        done()

    rest = {about: source for about, source in sources.items() if about not in pdfs}
    if again:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda about: keep(about, set_pdf(root, fonts, rest[about], about)), rest))
    elif rest:
        for about, pdf in set_apart(root, fonts, rest):
            keep(about, pdf)
    return {document.name: pdfs[_about(book, document)] for document in wanted}


def warm_up(book: Book, document: Document, printed: Mapping[str, PrintChapter]) -> None:
    """Set a document for nothing but speed: this process will set it again after a small change."""
    root = book.project.root
    set_pdf(root, root / _FONTS, _source(book, document, printed), _about(book, document))


def _about(book: Book, document: Document) -> str:
    return f"{book.edition.profile}/{document.name}"


def _metadata(book: Book) -> dict[str, Any]:
    meta = book.edition.meta
    # A template of pandoc goes through an empty list once.
    passed = {key: meta[key] for key in _PASSED_ON if meta.get(key) not in (None, [])}
    return {
        **passed,
        "document-date": str(meta["document-date"]),
        "title": book.edition.book("title"),
        "subtitle": book.edition.book("subtitle"),
        "author": [book.edition.book("author")],
        "date": str(meta.get("date-text", "")),
    }


def _hold(edition: Edition) -> None:
    """Refuse settings that Typst would refuse in words of its own."""
    faults = []
    if not edition.book("title"):
        faults.append(Fault(edition.settings, 0, "'book: title:' is missing or empty", "Give the book a title."))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(edition.meta.get("document-date", ""))):
        remedy = "Write the date of this edition as year-month-day; PDF/A wants one."
        faults.append(Fault(edition.settings, 0, "'document-date:' is missing or no date", remedy))
    attachments = edition.meta.get("attachments") or []
    if not isinstance(attachments, list):
        faults.append(Fault(edition.settings, 0, "'attachments:' is no list", "List the files, or leave it out."))
        attachments = []
    for item in attachments:
        if not isinstance(item, Mapping) or not {"path", "description", "mime"} <= item.keys():
            remedy = "Give each 'path:', 'description:' and 'mime:'."
            faults.append(Fault(edition.settings, 0, f"an entry of 'attachments:' is incomplete: {item}", remedy))
    if faults:
        raise ConfigError(faults)


def _part(book: Book, part: Mapping[str, Any]) -> Document:
    pages = tuple(page for page in book.pages if page.chapter.part == part["part"])
    if not pages:
        raise ToolError(
            Fault(
                book.edition.settings,
                0,
                f"'part-pdf' names a part that has no chapters: {part['part']}",
                "Write the part's title as it stands under 'chapters:'.",
            )
        )
    first = next((page.number for page in pages if page.number), "1")
    metadata = {**_metadata(book), "part-of": book.edition.book("title"), "chapter-start": int(first)}
    metadata.update({key: part[key] for key in ("title", "subtitle") if key in part})
    return Document(f"{part['file']}.pdf", pages, metadata)


def _source(book: Book, document: Document, printed: Mapping[str, PrintChapter]) -> Source:
    before, _, after = _wrapper(book, document).rpartition(_BODY)
    paths = {page.path: included_path(f"{book.edition.profile}/chapters/{page.path}") for page in document.pages}
    included = {paths[path]: f'#import "/{_EXTENSION}/{_TEMPLATES[0]}": *\n{printed[path].typst}' for path in paths}
    return Source(before + _body(document.pages, paths) + after, included)


def _body(pages: Sequence[Page], paths: Mapping[str, str]) -> str:
    parts: list[str] = []
    several = len({page.chapter.part for page in pages}) > 1
    for part, chapters in groupby(pages, key=lambda page: page.chapter.part):
        if part and several:
            parts.append(f"#part[{_escaped(part)}]")
        # A string of JSON is one of Typst, as long as it holds no control characters.
        parts.extend(f"#include {json.dumps(paths[page.path], ensure_ascii=False)}" for page in chapters)
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    marks = re.sub(r"([\\#*_`$<>@\[\]~/=+-])", r"\\\1", text)
    return re.sub(r"^(\d+)\.", r"\1\\.", marks)


def _wrapper(book: Book, document: Document) -> str:
    root, name = book.project.root, _about(book, document)
    job = {"template": _TEMPLATE, "metadata": document.metadata, "body": _BODY}
    text = json.dumps(job, sort_keys=True)
    partials = b"".join(path.read_bytes() for path in sorted((root / _EXTENSION).glob("*.typ")))
    key = hashlib.sha256(text.encode() + partials + _DOCUMENT.read_bytes()).hexdigest()
    kept = Kept(root, "pdf", ".typ")
    made = kept.get(name, key)
    if not made:
        made = run([pandoc(), "lua", str(_DOCUMENT)], stdin=text.encode(), cwd=root, about=_TEMPLATE, remedy=_MEND)
        kept.put(name, key, made)
    return made.decode()


def _key(book: Book, document: Document, printed: Mapping[str, PrintChapter]) -> str:
    """Everything that reaches the PDF: its source, the files that it shows and holds, the fonts, Typst."""
    root, source = book.project.root, _source(book, document, printed)
    fonts = sorted(path.relative_to(root).as_posix() for path in (root / _FONTS).glob("*.[ot]tf"))
    templates = [f"{_EXTENSION}/{name}" for name in _TEMPLATES]
    images = {image for page in document.pages for image in printed[page.path].images}
    digest = hashlib.sha256(source.text.encode())
    for text in source.included.values():
        digest.update(hashlib.sha256(text.encode()).digest())
    digest.update(f"{version('typst')} {STANDARDS}".encode())
    for path in (*sorted(images), *document.attached, *templates, *fonts):
        digest.update(f"{path} {_digest(root, path)} ".encode())
    return digest.hexdigest()


def _digest(root: Path, path: str) -> str:
    try:
        return file_digest(root / path)
    except OSError:
        raise ToolError(
            Fault(path, 0, "is missing, but the PDF needs it", "Run 'press compute', or correct the path.")
        ) from None
