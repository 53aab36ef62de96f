"""Compare each chapter with its sibling: the same sections, numbers, figures and sources in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from press.check.reading import Page, Reading
from press.elements import Named, generated
from press.errors import Fault
from press.includes import Place


class Item(NamedTuple):
    """One thing to compare, and where it stands."""

    label: str
    place: Place


def sibling_faults(reading: Reading) -> Iterator[Fault]:
    """The first difference of each kind in each pair, at the line of the later edition."""
    first, *others = reading.project.editions
    originals = reading.by_stem(first)
    for other in others:
        for name, page in reading.by_stem(other).items():
            if name in originals:
                yield from compare(originals[name], page)


def compare(original: Page, page: Page) -> Iterator[Fault]:
    """The first difference of each kind between two pages."""
    for kind, items in KINDS:
        matched = 0
        for one, two in zip_longest(items(original), items(page)):
            if one and two and one.label == two.label:
                matched = two.place.line if two.place.file == page.path else matched
                continue
            yield _difference(kind, one, two, page.path, matched)
            break


def without_language(path: str, language: str) -> str:
    """A path without its language: ``figures/fig-a.nb.md`` becomes ``figures/fig-a.md``."""
    return re.sub(rf"\.{re.escape(language)}(?=\.[^./]+$)", "", path)


def _difference(kind: str, one: Item | None, two: Item | None, path: str, matched: int) -> Fault:
    place = two.place if two else Place(path, matched)
    if one and two:
        what = f"{kind} differ: here {two.label}, at {one.place} {one.label}"
    elif one:
        what = f"{kind} differ: {one.label}, at {one.place}, is missing here"
    else:
        what = f"{kind} differ: {two.label if two else ''} stands here and not in the sibling"
    files = {item.place.file for item in (one, two) if item}
    made = bool(files) and all(map(generated, files))
    remedy = (
        "Correct the notebook and run 'press compute'." if made else "Give both languages the same, in the same order."
    )
    return Fault(place.file, place.line, what, remedy)


def _headings(page: Page) -> Iterator[Item]:
    for heading in page.outline.headings:
        label = f"{{#{heading.id}}}" if heading.id else "no id"
        yield Item(f"'{'#' * heading.level}' with {label}", heading.place)


def _numbers(page: Page) -> Iterator[Item]:
    for code in page.outline.shortcodes:
        if code.name == "num" and code.args:
            kind = code.option("as")
            yield Item(f"'{code.args[0]}{f' as={kind}' if kind else ''}'", code.place)


def _includes(page: Page) -> Iterator[Item]:
    for path, place in page.expanded.includes:
        yield Item(f"'{without_language(path, page.edition.short)}'", place)


def _images(page: Page) -> Iterator[Item]:
    for image in page.outline.images:
        yield Item(f"'{without_language(image.id, page.edition.short)}'", image.place)


def _notes(page: Page) -> Iterator[Item]:
    for number, note in enumerate(page.outline.notes, 1):
        yield Item(f"footnote {number}", note.place)


def _named(items: Iterable[Named]) -> Iterator[Item]:
    for item in items:
        yield Item(f"'{item.id}'", item.place)


KINDS: tuple[tuple[str, Callable[[Page], Iterator[Item]]], ...] = (
    ("headings", _headings),
    ("numbers", _numbers),
    ("included files", _includes),
    ("pictures", _images),
    ("figures and tables", lambda page: _named(page.outline.floats)),
    ("citations", lambda page: _named(page.outline.citations)),
    ("cross references", lambda page: _named(page.outline.references)),
    ("footnotes", _notes),
    ("callouts", lambda page: _named(page.outline.callouts)),
)
