"""The review is retold in its own words: no long run of words is that of the print."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from plain_list import DATA, KEPT, ROOT, SHARED, table

WORDING = SHARED / "tools" / "wording"
PRINTED = {"agreements", "documents", "left_out"}
AS_PRINTED = ("tbl-p2-agreements.", "notebook-agreements.")
OWN = {
    "chapters": [ROOT / "index.qmd", ROOT / "index.nb.qmd", *sorted(ROOT.glob("part*"))],
    "annexes": [ROOT / "annexes"],
    "notebooks": [ROOT / "notebooks"],
    "figures": [path for path in sorted((ROOT / "figures").glob("*.md")) if not path.name.startswith(AS_PRINTED)],
    "data": [
        DATA / "README.md",
        DATA / "datapackage.json",
        *(path for name, path in KEPT.items() if name not in PRINTED),
    ],
    "documentation": [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs")), *sorted(ROOT.glob("bib"))],
    "programs": [ROOT / "src"],
}
needs_wording = pytest.mark.skipif(
    not WORDING.is_file(), reason="the tool that compares wording is not beside the repository"
)


@pytest.fixture(scope="module")
def titles(tmp_path_factory):
    """Titles of documents, cited works, action plans, projects and offices, which must be exact."""
    path = tmp_path_factory.mktemp("wording") / "titles"
    held = [row[column] for row in table("documents") for column in ("title_en", "title_nb")]
    bibliography = (ROOT / "bib" / "references.bib").read_text(encoding="utf-8")
    held += (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines()
    held += re.findall(r"^ *title = \{\{(.*)\}\},$", bibliography, re.MULTILINE)
    path.write_text("\n".join(held) + "\n", encoding="utf-8")
    return path


@needs_wording
@pytest.mark.parametrize("part", OWN)
def test_nothing_is_copied_into_the(part, titles):
    paths = [str(path) for path in OWN[part]]
    assert paths
    done = subprocess.run(
        [sys.executable, str(WORDING), "--allow", str(titles), *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_wording
def test_a_copied_sentence_would_be_found(tmp_path):
    printed = next((SHARED / "seeds").glob("000_*.txt")).read_text(encoding="utf-8").split("\n")[1077]
    (tmp_path / "copy.md").write_text(printed, encoding="utf-8")
    done = subprocess.run([sys.executable, str(WORDING), str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
