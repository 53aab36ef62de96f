"""Files are written whole or not at all, by one run at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from press import output
from press.errors import OutputError
from press.output import only_run, replace_file, write_tree


def contents(tree: Path) -> dict[str, bytes]:
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def test_a_write_that_fails_halfway_leaves_the_tree_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path / "out", {"a": b"1", "b": b"1"}, remove_others=True)
    real = Path.write_bytes

    def full_disk(path: Path, data: bytes) -> int:
        if path.name == "b":
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OutputError, match="No space left"):
        write_tree(tmp_path / "out", {"a": b"2", "b": b"2", "c": b"2"}, remove_others=True)
    assert contents(tmp_path / "out") == {"a": b"1", "b": b"1"}


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="mounting needs root on Linux")
def test_a_full_file_system_is_an_error_and_nothing_is_lost(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine allows no mounts")
    try:
        write_tree(small, {"a": b"1"}, remove_others=True)
        with pytest.raises(OutputError, match="Free some room"):
            write_tree(small, {"a": b"2", "big": b"x" * 500_000}, remove_others=True)
        assert contents(small) == {"a": b"1"}
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="Nothing was replaced"):
        write_tree(tmp_path / "out", {"a": b"1"}, remove_others=True)
    assert (tmp_path / "out").read_text() == "mine"


def test_other_files_go_and_empty_folders_with_them(tmp_path: Path) -> None:
    write_tree(tmp_path, {"old/deep/x": b"1", "kept": b"1"}, remove_others=True)
    written = write_tree(tmp_path, {"kept": b"1", "new/y": b"2"}, remove_others=True)
    assert written == ["new/y"]
    assert contents(tmp_path) == {"kept": b"1", "new/y": b"2"}
    assert not (tmp_path / "old").exists()


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": b"1"}, remove_others=False)
    os.utime(tmp_path / "a", (0, 0))
    assert write_tree(tmp_path, {"a": b"1"}, remove_others=False) == []
    assert (tmp_path / "a").stat().st_mtime == 0


def test_an_interrupt_during_the_renames_waits_until_they_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if threading.current_thread() is not threading.main_thread():
        pytest.skip("signals reach the main thread only")
    real = os.replace

    def interrupted(source: Path, target: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        real(source, target)

    monkeypatch.setattr(output.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, {"a": b"1", "b": b"1"}, remove_others=True)
    assert contents(tmp_path) == {"a": b"1", "b": b"1"}


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    other = "import sys, pathlib, press.output as o\nwith o.only_run(pathlib.Path(sys.argv[1])): pass"
    with only_run(tmp_path):
        second = subprocess.run(
            [sys.executable, "-c", other, str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert f"process {os.getpid()}" in second.stderr


def test_a_run_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    with only_run(tmp_path):
        pass
    with only_run(tmp_path):
        assert (tmp_path / ".press" / "lock").read_text() == str(os.getpid())


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "below" / "a.txt"
    replace_file(path, b"one")
    replace_file(path, b"two")
    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(OSError, match="refused"):
        replace_file(path, b"three")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def refused(_source: object, _target: object) -> None:
    raise OSError("refused")
