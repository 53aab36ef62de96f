"""The SHA-256 of files; a file that has not been touched since is not read again.

Imports nothing from the package. A preview asks for the same thousand files with every
change, and a render asks twice.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

_SETTLED = 1_000_000_000
"""Nanoseconds after which a change leaves its mark in a file's times, however coarse they are."""

_known: dict[str, tuple[tuple[int, ...], str]] = {}


def file_digest(path: Path | str) -> str:
    """Return the SHA-256 of a file as hexadecimal text; raise :class:`OSError` where it cannot be read."""
    name, state = str(path), os.stat(path)  # noqa: PTH116 - there are a thousand, most of them known
    marks = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    held = _known.get(name)
    if held and held[0] == marks:
        return held[1]
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > _SETTLED:
        _known[name] = (marks, digest)
    return digest
