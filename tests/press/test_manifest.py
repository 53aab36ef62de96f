"""The manifest vouches for inputs and outputs: every difference is told, each with what to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from conftest import SECOND, append, contents

from press.manifest import Manifest, read_manifest, verify
from press.project import load_project
from press.render import book_inputs, render_book


def faults(root: Path) -> list[str]:
    return [f"{fault.path}: {fault.what}" for fault in verify(root / "_book", book_inputs(load_project(root)))]


def test_a_fresh_render_has_no_fault(built: Path) -> None:
    assert faults(built) == []


def test_every_output_stands_in_the_manifest_with_its_digest(built: Path) -> None:
    outputs = json.loads((built / "_book" / "manifest.json").read_bytes())["outputs"]
    there = {path: hashlib.sha256(content).hexdigest() for path, content in contents(built / "_book").items()}
    assert outputs == {path: digest for path, digest in there.items() if path != "manifest.json"}


def test_everything_that_was_read_stands_in_the_manifest(built: Path) -> None:
    inputs = json.loads((built / "_book" / "manifest.json").read_bytes())["inputs"]
    needed = {
        "_quarto.yml", "_quarto-en.yml", f"{SECOND}.nb.qmd", "data/lights.csv", "bib/references.bib",
        "notebooks/lights.ipynb", "figures/numbers.json", "figures/fig-upkeep.en.svg",
    }  # fmt: skip
    assert needed <= set(inputs)


def test_a_tampered_output_is_told(project: Path) -> None:
    append(project, "_book/en/index.html", "<!-- -->")
    assert faults(project) == ["_book/en/index.html: is not what the manifest says"]


def test_a_missing_output_is_told(project: Path) -> None:
    (project / "_book" / "nb" / "review.pdf").unlink()
    assert faults(project) == ["_book/nb/review.pdf: is missing"]


def test_an_extra_output_is_told(project: Path) -> None:
    (project / "_book" / "en" / "extra.html").write_text("x", encoding="utf-8")
    assert faults(project) == ["_book/en/extra.html: is not in the manifest"]


def test_a_changed_a_new_and_a_missing_input_are_told(project: Path) -> None:
    append(project, "data/labels.csv", "more,more,mer\n")
    (project / "data" / "extra.csv").write_text("a\n", encoding="utf-8")
    (project / "figures" / "made.json").unlink()
    assert faults(project) == [
        "data/extra.csv: is new since the last render",
        "data/labels.csv: has changed since the last render",
        "figures/made.json: is gone since the last render",
    ]


def test_an_unreadable_manifest_is_told(project: Path) -> None:
    (project / "_book" / "manifest.json").write_text("{", encoding="utf-8")
    assert faults(project) == ["_book/manifest.json: is missing or cannot be read"]


def test_a_file_included_from_elsewhere_is_an_input_too(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "shared" / "text.md").write_text("Shared words.\n", encoding="utf-8")
    append(project, f"{SECOND}.qmd", "\n{{< include /shared/text.md >}}\n")
    render_book(load_project(project))
    append(project, "shared/text.md", "\nMore words.\n")
    assert faults(project) == ["shared/text.md: has changed since the last render"]
    render_book(load_project(project))
    assert b"More words." in (project / "_book" / "en" / f"{SECOND}.html").read_bytes()


def test_what_is_no_longer_read_leaves_the_manifest(project: Path) -> None:
    before = (project / "_book" / "manifest.json").read_bytes()
    chapter = project / f"{SECOND}.qmd"
    own = chapter.read_bytes()
    (project / "shared.md").write_text("Shared words.\n", encoding="utf-8")
    append(project, f"{SECOND}.qmd", "\n{{< include /shared.md >}}\n")
    render_book(load_project(project))
    chapter.write_bytes(own)
    render_book(load_project(project))
    assert (project / "_book" / "manifest.json").read_bytes() == before


def test_a_manifest_is_the_same_text_whatever_the_order(tmp_path: Path) -> None:
    one = Manifest({"b": "1", "a": "2"}, {"å": "3"}).to_bytes()
    assert one == Manifest({"a": "2", "b": "1"}, {"å": "3"}).to_bytes()
    (tmp_path / "manifest.json").write_bytes(one)
    assert read_manifest(tmp_path) == Manifest({"a": "2", "b": "1"}, {"å": "3"})
