"""Keep what is slow to make: one version of each thing, under the key of all that it depends on.

Imports only :mod:`press.output`. What is kept can be made again, so a folder that takes
no file is no error here: the output itself will say so.
"""

from __future__ import annotations

import glob
from contextlib import suppress
from pathlib import Path

from press.output import STATE, replace_file


class Kept:
    """A folder below ``.press``; ``suffix`` is the ending of its files, ``.json`` for example."""

    def __init__(self, root: Path, folder: str, suffix: str) -> None:
        self.folder = root / STATE / folder
        self.suffix = suffix

    def get(self, name: str, key: str) -> bytes | None:
        """What was kept of ``name`` under this very key, or None."""
        try:
            return self._path(name, key).read_bytes()
        except OSError:
            return None

    def put(self, name: str, key: str, content: bytes) -> None:
        """Keep ``content`` in place of every earlier version of ``name``."""
        with suppress(OSError):
            older = list(self.folder.glob(f"{glob.escape(_flat(name))}.*{self.suffix}"))
            replace_file(self._path(name, key), content)
            for path in older:
                if path != self._path(name, key):
                    path.unlink()

    def _path(self, name: str, key: str) -> Path:
        return self.folder / f"{_flat(name)}.{key}{self.suffix}"


def _flat(name: str) -> str:
    """A path as the name of one file; no two have the same, and none is the beginning of another."""
    return name.replace("+", "++").replace("/", "+-").replace(".", "+,")
