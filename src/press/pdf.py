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
from threading import Thread
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
    text, kept = _Text(book, printed), Kept(book.project.root, "pdf", ".pdf")
    keys: dict[str, str] = {}
    pdfs: dict[str, bytes] = {}

    def take(document: Document, pdf: bytes) -> None:
        pdfs[document.name] = pdf
        done()

    def is_kept(document: Document) -> bool:
        keys[document.name] = text.key(document)
        pdf = kept.get(text.about(document), keys[document.name])
        if pdf:
            take(document, pdf)
        return bool(pdf)

    def bring(document: Document) -> None:
        if not is_kept(document):
            pdf = text.set_again(document)
            # Ten megabytes, for which nobody has to wait.
            Thread(target=kept.put, args=(text.about(document), keys[document.name], pdf)).start()
            take(document, pdf)

    if again:
        with ThreadPoolExecutor() as pool:
            list(pool.map(bring, wanted))
        return pdfs
    rest = {text.about(document): document for document in wanted if not is_kept(document)}
    sources = {about: text.source(document) for about, document in rest.items()}
    for about, pdf in set_apart(text.root, text.root / _FONTS, sources) if rest else ():
        kept.put(about, keys[rest[about].name], pdf)
        take(rest[about], pdf)
    return pdfs


def warm_up(book: Book, document: Document, printed: Mapping[str, PrintChapter]) -> None:
    """Set a document for nothing but speed: this process will set it again after a small change."""
    _Text(book, printed).set_again(document)


class _Text:
    """The chapters of an edition as the files that its documents include."""

    def __init__(self, book: Book, printed: Mapping[str, PrintChapter]) -> None:
        self.book, self.printed, self.root = book, printed, book.project.root
        head = f'#import "/{_EXTENSION}/{_TEMPLATES[0]}": *\n'
        self.texts = {path: head + chapter.typst for path, chapter in printed.items()}
        self.digests = {path: hashlib.sha256(text.encode()).digest() for path, text in self.texts.items()}
        self.files = {path: included_path(f"{book.edition.profile}/chapters/{path}") for path in printed}

    def source(self, document: Document) -> Source:
        """The document with its chapters, for Typst."""
        paths = [page.path for page in document.pages]
        return Source(self._main(document), {self.files[path]: self.texts[path] for path in paths})

    def set_again(self, document: Document) -> bytes:
        """The PDF, set in this process."""
        return set_pdf(self.root, self.root / _FONTS, self.source(document), self.about(document))

    def about(self, document: Document) -> str:
        """The name of a document among those of all editions."""
        return f"{self.book.edition.profile}/{document.name}"

    def key(self, document: Document) -> str:
        """Everything that reaches the PDF: its source, the files that it shows and holds, the fonts, Typst."""
        root = self.root
        fonts = sorted(path.relative_to(root).as_posix() for path in (root / _FONTS).glob("*.[ot]tf"))
        templates = [f"{_EXTENSION}/{name}" for name in _TEMPLATES]
        images = {image for page in document.pages for image in self.printed[page.path].images}
        digest = hashlib.sha256(self._main(document).encode())
        digest.update(f"{version('typst')} {STANDARDS}".encode())
        for page in document.pages:
            digest.update(self.digests[page.path])
        for path in (*sorted(images), *document.attached, *templates, *fonts):
            digest.update(f"{path} {_digest(root, path)} ".encode())
        return digest.hexdigest()

    def _main(self, document: Document) -> str:
        before, _, after = _wrapper(self.root, self.about(document), document.metadata).rpartition(_BODY)
        return before + _body(document.pages, self.files) + after


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


def _wrapper(root: Path, name: str, metadata: Mapping[str, Any]) -> str:
    job = {"template": _TEMPLATE, "metadata": metadata, "body": _BODY}
    text = json.dumps(job, sort_keys=True)
    partials = b"".join(path.read_bytes() for path in sorted((root / _EXTENSION).glob("*.typ")))
    key = hashlib.sha256(text.encode() + partials + _DOCUMENT.read_bytes()).hexdigest()
    kept = Kept(root, "pdf", ".typ")
    made = kept.get(name, key)
    if not made:
        made = run([pandoc(), "lua", str(_DOCUMENT)], stdin=text.encode(), cwd=root, about=_TEMPLATE, remedy=_MEND)
        kept.put(name, key, made)
    return made.decode()


def _digest(root: Path, path: str) -> str:
    try:
        return file_digest(root / path)
    except OSError:
        raise ToolError(
            Fault(path, 0, "is missing, but the PDF needs it", "Run 'press compute', or correct the path.")
        ) from None
