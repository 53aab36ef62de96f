"""Hold the editions to each other: the same chapters, in the same order, all on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from press.check.reading import Reading
from press.errors import Fault
from press.project import Edition, stem


def edition_faults(reading: Reading) -> Iterator[Fault]:
    """Chapters missing on disk, in no profile or in one only, siblings missing, orders that differ."""
    for edition in reading.project.editions:
        yield from _listed(reading, edition)
    first, *others = reading.project.editions
    for other in others:
        yield from _only_in(reading, first, other)
        yield from _only_in(reading, other, first)
        yield from _order(reading, first, other)
    yield from _on_disk(reading)


def _listed(reading: Reading, edition: Edition) -> Iterator[Fault]:
    seen: set[PurePosixPath] = set()
    for chapter in edition.chapters:
        line = reading.line(edition.settings, str(chapter.path))
        if not (reading.project.root / chapter.path).is_file():
            yield Fault(
                edition.settings,
                line,
                f"the chapter '{chapter.path}' is missing",
                "Write the file, or take it out of every profile.",
            )
        elif chapter.path in seen:
            yield Fault(
                edition.settings, line, f"the chapter '{chapter.path}' is listed twice", "Delete one of the lines."
            )
        seen.add(chapter.path)


def _only_in(reading: Reading, edition: Edition, other: Edition) -> Iterator[Fault]:
    theirs = {chapter.path for chapter in other.chapters}
    for chapter in edition.chapters:
        sibling = edition.sibling(chapter, other)
        if sibling not in theirs:
            line = reading.line(edition.settings, str(chapter.path))
            yield Fault(
                edition.settings,
                line,
                f"the chapter '{chapter.path}' has no counterpart in {other.settings}",
                f"Add '{sibling}' there, at the same place.",
            )


def _order(reading: Reading, first: Edition, other: Edition) -> Iterator[Fault]:
    common = {stem(c.path, first.suffix) for c in first.chapters} & {stem(c.path, other.suffix) for c in other.chapters}
    for one, two in zip(_sequence(first, common), _sequence(other, common), strict=False):
        if one == two:
            continue
        here, there = f"{two[0]}{other.suffix}.qmd", f"{one[0]}{first.suffix}.qmd"
        place = f"{first.settings}:{reading.line(first.settings, there)}"
        if one[0] == two[0]:
            what = f"'{here}' belongs to another part than '{there}' in {place}"
        else:
            what = f"the order differs: '{here}' stands here, '{there}' in {place}"
        yield Fault(other.settings, reading.line(other.settings, here), what, "Give both the same order and parts.")
        return


def _sequence(edition: Edition, common: set[str]) -> list[tuple[str, int]]:
    parts = {part: number for number, part in enumerate(dict.fromkeys(chapter.part for chapter in edition.chapters))}
    found = ((stem(chapter.path, edition.suffix), parts[chapter.part]) for chapter in edition.chapters)
    return [entry for entry in found if entry[0] in common]


def _on_disk(reading: Reading) -> Iterator[Fault]:
    root, editions = reading.project.root, reading.project.editions
    listed = {str(chapter.path) for edition in editions for chapter in edition.chapters}
    included = {path for page in reading.all_pages for path, _ in page.expanded.includes}
    folders = sorted({chapter.path.parent for edition in editions for chapter in edition.chapters})
    for path in (found.relative_to(root) for folder in folders for found in sorted((root / folder).glob("*.qmd"))):
        name = path.as_posix()
        # Quarto, too, passes over files whose name begins with an underscore.
        if name in included or path.name.startswith("_"):
            continue
        if name not in listed:
            yield Fault(name, 0, "the chapter is in no profile", "Add it to its profile, and its sibling to the other.")
        own = max((e for e in editions if path.stem.endswith(e.suffix)), key=lambda e: len(e.suffix))
        for other in editions:
            sibling = f"{stem(PurePosixPath(name), own.suffix)}{other.suffix}.qmd"
            if other is not own and not (root / sibling).is_file():
                yield Fault(name, 0, f"its sibling '{sibling}' is missing", "Write it, or delete this file.")
