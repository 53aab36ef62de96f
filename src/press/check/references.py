"""Hold every reference to its target: works cited, sections, figures, metadata, ids met twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from press.check.reading import Page, Reading
from press.errors import Fault, closest
from press.includes import Place
from press.project import Edition

BIBLIOGRAPHY = "bib/references.bib"

_ENTRY = re.compile(r"^[ \t]*@(?!comment|string|preamble)\w+[ \t]*\{[ \t\n]*([^,\s}]+)", re.M | re.I)


def reference_faults(reading: Reading) -> Iterator[Fault]:
    """Unknown citations, cross references and metadata, and ids that stand twice in an edition."""
    for edition in reading.project.editions:
        pages = reading.pages[edition.profile]
        targets, doubled = _targets(pages)
        yield from doubled
        # A figure whose file is missing is one fault already.
        awaited = {path.rpartition("/")[2].partition(".")[0] for page in pages for path, _ in page.expanded.includes}
        yield from _crossing(pages, targets, awaited - targets.keys())
        yield from _citations(reading.project.root, edition, pages)
        yield from _metadata(edition, pages)


def bibliography_keys(text: str) -> list[tuple[str, int]]:
    """The keys of a BibTeX file and their lines."""
    return [(match[1], text.count("\n", 0, match.start(1)) + 1) for match in _ENTRY.finditer(text)]


def _targets(pages: tuple[Page, ...]) -> tuple[dict[str, Place], list[Fault]]:
    """Ids of the edition; ids of generated anchors need only be unique in their page."""
    targets: dict[str, Place] = {}
    faults = []
    for page in pages:
        for item in page.outline.ids:
            first = targets.setdefault(item.id, item.place)
            if first is not item.place:
                faults.append(
                    Fault(
                        item.place.file,
                        item.place.line,
                        f"the id '{item.id}' stands at {first} too",
                        "Give each its own id, or include the file once only.",
                    )
                )
    return targets, faults


def _crossing(pages: tuple[Page, ...], targets: Mapping[str, Place], awaited: set[str]) -> Iterator[Fault]:
    for page in pages:
        for item in page.outline.references:
            if item.id not in targets and item.id not in awaited:
                alike = [name for name in targets if name[:4] == item.id[:4]]
                remedy = f"{closest(item.id, alike)}Refer to an id of this edition."
                yield Fault(item.place.file, item.place.line, f"the cross reference '@{item.id}' leads nowhere", remedy)


def _citations(root: Path, edition: Edition, pages: tuple[Page, ...]) -> Iterator[Fault]:
    setting = edition.meta.get("bibliography", BIBLIOGRAPHY)
    known: dict[str, str] = {}
    for path in map(str, setting if isinstance(setting, list) else [setting]):
        try:
            text = (root / path).read_bytes().decode("utf-8")
        except OSError:
            if any(page.outline.citations for page in pages):
                yield Fault(path, 0, "the bibliography is missing", "Write the works cited there, in BibTeX.")
            return
        except UnicodeDecodeError as error:
            yield Fault(path, 0, f"not UTF-8: byte {error.start} cannot be read", "Save the file as UTF-8.")
            return
        for key, line in bibliography_keys(text):
            if key in known:
                yield Fault(path, line, f"the key '{key}' stands at {known[key]} too", "Give each work its own key.")
            known.setdefault(key, f"{path}:{line}")
    for page in pages:
        for item in page.outline.citations:
            if item.id not in known:
                remedy = f"{closest(item.id, known)}Add the work to {BIBLIOGRAPHY}; print '@' as '\\@'."
                yield Fault(item.place.file, item.place.line, f"the citation '@{item.id}' is unknown", remedy)


def _metadata(edition: Edition, pages: tuple[Page, ...]) -> Iterator[Fault]:
    for page in pages:
        for code in page.outline.shortcodes:
            if code.name == "meta" and code.args and not _holds(edition.meta, code.args[0]) and code.args[0] != "title":
                remedy = f"{closest(code.args[0], map(str, edition.meta))}Set it in {edition.settings}."
                yield Fault(code.place.file, code.place.line, f"the metadata '{code.args[0]}' is not set", remedy)


def _holds(meta: Mapping[str, object], key: str) -> bool:
    value: object = meta
    for part in key.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return True
