"""The digest of a file is that of its content, however often and however quickly the file changes."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from press import digests
from press.digests import file_digest


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled at once."""
    monkeypatch.setattr(digests, "_SETTLED", 0)


def old(path: Path, content: bytes) -> Path:
    """A file that nobody has touched for a while."""
    path.write_bytes(content)
    os.utime(path, ns=(10**18, 10**18))
    return path


def test_a_digest_is_that_of_the_content(tmp_path: Path) -> None:
    path = old(tmp_path / "a", b"one")
    assert file_digest(path) == file_digest(path) == hashlib.sha256(b"one").hexdigest()


@pytest.mark.parametrize("content", [b"two", b"another"], ids=["same size", "other size"])
@pytest.mark.usefixtures("settled")
def test_a_change_is_seen_even_with_the_old_time(tmp_path: Path, content: bytes) -> None:
    path = old(tmp_path / "a", b"one")
    file_digest(path)
    time.sleep(0.05)  # longer than the steps of a file's times
    assert file_digest(old(path, content)) == hashlib.sha256(content).hexdigest()


def test_changes_in_quick_succession_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"one", b"two", b"six"):
        path.write_bytes(content)
        assert file_digest(path) == hashlib.sha256(content).hexdigest()


@pytest.mark.usefixtures("settled")
def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old(tmp_path / "a", b"one")
    before = file_digest(path)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert file_digest(path) == before


def test_a_file_put_in_place_of_another_is_seen(tmp_path: Path) -> None:
    path = old(tmp_path / "a", b"one")
    file_digest(path)
    old(tmp_path / "b", b"two").replace(path)
    assert file_digest(path) == hashlib.sha256(b"two").hexdigest()


def test_a_file_that_is_gone_is_no_digest(tmp_path: Path) -> None:
    path = old(tmp_path / "a", b"one")
    file_digest(path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        file_digest(path)
