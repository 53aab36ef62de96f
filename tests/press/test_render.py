"""A render writes what changed, whole or not at all, whatever comes between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SECOND, Run, append, contents, own_extension, replace

from press.errors import ConfigError, OutputError, PressError
from press.manifest import read_manifest, verify
from press.output import only_run
from press.project import load_project
from press.render import Report, book_inputs, render_book

FIRST = "part1_lights/01-lights"
HEAVY = {"IPython", "frictionless", "jinja2", "matplotlib", "nbclient", "numpy", "pandas", "rich", "typst"}


def render(root: Path, *only: str) -> Report:
    return render_book(load_project(root), only)


def change(root: Path, suffix: str = "") -> None:
    append(root, f"{SECOND}{suffix}.qmd", "\nOne more sentence.\n")


def times(root: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in (root / "_book").rglob("*")}


def test_a_changed_sentence_rewrites_its_page_and_the_pdf_of_its_edition_only(project: Path) -> None:
    before = times(project)
    change(project)
    assert render(project).written == (f"en/{SECOND}.html", "en/review.pdf", "manifest.json")
    after = {Path(path).name for path, when in times(project).items() if Path(path).is_file() and before[path] != when}
    assert after == {"02-keepers.html", "review.pdf", "manifest.json"}


def test_nothing_changed_writes_nothing(project: Path) -> None:
    before = times(project)
    assert render(project).written == ()
    assert times(project) == before


def test_nothing_changed_loads_no_heavy_package(project: Path) -> None:
    tell = "import sys\nfrom press.cli import main\ntry: main(['render'])\nexcept SystemExit as end: code = end.code\n"
    tell += "print(code, *sorted(set(sys.modules) & set(sys.argv[1:])))"
    first = [sys.executable, "-c", tell, *HEAVY]
    subprocess.run(first, cwd=project, capture_output=True, check=True)
    again = subprocess.run(first, cwd=project, capture_output=True, text=True, check=True)
    assert again.stdout.splitlines()[-2].startswith("Nothing changed")
    assert again.stdout.splitlines()[-1] == "0"


def test_files_of_a_chapter_that_is_gone_are_removed(project: Path) -> None:
    for suffix, profile in (("", "en"), (".nb", "nb")):
        replace(project, f"_quarto-{profile}.yml", f"        - {SECOND}{suffix}.qmd\n", "")
    (project / "_book" / "en" / "left").mkdir()
    render(project)
    assert not [path for path in contents(project / "_book") if "02-keepers" in path]


def test_a_tampered_page_is_made_again(project: Path) -> None:
    before = contents(project / "_book")
    append(project, f"_book/en/{FIRST}.html", "<!-- -->")
    render(project)
    assert contents(project / "_book") == before


def test_one_edition_leaves_the_bytes_of_the_other(project: Path) -> None:
    before = contents(project / "_book" / "en")
    change(project)
    change(project, ".nb")
    assert render(project, "nb").written == ("manifest.json", f"nb/{SECOND}.nb.html", "nb/review.pdf")
    assert contents(project / "_book" / "en") == before


def test_one_edition_does_not_vouch_for_the_other(project: Path) -> None:
    append(project, "_book/en/index.html", "<!-- -->")
    change(project, ".nb")
    render(project, "nb")
    told = {fault.path for fault in verify(project / "_book", book_inputs(load_project(project)))}
    assert told == {"_book/en/index.html", f"{SECOND}.nb.qmd"}


def test_going_back_after_one_edition_was_rendered_is_a_change(project: Path) -> None:
    before = contents(project / "_book")
    chapter = project / f"{SECOND}.nb.qmd"
    own = chapter.read_bytes()
    change(project, ".nb")
    render(project, "nb")
    chapter.write_bytes(own)
    render(project)
    assert contents(project / "_book") == before


def test_one_edition_can_be_the_first(project: Path) -> None:
    (project / "_book").rename(project / "earlier")
    render(project, "nb")
    assert {path.partition("/")[0] for path in contents(project / "_book")} == {"manifest.json", "nb"}


def test_an_unknown_edition_is_an_error_with_those_there_are(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no edition 'de'\n    Choose one of: en, nb"):
        render(project, "de")


def broken_bibliography(root: Path) -> None:
    (root / "bib" / "references.bib").write_text("@book{keeper1900,\n  author = {Kee\n", encoding="utf-8")


def in_chapter(text: str) -> Callable[[Path], None]:
    return lambda root: append(root, f"{FIRST}.qmd", f"\n{text}\n")


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "picture without alt text": (
        in_chapter("![x](/figures/fig-upkeep.en.svg){#fig-x}"),
        r"01-lights\.qmd:13: .* no alt text\n    Add \{fig-alt",
    ),
    "missing picture": (
        in_chapter('![x](/figures/none.svg){fig-alt="x"}'),
        r"01-lights\.qmd:13: .*none\.svg' is missing\n    Correct",
    ),
    "unknown key": (in_chapter("{{< num lights.total.upkep >}}"), r"01-lights\.qmd: .*Closest: lights\.total\.upkeep"),
    "unclosed div": (in_chapter("::: {.callout-note}\nx"), r"01-lights\.qmd:13: a div opens .*\n    End it"),
    "missing include": (
        in_chapter("{{< include none.md >}}"),
        r"01-lights\.qmd:13: .*none\.md' is missing\n    Correct",
    ),
    "include of itself": (in_chapter("{{< include 01-lights.qmd >}}"), r"01-lights\.qmd:13: .*leads back to itself"),
    "broken bibliography": (broken_bibliography, r"references\.bib:3: cannot be read.*\n    Mend"),
    "missing template": (
        lambda root: (own_extension(root) / "press-template.typ").unlink(),
        r"press-template\.typ: (?s:.*)No such file(?s:.*)Restore",
    ),
    "missing template part": (
        lambda root: (own_extension(root) / "typst-show.typ").unlink(),
        r"press-template\.typ: (?s:.*)typst-show\.typ(?s:.*)Restore",
    ),
    "broken profile": (
        lambda root: append(root, "_quarto-nb.yml", "book: [\n"),
        r"_quarto-nb\.yml:\d+: not valid YAML.*\n    Mind",
    ),
    "no title": (
        lambda root: replace(root, "_quarto-en.yml", "title: Five lights", "title: ''"),
        r"_quarto-en\.yml: 'book: title:'",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_file_and_remedy_and_the_book_stays(
    project: Path, spoil: Callable[[Path], None], message: str
) -> None:
    before = contents(project / "_book")
    change(project, ".nb")
    spoil(project)
    with pytest.raises(PressError, match=message):
        render(project)
    assert contents(project / "_book") == before


def test_faults_of_both_editions_are_told_in_one_run(project: Path) -> None:
    for suffix in ("", ".nb"):
        append(project, f"{SECOND}{suffix}.qmd", "\n@fig-none\n")
    with pytest.raises(PressError) as caught:
        render(project)
    assert [fault.path for fault in caught.value.faults] == [f"{SECOND}.qmd", f"{SECOND}.nb.qmd"]


def test_output_that_cannot_be_replaced_leaves_every_file_as_it_was(project: Path) -> None:
    page = project / "_book" / "nb" / f"{SECOND}.nb.html"
    page.unlink()
    page.mkdir()
    before = contents(project / "_book")
    change(project)
    change(project, ".nb")
    with pytest.raises(OutputError, match="Nothing was replaced"):
        render(project)
    assert contents(project / "_book") == before


def test_an_output_folder_that_is_a_file_is_an_error(project: Path) -> None:
    (project / "_book").rename(project / "earlier")
    (project / "_book").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="_book: cannot be written"):
        render(project)
    assert (project / "_book").read_text(encoding="utf-8") == "mine"


def test_output_folders_that_are_no_siblings_are_an_error(project: Path) -> None:
    replace(project, "_quarto-nb.yml", "output-dir: _book/nb", "output-dir: other/nb")
    with pytest.raises(ConfigError, match="not siblings"):
        render(project)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_full_output_folder_is_an_error_and_nothing_is_lost(project: Path) -> None:
    out = project / "_book"
    out.rename(project / "earlier")
    out.mkdir()
    size = sum(-(-len(content) // 4096) for content in contents(project / "earlier").values()) + 16
    command = ["mount", "-t", "tmpfs", "-o", f"size={size * 4}k", "tmpfs", str(out)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine allows no mounts")
    try:
        subprocess.run(["cp", "-r", f"{project}/earlier/.", str(out)], check=True)
        change(project)
        change(project, ".nb")
        with pytest.raises(OutputError, match="No space left"):
            render(project)
        assert contents(out) == contents(project / "earlier")
    finally:
        subprocess.run(["umount", str(out)], check=True)


@pytest.mark.parametrize("moment", [0.08, 0.16, 0.24, 0.32, 0.4, 0.5, 0.65])
def test_an_interrupt_leaves_the_old_book_or_the_new_one(project: Path, moment: float) -> None:
    before = contents(project / "_book")
    change(project)
    change(project, ".nb")
    command = [sys.executable, "-m", "press", "render", "--no-compute"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        time.sleep(moment)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    after = contents(project / "_book")
    manifest = read_manifest(project / "_book")
    assert manifest is not None
    assert verify(project / "_book", manifest.inputs) == []
    assert after == before or (render(project).written == () and after != before)
    assert not said or b"Interrupt" in said or b"Aborted" in said
    assert run.returncode or after != before


def test_a_second_render_is_refused_while_one_is_at_work(project: Path, run: Run) -> None:
    change(project)
    with only_run(project):
        done = run(project, "render")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"another press run (process {os.getpid()}) is at work here" in done.stderr


def test_two_renders_at_once_leave_one_whole_book(project: Path) -> None:
    change(project)
    command = [sys.executable, "-m", "press", "render", "--no-compute"]
    runs = [subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for one in runs:
        one.communicate(timeout=60)
    assert 0 in {one.returncode for one in runs} <= {0, 1}
    assert verify(project / "_book", book_inputs(load_project(project))) == []
    assert render(project).written == ()


def test_what_a_killed_run_left_is_cleared_away(project: Path) -> None:
    before = contents(project / "_book")
    left = project / "_book" / ".press-stage" / "new" / "en"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half", encoding="utf-8")
    render(project)
    assert contents(project / "_book") == before


def test_the_same_tree_gives_the_same_bytes_without_what_is_kept(project: Path, tmp_path: Path) -> None:
    before = contents(project / "_book")
    (project / "_book").rename(tmp_path / "book")
    for kept in ("chapters", "pdf"):
        (project / ".press" / kept).rename(tmp_path / kept)
    render(project)
    assert contents(project / "_book") == before


def test_steps_are_told_for_each_edition(project: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    change(project)
    render_book(load_project(project), (), lambda *step: steps.append(step))
    assert {name for name, _, _ in steps} == {"en", "nb"}
    assert [done for name, done, _ in steps if name == "en"] == [0, 1, 2, 3]
