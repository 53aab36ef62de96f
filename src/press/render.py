"""Render the book: both editions, HTML and PDF, and the manifest that vouches for them."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock

from press.errors import ConfigError, Fault, PressError
from press.manifest import NAME, Manifest, input_digests, is_current, output_digests, read_manifest
from press.output import only_run, write_tree
from press.project import Edition, Project

Progress = Callable[[str, int, int], None]

Early = Callable[[Mapping[str, bytes]], object]

EDITIONS_AT_ONCE = 4
"""Whose PDFs are set, at most, however many cores there are: the whole review needs a gigabyte of memory."""
_reading = Lock()


@dataclass(frozen=True)
class Report:
    """What a render did."""

    written: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """One line for the terminal."""
        if not self.written:
            return f"Nothing changed ({self.seconds:.2f} s)."
        pdfs = sum(path.endswith(".pdf") for path in self.written)
        pages = sum(path.endswith(".html") for path in self.written)
        return f"Wrote {len(self.written)} files, {pages} pages and {pdfs} PDFs among them ({self.seconds:.2f} s)."


def render_book(
    project: Project, only: Sequence[str] = (), progress: Progress | None = None, early: Early | None = None
) -> Report:
    """Bring ``_book`` up to date; ``only`` limits it to some editions, the others stay as they are.

    ``progress`` is called with the name of an edition, its steps done and its steps in all; ``early`` with
    the pages of an edition before its PDFs are set. A process that wants them early renders many times, and
    keeps what makes the next time fast.
    Raises a :class:`press.errors.PressError` and leaves ``_book`` as it was when anything fails.
    """
    started = time.perf_counter()
    wanted = [project.edition(name) for name in only] or list(project.editions)
    with only_run(project.root):
        inputs = book_inputs(project)
        out = book_output(project)
        if is_current(out, inputs):
            return Report((), time.perf_counter() - started)
        built = _build(project, wanted, progress or (lambda _name, _done, _total: None), early)
        files = {path: content for edition in built for path, content in edition.files.items()}
        read = {path for edition in built for path in edition.read}
        manifest = Manifest(_inputs(project, read, known=inputs), output_digests(files))
        if len(wanted) < len(project.editions):
            older = read_manifest(out) or Manifest({}, {})
            manifest = _joined(older, manifest, [edition.output_dir.name for edition in wanted])
            files.update(_left_alone(project, out, wanted))
        files[NAME] = manifest.to_bytes()
        written = write_tree(out, files, remove_others=True)
    return Report(tuple(written), time.perf_counter() - started)


def warm_up(project: Project, only: Sequence[str], ended: Callable[[], bool]) -> None:
    """Make the next renders of this process fast: ask pandoc and set every PDF once; stop early if ``ended``."""
    from press.book import load_book
    from press.chapters import Rendering
    from press.chapters import warm_up as warm_up_chapters
    from press.pdf import documents
    from press.pdf import warm_up as warm_up_pdf

    for edition in [project.edition(name) for name in only] or list(project.editions):
        book = load_book(project, edition)
        if ended():
            return
        warm_up_chapters(book)
        printed = Rendering(book).printed()
        for document in documents(book):
            if ended():
                return
            warm_up_pdf(book, document, printed)


def book_inputs(project: Project) -> dict[str, str]:
    """The digests of everything that can reach the output, what the last render read among it."""
    manifest = read_manifest(book_output(project))
    return _inputs(project, manifest.inputs if manifest else ())


def book_output(project: Project) -> Path:
    """The folder that holds the editions' output folders, which must be siblings."""
    parents = {edition.output_dir.parent for edition in project.editions}
    if len(parents) != 1 or parents == {PurePosixPath()}:
        raise ConfigError(
            Fault(
                project.editions[-1].settings,
                0,
                "the editions' output folders are not siblings",
                "Set 'output-dir' to, for example, _book/en and _book/nb.",
            )
        )
    return project.root / parents.pop()


