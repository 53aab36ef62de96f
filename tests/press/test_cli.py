"""The command line: help, status, and where its messages go."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SECOND, Run, append

COMMANDS = ["check", "compute", "preview", "render", "trace", "verify"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, run: Run, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: press {command}")
    assert "--project" in done.stdout


def test_the_help_lists_every_command(tmp_path: Path, run: Run) -> None:
    listed = run(tmp_path, "--help").stdout.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == COMMANDS


def test_it_says_its_version(tmp_path: Path, run: Run) -> None:
    from press import __version__

    assert run(tmp_path, "--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("arguments", [("compute",), ("render",), ("verify",), ("trace", "lights.total.count")])
def test_all_well_is_status_0_and_nothing_on_standard_error(
    project: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    run(project, "render")
    done = run(project, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_fault_is_status_1_and_told_on_standard_error(project: Path, run: Run) -> None:
    append(project, f"{SECOND}.qmd", "\n@fig-none\n")
    done = run(project, "render", "--no-compute")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{SECOND}.qmd: nothing in the book has the id 'fig-none'" in done.stderr
    assert done.stderr.endswith("\n1 fault.\n")


def test_a_check_that_finds_something_is_status_1(project: Path, run: Run) -> None:
    append(project, f"{SECOND}.qmd", "\n@fig-none\n")
    done = run(project, "check")
    assert done.returncode == 1
    assert "fig-none" in done.stderr


def test_a_verification_that_finds_something_is_status_1(project: Path, run: Run) -> None:
    append(project, "_book/en/index.html", "<!-- -->")
    done = run(project, "verify")
    assert done.returncode == 1
    assert "_book/en/index.html: is not what the manifest says" in done.stderr


def test_an_unknown_key_is_status_1_with_the_closest(project: Path, run: Run) -> None:
    done = run(project, "trace", "lights.total.cuont")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Did you mean lights.total.count" in done.stderr


def test_an_unknown_option_is_status_2(project: Path, run: Run) -> None:
    assert run(project, "render", "--quick").returncode == 2


def test_a_folder_that_is_no_project_is_an_error(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path, "render")
    assert done.returncode == 1
    assert "no _quarto.yml here or in any folder above" in done.stderr


def test_a_command_works_from_a_folder_within_the_project(project: Path, run: Run) -> None:
    assert run(project / "data", "trace", "lights.total.count").returncode == 0


def test_a_folder_can_be_named(project: Path, tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "trace", "--project", str(project), "lights.total.count").returncode == 0


def test_a_state_folder_that_cannot_be_made_is_an_error(project: Path, run: Run) -> None:
    (project / ".press").rename(project / "earlier")
    (project / ".press").write_text("a file", encoding="utf-8")
    done = run(project, "render", "--no-compute")
    assert done.returncode == 1
    assert done.stderr.startswith(".press: cannot be written")


def test_progress_is_shown_on_a_terminal(project: Path) -> None:
    shown = on_terminal(project, "compute", "--force")
    assert "lights" in shown
    assert "━" in shown


def test_progress_is_not_shown_elsewhere(project: Path, run: Run) -> None:
    assert run(project, "compute", "--force").stderr == ""


def on_terminal(root: Path, *arguments: str) -> str:
    """Run with a terminal as standard error and return what appeared on it."""
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "press", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=end, env=environment) as process:
        os.close(end)
        shown = b""
        while chunk := _read(terminal):
            shown += chunk
    os.close(terminal)
    assert process.returncode == 0
    return shown.decode("utf-8", "replace")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""
