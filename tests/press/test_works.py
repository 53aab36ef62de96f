"""The bibliography is read the same way on every machine, and as the language of the edition has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.pandoc import pandoc
from press.works import works_of

BIB = b"@book{keeper1900,\n  author = {Keeper, Anna},\n  title = {A Light for the Sea},\n  date = {1900-05},\n}\n"
PATH = "bib/references.bib"


def works(root: Path, lang: str, content: bytes = BIB) -> str:
    (root / "bib").mkdir(exist_ok=True)
    (root / PATH).write_bytes(content)
    return works_of(root, pandoc(), PATH, content, lang)


def title(root: Path, lang: str) -> str:
    [work] = json.loads(works(root, lang))
    return str(work["title"])


@pytest.mark.parametrize("machine", ["C", "en_GB.UTF-8", "nb_NO.UTF-8", "de-DE"])
def test_the_language_of_the_machine_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    monkeypatch.setenv("LANG", machine)
    assert title(tmp_path, "en-GB") == "A light for the sea"
    assert title(tmp_path, "nb-NO") == "A Light for the Sea"


def test_a_changed_work_is_read_again(tmp_path: Path) -> None:
    works(tmp_path, "en-GB")
    assert "Brage" in works(tmp_path, "en-GB", BIB.replace(b"Keeper, Anna", b"Brage, Anna"))


def test_what_was_read_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = works(tmp_path, "en-GB")
    monkeypatch.setattr("press.works.run", lambda *_args, **_settings: pytest.fail("the bibliography was read again"))
    assert works(tmp_path, "en-GB") == first
