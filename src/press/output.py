"""Write a tree of files whole or not at all, one run at a time.

Imports only :mod:`press.errors`. New files are first written beside their place, in
a folder below the tree itself, so that a full disk or a missing permission shows
before anything is replaced; then they change places with the old ones, which needs no
room, and back again if one of them will not move.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from press.errors import Fault, OutputError

STATE = ".press"
_STAGE = ".press-stage"
_NEW, _OLD = "new", "old"


def write_tree(tree: Path, files: Mapping[str, bytes], *, remove_others: bool) -> list[str]:
    """Make ``tree`` hold ``files`` (paths with ``/`` to contents); return what was written.

    Files that are the same already stay untouched. With ``remove_others`` every other
    file in the tree is removed. Raises :class:`OutputError`, leaving the tree as it was.
    """
    changed = [path for path in sorted(files) if not _same(tree / path, files[path])]
    others = _others(tree, files) if remove_others else []
    stage = tree / _STAGE
    try:
        tree.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        for path in changed:
            target = stage / _NEW / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
        with _undisturbed():
            _exchange(tree, stage, changed, others)
    except OSError as error:
        remedy = "Nothing was replaced. Free some room or mend the permissions, then run the command again."
        raise OutputError(Fault(tree.name, 0, f"cannot be written: {error.strerror or error}", remedy)) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return changed


def replace_file(path: Path, content: bytes) -> None:
    """Put one file in its place at once: who reads it meanwhile reads the old one or the new one, never a part.

    Raises :class:`OSError`, leaving the file as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            Path(partial).unlink()
        raise


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Hold the project for one run; raise :class:`OutputError` where another one has it."""
    folder = root / STATE
    try:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(
            Fault(STATE, 0, f"cannot be written: {error.strerror}", "Mend the permissions of the project's folder.")
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise OutputError(
            Fault("", 0, f"another press run (process {holder}) is at work here", "Wait for it to end, then try again.")
        ) from None
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(handle)


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _others(tree: Path, files: Mapping[str, bytes]) -> list[str]:
    found = (p.relative_to(tree).as_posix() for p in sorted(tree.rglob("*")) if p.is_file() or p.is_symlink())
    return [path for path in found if path not in files and not path.startswith(f"{_STAGE}/")]


def _exchange(tree: Path, stage: Path, changed: list[str], others: list[str]) -> None:
    """Move the old files out of the tree and the new ones in; on an error move all of them back."""
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        moved.append((source, target))

    try:
        for path in others:
            move(tree / path, stage / _OLD / path)
            _remove_empty_folders(tree, path)
        for path in changed:
            if (tree / path).is_file() or (tree / path).is_symlink():
                move(tree / path, stage / _OLD / path)
            move(stage / _NEW / path, tree / path)
    except OSError:
        for source, target in reversed(moved):
            source.parent.mkdir(parents=True, exist_ok=True)
            os.replace(target, source)
        raise


def _remove_empty_folders(tree: Path, path: str) -> None:
    for folder in (tree / path).parents:
        if folder == tree or any(folder.iterdir()):
            return
        folder.rmdir()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off an interrupt until the renames are done: they take no time worth waiting for."""
    caught: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    try:
        before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not the main thread: signals do not reach us here
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for missed in caught:
            signal.raise_signal(missed)
