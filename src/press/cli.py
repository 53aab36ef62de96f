"""The command line: thin, with the heavy imports inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from press import __version__
from press.errors import Fault, PressError

if TYPE_CHECKING:
    from press.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])

_FOLDER = click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The project's folder, or one inside it.",
)
_EDITION = click.option("--edition", "-e", multiple=True, help="Only this edition (en, nb); may be given twice.")
_JOBS = click.option("--jobs", "-j", type=click.IntRange(1), help="Notebooks to run at once, if not as many as cores.")
_FORCE = click.option("--force", is_flag=True, help="Run every notebook, also those that are up to date.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="press")
def main() -> None:
    """Compute, render and check a two-language review."""


@main.command()
@_FOLDER
@_JOBS
@_FORCE
def compute(folder: Path, jobs: int | None, force: bool) -> None:
    """Run the notebooks whose inputs changed and write figures/."""
    with _reported() as project_at:
        _compute(project_at(folder), jobs, force)


@main.command()
@_FOLDER
@_EDITION
@_JOBS
@click.option("--no-compute", is_flag=True, help="Take figures/ as it is.")
def render(folder: Path, edition: tuple[str, ...], jobs: int | None, no_compute: bool) -> None:
    """Compute what is stale, then render both editions as HTML and PDF into _book/."""
    with _reported() as project_at:
        from press.progress import Bars
        from press.render import render_book

        project = project_at(folder)
        if not no_compute:
            _compute(project, jobs, force=False)
        with Bars() as bars:
            report = render_book(project, edition, bars.show)
        click.echo(report.summary())


@main.command()
@_FOLDER
@_EDITION
@click.option("--port", default=4848, show_default=True, help="The port on this machine.")
def preview(folder: Path, edition: tuple[str, ...], port: int) -> None:
    """Serve the web edition on this machine and render again whenever a file is saved."""
    with _reported() as project_at:
        from press.preview import serve

        serve(project_at(folder), edition, port, click.echo)


@main.command()
@_FOLDER
def check(folder: Path) -> None:
    """Hold the chapters to the dialect and the editions to each other; list every fault."""
    with _reported() as project_at:
        from press.check import check_project

        faults = check_project(project_at(folder))
        if faults:
            raise PressError(faults)
        click.echo("No fault found.")


@main.command()
@_FOLDER
@click.argument("key")
@click.option("--rows/--no-rows", default=True, help="Print the data rows themselves.")
def trace(folder: Path, key: str, rows: bool) -> None:
    """Say where a number comes from: value, rule, notebook, cell, data files and rows."""
    with _reported() as project_at:
        from press.trace import trace_number

        click.echo(trace_number(project_at(folder).root, key, rows=rows))


@main.command()
@_FOLDER
def verify(folder: Path) -> None:
    """Hold _book/ against its manifest: every input and every output, by SHA-256."""
    with _reported() as project_at:
        from press.manifest import verify as verify_manifest
        from press.render import book_inputs, book_output

        project = project_at(folder)
        faults = verify_manifest(book_output(project), book_inputs(project))
        if faults:
            raise PressError(faults)
        click.echo("Every input and output is what the manifest says.")


def _compute(project: Project, jobs: int | None, force: bool) -> None:
    from press.compute import compute as run_stale
    from press.output import only_run
    from press.progress import Bars

    with only_run(project.root), Bars() as bars:
        result = run_stale(project.root, jobs=jobs, force=force, progress=bars.show)
    for line in result.summary():
        click.echo(line)
    for warning in result.warnings():
        click.echo(warning, err=True)


@contextmanager
def _reported() -> Iterator[Callable[[Path], Project]]:
    """Turn errors into lines on standard error and a status: 1 for faults, 130 for an interrupt."""
    from press.project import find_root, load_project

    try:
        yield lambda folder: load_project(find_root(folder.resolve()))
    except PressError as error:
        _print_faults(error.faults)
        sys.exit(1)
    except OSError as error:
        what = f"cannot be read or written: {error.strerror or error}"
        _print_faults((Fault(str(error.filename or ""), 0, what, "Mend the permissions, or free some room."),))
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Interrupted. No file was left half written.", err=True)
        sys.exit(130)


def _print_faults(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        click.echo(str(fault), err=True)
    count = len(faults)
    click.echo(f"\n{count} fault{'s' if count != 1 else ''}.", err=True)
