"""Set an edition as PDF: PDF/UA-1 and PDF/A-3a at once, data files attached.

The Typst template lives in the extension, so that Quarto sets the same book. Whatever
breaks one of the two standards is an error of Typst and stops the build.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from press.book import Book, Page
from press.chapters import Rendered, pandoc
from press.errors import Fault, ToolError
from press.external import run
from press.output import STATE

_TEMPLATE = "_extensions/review/press-template.typ"
_FONTS = "_extensions/review/fonts"
_DOCUMENT = Path(__file__).parent / "lua" / "document.lua"
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
_IMAGE = re.compile(r'image\("/([^"]+)"')


@dataclass(frozen=True)
class Document:
    """One PDF: its file name, its pages and the metadata that its title page shows."""

    name: str
    pages: tuple[Page, ...]
    metadata: Mapping[str, Any]


def documents(book: Book) -> list[Document]:
    """The PDFs of an edition: the whole review, and each part that the settings name under ``part-pdf``."""
    whole = Document("review.pdf", book.pages, _metadata(book))
    return [whole, *(_part(book, part) for part in book.edition.meta.get("part-pdf", []))]


def typeset(book: Book, document: Document, rendered: Mapping[str, Rendered]) -> bytes:
    """Return the PDF; raise :class:`ToolError` with Typst's own words and the chapter they concern."""
    root = book.project.root
    source = _source(book, document, rendered)
    kept = root / STATE / "pdf" / f"{_key(root, source, document.metadata)}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    pdf = _compile(root, source, book, document)
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(".part")
    partial.write_bytes(pdf)
    partial.replace(kept)
    return pdf


def _metadata(book: Book) -> dict[str, Any]:
    meta = book.edition.meta
    passed = {key: meta[key] for key in _PASSED_ON if key in meta}
    return {
        **passed,
        "title": book.edition.book("title"),
        "subtitle": book.edition.book("subtitle"),
        "author": [book.edition.book("author")],
        "date": str(meta.get("date-text", "")),
    }


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


def _source(book: Book, document: Document, rendered: Mapping[str, Rendered]) -> str:
    return _wrapper(book.project.root, document.metadata).replace(_BODY, _body(document.pages, rendered), 1)


def _body(pages: Sequence[Page], rendered: Mapping[str, Rendered]) -> str:
    parts: list[str] = []
    several = len({page.chapter.part for page in pages}) > 1
    for part, chapters in groupby(pages, key=lambda page: page.chapter.part):
        if part and several:
            parts.append(f"#part[{_escaped(part)}]")
        parts.extend(rendered[page.path].typst for page in chapters)
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]~/=+-])", r"\\\1", text)


def _wrapper(root: Path, metadata: Mapping[str, Any]) -> str:
    job = {"template": _TEMPLATE, "metadata": metadata, "body": _BODY}
    text = json.dumps(job, sort_keys=True)
    partials = b"".join(path.read_bytes() for path in sorted((root / _TEMPLATE).parent.glob("*.typ")))
    key = hashlib.sha256(text.encode() + partials + _DOCUMENT.read_bytes()).hexdigest()
    kept = root / STATE / "pdf" / f"{key}.typ"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    document = run([pandoc(), "lua", str(_DOCUMENT)], stdin=text.encode(), cwd=root, about=_TEMPLATE).decode()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(document, encoding="utf-8")
    return document


def _key(root: Path, source: str, metadata: Mapping[str, Any]) -> str:
    """Everything that reaches the PDF: its source, the images it names, what is attached, the fonts."""
    import typst

    named = sorted(set(_IMAGE.findall(source)))
    attached = [str(item["path"]).lstrip("/") for item in metadata.get("attachments", [])]
    fonts = sorted(path.relative_to(root).as_posix() for path in (root / _FONTS).glob("*.[ot]tf"))
    digest = hashlib.sha256(source.encode())
    digest.update(str(Path(str(typst.__file__)).stat().st_size).encode())
    for path in (*named, *attached, *fonts):
        digest.update(path.encode() + _content(root, path))
    return digest.hexdigest()


def _content(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError:
        raise ToolError(
            Fault(path, 0, "is missing, but the PDF needs it", "Run 'press compute', or correct the path.")
        ) from None


def _compile(root: Path, source: str, book: Book, document: Document) -> bytes:
    import typst

    compile_pdf: Any = typst.compile_with_warnings  # its types want source and folder to be of one kind
    about = f"{book.edition.profile}/{document.name}"
    try:
        pdf, warnings = compile_pdf(
            source.encode(),
            root=str(root),
            font_paths=[str(root / _FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1", "a-3a"],
        )
    except (typst.TypstError, RuntimeError) as error:
        raise ToolError(Fault(about, 0, f"Typst refuses the document: {_said(error)}", _remedy(str(error)))) from None
    if warnings:
        raise ToolError(
            Fault(about, 0, f"Typst warns: {_said(warning)}", "A warning is an error here.") for warning in warnings
        )
    return bytes(pdf)


def _said(problem: object) -> str:
    hints: Iterable[str] = getattr(problem, "hints", None) or ()
    trace: Iterable[str] = getattr(problem, "trace", None) or ()
    return "\n    ".join([str(getattr(problem, "message", None) or problem), *hints, *list(trace)[:2]])


def _remedy(message: str) -> str:
    if "PDF/UA" in message or "PDF/A" in message:
        return "The PDF must be accessible and archivable: give what the message names (a title, an alt text, a date)."
    return f"Look for the text it names in the chapters; the template is {PurePosixPath(_TEMPLATE).parent}."