@dataclass(frozen=True)
class _Built:
    """An edition's files by path below the output folder, and the files that its chapters and settings name."""

    files: Mapping[str, bytes]
    read: frozenset[str]


def _inputs(project: Project, also: Iterable[str], known: Mapping[str, str] = {}) -> dict[str, str]:
    chapters = {chapter.path.as_posix() for edition in project.editions for chapter in edition.chapters}
    return input_digests(project.root, chapters.union(also), known)


def _build(project: Project, wanted: Sequence[Edition], progress: Progress, early: Early | None) -> list[_Built]:
    """Build editions and PDFs side by side; raise the faults of all of them."""
    lock = Lock()

    def one_at_a_time(name: str, done: int, total: int) -> None:
        with lock:
            progress(name, done, total)

    at_once = min(EDITIONS_AT_ONCE, len(os.sched_getaffinity(0)))
    with ThreadPoolExecutor(at_once) as setting, ThreadPoolExecutor() as pool:
        work = [pool.submit(_edition_files, project, edition, one_at_a_time, early, setting) for edition in wanted]
    errors = [error for one in work if isinstance(error := one.exception(), PressError)]
    if errors:
        raise PressError(dict.fromkeys(fault for error in errors for fault in error.faults))
    return [one.result() for one in work]


def _edition_files(
    project: Project, edition: Edition, progress: Progress, early: Early | None, setting: Executor
) -> _Built:
    from press.book import load_book
    from press.chapters import Rendering
    from press.pages import html_files
    from press.pdf import documents, typeset

    # Python reads one edition at a time anyhow; so pandoc has the first while the second is read.
    with _reading:
        book = load_book(project, edition)
    wanted = documents(book)
    count = itertools.count(1)
    again = early is not None
    rendering = Rendering(book, again=again)

    def step() -> None:
        progress(edition.profile, next(count), len(wanted) + 2)

    progress(edition.profile, 0, len(wanted) + 2)
    pdfs = setting.submit(lambda: typeset(book, wanted, rendering.printed(), step, again=again))
    try:
        web = rendering.web()
        step()
        titles = {document.name: document.title for document in wanted}
        files = html_files(book, web, _siblings(project, edition), titles)
        if early:
            early(_below(edition, files))
        files.update(pdfs.result())
    finally:
        pdfs.cancel()
    step()
    named = [*book.work_files, *(path for document in wanted for path in document.attached)]
    for page in book.pages:
        shown = web[page.path]
        named += [*page.files, *shown.images, *shown.scripts, *shown.resources]
    return _Built(_below(edition, files), frozenset(named))


def _below(edition: Edition, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{edition.output_dir.name}/{path}": content for path, content in files.items()}


def _siblings(project: Project, edition: Edition) -> dict[str, str]:
    """Each chapter's page in the other edition, relative to this edition's output folder."""
    ways: dict[str, str] = {}
    for other in project.editions:
        pages = {chapter.path: chapter.page for chapter in other.chapters}
        for chapter in edition.chapters if other is not edition else ():
            page = pages.get(edition.sibling(chapter, other))
            if page:
                ways[chapter.path.as_posix()] = f"../{other.output_dir.name}/{page}"
    return ways


def _left_alone(project: Project, out: Path, wanted: Sequence[Edition]) -> dict[str, bytes]:
    """The files of editions that are not rendered this time, as they are."""
    folders = [out / edition.output_dir.name for edition in project.editions if edition not in wanted]
    paths = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def _joined(older: Manifest, newer: Manifest, rendered: Sequence[str]) -> Manifest:
    """The manifest where only some editions were rendered: it vouches for nothing that it does not know.

    The others keep the digests that they had; an input that has changed since has none,
    since no single state of it made the whole.
    """
    paths = {*older.inputs, *newer.inputs}
    same = {path for path in paths if older.inputs.get(path) == newer.inputs.get(path)}
    inputs = {path: newer.inputs[path] if path in same else "" for path in paths}
    outputs = {path: digest for path, digest in older.outputs.items() if path.partition("/")[0] not in rendered}
    return Manifest(inputs, {**outputs, **newer.outputs})
