"""Two clean builds on unlike machines give the same files, and the figures that are committed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

# Both tests look at the same two builds, so one worker runs both.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("builds")]

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("figures", "_book")
HERE: dict[str, str] = {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "USER": "anna", "PYTHONHASHSEED": "1"}
THERE: dict[str, str] = {
    "TZ": "America/St_Johns", "LANG": "nb_NO.UTF-8", "LC_ALL": "nb_NO.UTF-8", "USER": "bjørn", "PYTHONHASHSEED": "2",
}  # fmt: skip


def clean_copy(folder: Path) -> Path:
    """What a fresh clone would hold, with what is not committed yet."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    shutil.rmtree(folder / "figures")
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return folder


def build(root: Path, home: Path, settings: Mapping[str, str], umask: int, cores: set[int]) -> subprocess.Popen[bytes]:
    """Begin to compute and render in a process with its own surroundings."""
    home.mkdir(parents=True)
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    environment = {**kept, **settings, "HOME": str(home), "LOGNAME": settings["USER"], "PYTHONPATH": str(root / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "press", "render"],
        cwd=root, env=environment, umask=umask, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )  # fmt: skip


def digests(root: Path) -> dict[str, str]:
    """The SHA-256 of every file that a build writes."""
    paths = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The review, built twice."""
    cores = sorted(os.sched_getaffinity(0))
    one = clean_copy(tmp_path_factory.mktemp("one") / "review")
    two = clean_copy(tmp_path_factory.mktemp("two") / "another folder" / "prøve")
    runs = [
        build(one, one.parent / "home", HERE, 0o022, set(cores[:1])),
        build(two, two.parent / "hjem" / "b", THERE, 0o077, set(cores[:2])),
    ]
    said = [run.communicate(timeout=300)[1].decode("utf-8", "replace") for run in runs]
    assert [run.returncode for run in runs] == [0, 0], "\n".join(said)
    return one, two


def test_two_builds_give_the_same_bytes(builds: tuple[Path, Path]) -> None:
    one, two = (digests(root) for root in builds)
    assert len(one) > 50
    assert {path: (one.get(path), two.get(path)) for path in {*one, *two} if one.get(path) != two.get(path)} == {}


def test_the_committed_figures_are_those_that_the_notebooks_make(builds: tuple[Path, Path]) -> None:
    made, committed = digests(builds[0]), digests(ROOT)
    figures = {path for path in {*made, *committed} if path.startswith("figures/")}
    assert [path for path in sorted(figures) if made.get(path) != committed.get(path)] == []
