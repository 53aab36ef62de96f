"""Read the chapters of a book, and read again only those of which a file has changed.

Imports :mod:`press.dialect`, :mod:`press.digests`, :mod:`press.includes` and :mod:`press.kept`. What was read is
kept in ``.press/reading`` with the digests of the files it came from, under a digest of
the code that read it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press.dialect import Outline, outline
from press.digests import file_digest
from press.includes import expand, mark_shortcodes
from press.kept import Kept

_held: dict[tuple[Path, str], tuple[dict[str, str], Reading]] = {}
"""What this process has read, with the digests of the files it came from."""


@dataclass(frozen=True)
class Reading:
    """A chapter as read: its outline, its text with shortcodes marked, every file it is made of."""

    outline: Outline
    marked: str
    files: tuple[str, ...]


def read_chapter(root: Path, path: str) -> Reading:
    """Return a chapter, ``path`` being relative to ``root``; raise :class:`press.errors.ChapterError`."""
    held = _held.get((root, path))
    if held and _digests(root, held[1].files) == held[0]:
        return held[1]
    kept = Kept(root, "reading", ".pickle")
    found = _unchanged(root, kept.get(path, _code()))
    if found:
        _held[root, path] = found
        return found[1]
    expanded = expand(root, path)
    marked = mark_shortcodes(expanded.text, expanded.origin)
    reading = Reading(outline(expanded), marked, tuple(expanded.files))
    digests = _digests(root, reading.files)
    if digests:
        kept.put(path, _code(), pickle.dumps((digests, reading)))
        _held[root, path] = (digests, reading)
    return reading


def _unchanged(root: Path, content: bytes | None) -> tuple[dict[str, str], Reading] | None:
    """What was kept, if it can be read and every file is as it was."""
    if not content:
        return None
    try:
        digests, reading = pickle.loads(content)  # noqa: S301 - the file is of our own making
    except Exception:  # whatever is wrong with it, the chapter is read anew
        return None
    same = isinstance(reading, Reading) and _digests(root, reading.files) == digests
    return (digests, reading) if same else None


def _digests(root: Path, files: Iterable[str]) -> dict[str, str]:
    try:
        return {path: file_digest(root / path) for path in files}
    except OSError:
        return {}


@cache
def _code() -> str:
    """Digest of this package's modules, any of which may take part in reading."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
