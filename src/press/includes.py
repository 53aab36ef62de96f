"""Put the included files into a chapter, and its shortcodes into a form that pandoc reads.

Imports :mod:`press.errors`, :mod:`press.masking` and :mod:`press.sources`.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from press.errors import ChapterError, Fault
from press.masking import Call, find_calls, mask_code
from press.sources import read_text

_ANY = re.compile(r"(?<!\{)\{\{<\s*include\b[^\n]*")
_ALONE = re.compile(r"[ \t]*\{\{<[ \t]*include[ \t]+(?:\"([^\"\n]+)\"|([^\s\"]+))[ \t]*>\}\}[ \t]*(?=\n|\Z)")


class Place(NamedTuple):
    """A line of a file below the project root; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """``file:line``, as messages name it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Expanded:
    """A chapter with its includes put in.

    ``origin[n]`` is the place that line ``n + 1`` of ``text`` came from; ``files`` are all
    files read, the chapter first, each once, in the order they were met; ``includes`` pairs
    every file that is to be included, there or not, with the place of its include.
    """

    path: str
    text: str
    origin: tuple[Place, ...]
    files: tuple[str, ...]
    includes: tuple[tuple[str, Place], ...] = ()

    def place(self, offset: int) -> Place:
        """The file and line of an offset into ``text``."""
        return self.origin[min(self.line(offset), len(self.origin)) - 1]

    def line(self, offset: int) -> int:
        """The line of ``text``, from 1, that an offset falls on."""
        return bisect_right(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def expand(root: Path, path: str | PurePosixPath) -> Expanded:
    """Read a chapter and everything it includes; ``path`` is relative to ``root``.

    Raises :class:`ChapterError` with every missing file, loop and misplaced include.
    """
    expanded, faults = collect(root, path)
    if faults:
        raise ChapterError(faults)
    return expanded


def collect(root: Path, path: str | PurePosixPath) -> tuple[Expanded, tuple[Fault, ...]]:
    """Like :func:`expand`, but leave a faulty include out and return the faults.

    Raises :class:`ChapterError` only if the chapter itself cannot be read.
    """
    reader = _Reader(root)
    reader.read(read_text(root, str(path)), (str(path),))
    text = "\n".join(reader.lines) + "\n"
    read = Expanded(str(path), text, tuple(reader.origin), tuple(reader.files), tuple(reader.includes))
    return read, tuple(reader.faults)


def mark_shortcodes(text: str, origin: Sequence[Place] = ()) -> str:
    """Turn each shortcode outside code into inline code with the class ``press-shortcode``.

    ``{{< num key as=int >}}`` becomes ```num key as=int`{.press-shortcode}``; line ends
    stay where they are. ``origin`` is the line map of :class:`Expanded`; without it a
    :class:`ChapterError` for a shortcode that does not close names lines of ``text``.
    """
    if "{{<" not in text:
        return text
    masked = mask_code(text).text
    pieces: list[str] = []
    done = 0
    calls = find_calls(masked)
    for call in calls:
        pieces += [text[done : call.start], "`", _tidy(call.body), "`{.press-shortcode}"]
        done = call.end
    if faults := broken_calls(masked, calls, origin):
        raise ChapterError(faults)
    return "".join([*pieces, text[done:]])


def broken_calls(masked: str, calls: Sequence[Call], origin: Sequence[Place]) -> list[Fault]:
    """A fault for each ``{{<`` of a masked text that begins none of its well-formed shortcodes."""
    if masked.count("{{<") == len(calls):
        return []
    good = {call.start for call in calls}
    faults = []
    for match in re.finditer(r"\{\{<", masked):
        if match.start() in good:
            continue
        line = masked.count("\n", 0, match.start()) + 1
        place = origin[line - 1] if line <= len(origin) else Place("", line)
        if masked[match.start() - 1 : match.start()] == "{":
            what, remedy = "'{{{<' is outside the dialect", "Write '\\{\\{\\<' to print the brackets."
        else:
            what = "a shortcode does not close in its paragraph"
            remedy = "End it with ' >}}', with no brackets or line of its own in between."
        faults.append(Fault(place.file, place.line, what, remedy))
    return faults


def _tidy(body: str) -> str:
    return "\n".join(" ".join(line.split()) for line in body.split("\n")) if "\n" in body else " ".join(body.split())


class _Reader:
    """Collects lines and their origin while it goes down into the included files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: list[str] = []
        self.origin: list[Place] = []
        self.files: dict[str, None] = {}
        self.includes: list[tuple[str, Place]] = []
        self.faults: list[Fault] = []

    def read(self, text: str, chain: tuple[str, ...]) -> None:
        path = chain[-1]
        self.files[path] = None
        lines = text.removesuffix("\n").split("\n")
        done = 0
        for line, target in self._includes(text, path):
            self._add(path, lines, done, line - 1)
            self._include(target, line, chain)
            # As in Quarto, a blank line keeps what follows out of the included text.
            self.lines.append("")
            self.origin.append(Place(path, line))
            done = line
        self._add(path, lines, done, len(lines))

    def _include(self, target: str, line: int, chain: tuple[str, ...]) -> None:
        place = Place(chain[-1], line)
        path = resolve(chain[-1], target)
        if path in chain:
            loop = " → ".join([*chain[chain.index(path) :], path])
            self._fault(place, f"the include leads back to itself: {loop}", "Take one of these includes out.")
        elif path.startswith("../"):
            self._fault(place, f"the include '{target}' leaves the project", "Include only files of the project.")
        else:
            self.includes.append((path, place))
            try:
                text = read_text(self.root, path, named_in=place.file, line=line)
            except ChapterError as error:
                self.faults += error.faults
                return
            if text.startswith("---\n"):
                self._fault(Place(path, 1), "an included file has front matter", "Only chapters have front matter.")
            self.read(text, (*chain, path))

    def _includes(self, text: str, path: str) -> list[tuple[int, str]]:
        """Line and target of each include; a misplaced one is a fault and stays as it is."""
        if not _ANY.search(text):
            return []
        masked = mask_code(text).text
        found = []
        for match in _ANY.finditer(masked):
            line = masked.count("\n", 0, match.start()) + 1
            if alone := _ALONE.match(text, masked.rfind("\n", 0, match.start()) + 1):
                found.append((line, alone[1] or alone[2]))
            else:
                remedy = "Write '{{< include PATH >}}' on a line of its own, with nothing before or after it."
                self._fault(Place(path, line), "an include does not stand alone on its line", remedy)
        return found

    def _add(self, path: str, lines: list[str], start: int, end: int) -> None:
        self.lines += lines[start:end]
        self.origin += [Place(path, number) for number in range(start + 1, end + 1)]

    def _fault(self, place: Place, what: str, remedy: str) -> None:
        self.faults.append(Fault(place.file, place.line, what, remedy))


def resolve(base: str, target: str) -> str:
    """The path below the root that ``target`` means when it stands in the file ``base``."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
