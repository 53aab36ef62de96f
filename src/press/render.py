"""Render the book: both editions, HTML and PDF, and the manifest that vouches for them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from press.errors import ConfigError, Fault
from press.manifest import NAME, Manifest, input_digests, is_current, output_digests, read_manifest
from press.output import only_run, write_tree
from press.project import Edition, Project


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


def render_book(project: Project, only: Sequence[str] = ()) -> Report:
    """Bring ``_book`` up to date; ``only`` limits it to some editions, the others stay as they are.

    Raises a :class:`press.errors.PressError` and leaves ``_book`` as it was when anything fails.
    """
    started = time.perf_counter()
    wanted = [project.edition(name) for name in only] or list(project.editions)
    with only_run(project.root):
        inputs = book_inputs(project)
        out = book_output(project)
        if is_current(out, inputs):
            return Report((), time.perf_counter() - started)
        with ThreadPoolExecutor() as pool:
            built = list(pool.map(lambda edition: _edition_files(project, edition), wanted))
        files = {path: content for edition in built for path, content in edition.items()}
        files.update(_kept(project, out, wanted))
        outputs = output_digests(files)
        recorded = inputs if len(wanted) == len(project.editions) else _older(inputs, read_manifest(out))
        files[NAME] = Manifest(recorded, outputs).to_bytes()
        written = write_tree(out, files, remove_others=True)
    return Report(tuple(written), time.perf_counter() - started)


def book_inputs(project: Project) -> dict[str, str]:
    """The digests of everything that can reach the output."""
    chapters = {chapter.path.as_posix() for edition in project.editions for chapter in edition.chapters}
    return input_digests(project.root, chapters)


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


def _edition_files(project: Project, edition: Edition) -> dict[str, bytes]:
    from press.book import load_book
    from press.chapters import render_chapters
    from press.pages import html_files
    from press.pdf import documents, typeset

    book = load_book(project, edition)
    rendered = render_chapters(book)
    wanted = documents(book)
    files = html_files(book, rendered, _siblings(project, edition), [document.name for document in wanted])
    files.update({document.name: typeset(book, document, rendered) for document in wanted})
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


def _kept(project: Project, out: Path, wanted: Sequence[Edition]) -> dict[str, bytes]:
    """The files of editions that are not rendered this time."""
    files: dict[str, bytes] = {}
    for edition in project.editions:
        if edition not in wanted:
            folder = out / edition.output_dir.name
            files.update(
                {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
            )
    return files


def _older(inputs: Mapping[str, str], manifest: Manifest | None) -> Mapping[str, str]:
    """Where one edition was left alone, the manifest may not claim that it is of today's inputs."""
    return manifest.inputs if manifest else dict.fromkeys(inputs, "")
