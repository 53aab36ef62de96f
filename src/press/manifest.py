"""The manifest of a build: the SHA-256 of every input and every output.

Imports :mod:`press.digests` and :mod:`press.errors`. The same manifest serves three ends: it tells whether
anything changed since the last render, it lets a reader check the files that were
received, and it lets a reviewer check that they were built from this tree.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from press.digests import file_digest
from press.errors import Fault

NAME = "manifest.json"
_FOLDERS = ("_extensions", "annexes", "bib", "data", "figures", "notebooks", "src")
_SKIPPED = ("__pycache__", ".ipynb_checkpoints", "*.egg-info")


@dataclass(frozen=True)
class Manifest:
    """Paths (relative to the project, and to the output folder) to SHA-256 digests."""

    inputs: Mapping[str, str]
    outputs: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """The manifest as it is written: sorted, indented JSON."""
        content = {"inputs": dict(self.inputs), "outputs": dict(self.outputs)}
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of the last render, or None where there is none that can be read."""
    try:
        content = json.loads((out / NAME).read_bytes())
        return Manifest(content["inputs"], content["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def input_digests(root: Path, chapters: Iterable[str], known: Mapping[str, str] = {}) -> dict[str, str]:
    """Digest every file that can reach the output: settings, chapters, data, code, fonts.

    A path in ``known`` keeps the digest that it has there.
    """
    there = {path for folder in _FOLDERS for path in _files_below(root, folder, _SKIPPED)}
    others = {p.name for p in root.glob("_quarto*.yml")} | {"requirements.lock"} | set(chapters)
    there |= {path for path in others - there if (root / path).is_file()}
    return {path: known.get(path) or file_digest(f"{root}/{path}") for path in sorted(there)}


def output_digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Digest outputs that are still in memory."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}


def is_current(out: Path, inputs: Mapping[str, str]) -> bool:
    """Whether the last render was made from these inputs and still lies there whole."""
    manifest = read_manifest(out)
    return manifest is not None and manifest.inputs == inputs and not list(_output_faults(out, manifest))


def verify(out: Path, inputs: Mapping[str, str]) -> list[Fault]:
    """Every difference between the manifest and the files, outputs first."""
    manifest = read_manifest(out)
    if manifest is None:
        return [Fault(f"{out.name}/{NAME}", 0, "is missing or cannot be read", "Run 'press render' first.")]
    return [*_output_faults(out, manifest), *_input_faults(manifest.inputs, inputs)]


def _files_below(root: Path, folder: str, skipped: Collection[str] = ()) -> Iterator[str]:
    """The files of a folder, relative to the root: as text, since there are a thousand and every render asks twice."""
    for here, folders, files in os.walk(f"{root}/{folder}"):
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in skipped)]
        below = here[len(str(root)) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" for name in files)


def _output_faults(out: Path, manifest: Manifest) -> Iterator[Fault]:
    there = {path.removeprefix(f"{out.name}/") for path in _files_below(out.parent, out.name)} - {NAME}
    for path in sorted(there | set(manifest.outputs)):
        name = f"{out.name}/{path}"
        if path not in manifest.outputs:
            yield Fault(name, 0, "is not in the manifest", "Remove it, or render again.")
        elif path not in there:
            yield Fault(name, 0, "is missing", "Render again.")
        elif file_digest(out / path) != manifest.outputs[path]:
            yield Fault(name, 0, "is not what the manifest says", "It was changed after the render: render again.")


def _input_faults(recorded: Mapping[str, str], inputs: Mapping[str, str]) -> Iterator[Fault]:
    for path in sorted({*recorded, *inputs}):
        if recorded.get(path) != inputs.get(path):
            how = "is new" if path not in recorded else "is gone" if path not in inputs else "has changed"
            yield Fault(path, 0, f"{how} since the last render", "Run 'press render'.")
