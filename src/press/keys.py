"""The key of a notebook: a digest of everything that its results depend on.

Imports :mod:`press.digests`, :mod:`press.figures`, :mod:`press.notebook_source` and :mod:`press.project`. Two
runs with one key give the same bytes; whatever a notebook reads beyond it, :mod:`press.guard` refuses.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from pathlib import Path

from press.digests import file_digest
from press.figures import FONTS
from press.notebook_source import NotebookSource
from press.project import Project

LOCK = "requirements.lock"
_PRESS = Path(__file__).parent


def common_digest(project: Project) -> str:
    """Digest what all notebooks share: code, lock, fonts, Python's version, languages and their pages."""
    root = project.root
    settings = [
        [edition.short, str(edition.meta.get("numbers-page")), str(edition.meta.get("notebook-page"))]
        for edition in project.editions
    ]
    digest = hashlib.sha256(json.dumps([platform.python_version(), settings]).encode())
    _add_files(digest, _PRESS, _code(_PRESS))
    _add_files(digest, root, (path for path in _code(root / "src") if _PRESS not in path.parents))
    _add_files(digest, root, [root / LOCK, *sorted(root.glob(FONTS))])
    return digest.hexdigest()


def notebook_key(common: str, notebook: NotebookSource, root: Path, allowed: Iterable[str]) -> str:
    """Digest one notebook: the common part, its cells, and the files that it may read."""
    digest = hashlib.sha256(f"{common}\0{notebook.path}\0{notebook.outline()}".encode())
    _add_files(digest, root, (root / path for path in sorted(allowed)))
    return digest.hexdigest()


def digest_if_there(path: Path) -> str:
    """The SHA-256 of a file, empty if there is none."""
    try:
        return file_digest(path)
    except OSError:
        return ""


def _code(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _add_files(digest: hashlib._Hash, root: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        digest.update(f"\0{path.relative_to(root).as_posix()}\0{digest_if_there(path)}".encode())
