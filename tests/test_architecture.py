"""The shape of the code: who imports whom, how long, and what has no place in it."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST = 300
_SENTENCE = re.compile(r"\bImports\b(.*?)\.(?=\s|$)", re.S)
_NAMED = re.compile(r":mod:`([\w.]+)`")
# In two pieces, so that this file does not hold what it forbids.
_HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry" + ".npmjs", "registry" + ".yarnpkg", "proxy" + ".golang"]
_MACHINE = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work)/[\w.-]+")


def named(path: Path) -> str:
    """A module as it is imported: ``press.check.files``."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {named(path): path for path in SOURCES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """The modules of the two packages that a module imports, wherever in it that happens."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= below & set(MODULES) or {node.module}
    return {name for name in found if name.partition(".")[0] in ("press", "review")}


def promised(path: Path) -> set[str] | None:
    """The modules that the docstring says are imported; None where it says nothing."""
    sentence = _SENTENCE.search(ast.get_docstring(tree(path)) or "")
    if sentence is None:
        return None
    names = set(_NAMED.findall(sentence[1]))
    return names if names or "nothing from the package" in " ".join(sentence[1].split()) else None


def tracked() -> Iterator[tuple[str, str]]:
    """Every text file that is or will be committed, with its text."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    for path in filter(None, listed.split("\0")):
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue


def test_the_printing_works_know_nothing_of_the_subject() -> None:
    press = {name: imported(path) for name, path in MODULES.items() if name.partition(".")[0] == "press"}
    assert {name: uses for name, uses in press.items() if any(use.startswith("review") for use in uses)} == {}


@pytest.mark.parametrize("name", [name for name, path in MODULES.items() if promised(path) is not None])
def test_a_module_imports_what_its_docstring_says(name: str) -> None:
    uses = {use for use in imported(MODULES[name]) if use != "press"}
    assert uses == promised(MODULES[name])


def test_no_module_imports_itself_in_a_circle() -> None:
    uses = {name: imported(path) - {name} for name, path in MODULES.items()}
    done: set[str] = set()
    while ready := {name for name in uses if name not in done and uses[name] <= done}:
        done |= ready
    assert sorted(set(uses) - done) == []


@pytest.mark.parametrize("path", SOURCES, ids=MODULES)
def test_the_code_neither_asserts_nor_prints_nor_puts_off(path: Path) -> None:
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"line {node.lineno}"
    assert not re.search(r"\b(?:TODO|FIXME|XXX|HACK)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=MODULES)
def test_everything_public_is_explained(path: Path) -> None:
    def bare(nodes: list[ast.stmt], within: str) -> Iterator[str]:
        for node in nodes:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield within + node.name
            if isinstance(node, ast.ClassDef):
                yield from bare(node.body, f"{node.name}.")

    assert ast.get_docstring(tree(path))
    assert list(bare(tree(path).body, "")) == []


@pytest.mark.parametrize("suffix", [".py", ".lua"])
def test_no_module_is_long(suffix: str) -> None:
    own = [(path, text) for path, text in tracked() if path.endswith(suffix)]
    lines = {path: text.count("\n") for path, text in own}
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_no_file_names_a_package_registry() -> None:
    assert [(path, host) for path, text in tracked() for host in _HOSTS if host in text] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert [(path, found) for path, text in tracked() for found in _MACHINE.findall(text)] == []
