"""A pandoc that stays answers as one that runs once, and what ends it is said as that one says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SECOND, append, own_extension, replace

from press import chapters, pandoc
from press.book import load_book
from press.chapters import PrintChapter, Rendering, WebChapter
from press.errors import ChapterError, PressError
from press.project import load_project


@pytest.fixture(autouse=True)
def _end_of_all() -> Iterator[None]:
    yield
    pandoc._stop_all()
    pandoc._standing.clear()


def rendered(root: Path, *, again: bool = True) -> tuple[dict[str, WebChapter], dict[str, PrintChapter]]:
    """The chapters, of which nothing is kept, neither on disk nor in memory."""
    forget(root)
    chapters._held.clear()
    return looked_up(root, again=again)


def forget(root: Path) -> None:
    for kept in (root / ".press" / "chapters").rglob("*.json"):
        kept.unlink()


def looked_up(root: Path, *, again: bool = True) -> tuple[dict[str, WebChapter], dict[str, PrintChapter]]:
    project = load_project(root)
    rendering = Rendering(load_book(project, project.edition("en")), again=again)
    return rendering.web(), rendering.printed()


def standing(form: str = "html") -> Any:
    """The process that stays for a format; there is one for each."""
    assert len(pandoc._standing) == 2
    [process] = [process for name, process in pandoc._standing.items() if name.endswith(f" {form}")]
    return process


def test_it_answers_the_same_time_after_time_in_one_process(project: Path) -> None:
    once = rendered(project, again=False)
    assert rendered(project) == once
    first = standing()
    assert rendered(project) == once
    assert standing() is first


def test_a_changed_script_or_number_starts_another(project: Path) -> None:
    rendered(project)
    first = standing()
    replace(project, "figures/numbers.json", '"five"', '"V"')
    rendered(project)
    second = standing()
    script = own_extension(project) / "num.lua"
    script.write_text(script.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    rendered(project)
    assert len({first, second, standing()}) == 3


def test_a_chapter_that_fails_does_not_end_it(project: Path) -> None:
    rendered(project)
    first = standing()
    append(project, f"{SECOND}.qmd", "\n{{< num no.such >}}\n")
    with pytest.raises(ChapterError, match="no number is published under this key"):
        rendered(project)
    replace(project, f"{SECOND}.qmd", "\n{{< num no.such >}}\n", "\n")
    assert rendered(project) == rendered(project, again=False)
    assert standing() is first


def test_another_does_the_work_of_one_that_died(project: Path) -> None:
    once = rendered(project)
    standing()._process.kill()
    assert rendered(project) == once
    assert rendered(project) == once
    assert standing()._process.poll() is None


def test_what_it_rendered_is_at_hand_the_next_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = rendered(project)
    forget(project)
    monkeypatch.setattr(chapters, "run_chapters_again", None)
    assert looked_up(project) == once


def test_what_has_changed_is_rendered_and_the_rest_is_at_hand(project: Path) -> None:
    before = rendered(project)[1]
    append(project, f"{SECOND}.qmd", "\nMore lamps.\n")
    after = looked_up(project)[1]
    assert [path for path in after if after[path] is not before[path]] == [f"{SECOND}.qmd"]
    assert after == rendered(project, again=False)[1]


def test_broken_lua_is_said_as_ever(project: Path) -> None:
    (own_extension(project) / "num.lua").write_text("return {", encoding="utf-8")
    with pytest.raises(PressError, match=r"_extensions/review/num\.lua:1: unexpected symbol"):
        rendered(project)


def test_what_it_warns_of_is_an_error_as_ever(project: Path) -> None:
    script = own_extension(project) / "num.lua"
    script.write_text('io.stderr:write("Mind this\\n")\n' + script.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(PressError, match="warns: Mind this"):
        rendered(project)
