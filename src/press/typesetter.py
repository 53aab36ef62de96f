"""Have Typst set documents as PDF/UA-1 and PDF/A-3a at once, and set them again quickly.

Imports :mod:`press.errors`, :mod:`press.external` and :mod:`press.output`. Documents that include the same files
share what Typst makes of them, within a process. A process that sets a document a second
time, as the preview does, sets anew only what has changed: the compiler of each document stays
at hand, and its source is files below ``.press``, since Typst follows changes in files only.
What is set once is set in a process of its own, ``python -m press.typesetter``: its memory goes
with it, and editions set side by side do not hinder each other.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO, Any

from press.errors import Fault, ToolError
from press.external import environment
from press.output import STATE, replace_file

STANDARDS = ("ua-1", "a-3a")
_FOLDER = f"{STATE}/typst"
_compilers: dict[str, tuple[object, Any]] = {}
_one_at_a_time: dict[str, Lock] = {}


@dataclass(frozen=True)
class Source:
    """A document in Typst, and the text of the files that it includes, by their paths below the root."""

    text: str
    included: Mapping[str, str] = field(default_factory=dict)


def included_path(name: str) -> str:
    """The path below the root, with a slash before it, of a file that documents include, such as ``en/part.qmd``."""
    return f"/{_FOLDER}/{name}.typ"


def set_pdf(root: Path, fonts: Path, source: Source, about: str) -> bytes:
    """Return the PDF of a Typst document; whatever breaks one of the standards is an error.

    Paths in ``source`` are relative to ``root``; ``fonts`` is the only folder of fonts. ``about``
    names the document, and must be the same when it is set again. Raises :class:`ToolError` with
    Typst's own words; a warning counts as an error.
    """
    with _one_at_a_time.setdefault(f"{root} {about}", Lock()):
        return _compiled(_compiler(root, fonts, about), _written(root, source, about), about)


def set_apart(root: Path, fonts: Path, sources: Mapping[str, Source]) -> Iterator[tuple[str, bytes]]:
    """The same in a process of its own, for documents that are not set again: each by name, as soon as it is set."""
    paths = {about: str(_written(root, source, about)) for about, source in sources.items()}
    command = [sys.executable, "-m", "press.typesetter", str(root), str(fonts)]
    with tempfile.TemporaryFile() as said, subprocess.Popen(
        command, cwd=root, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
    ) as process:
        to, back = process.stdin, process.stdout
        if not to or not back:
            raise ValueError("the process has no pipes")
        try:
            with suppress(BrokenPipeError), to:
                to.write(json.dumps(paths).encode())
            for about in paths:
                pdf = _answer(back)
                if pdf is None:
                    raise ToolError(_died(process.wait(), said, about))
                yield about, pdf
        finally:
            # Whoever wants no more of it does not wait for the rest either.
            process.kill()


def main() -> None:
    """Set the documents that standard input names, and answer each with its size and its PDF, or with faults."""
    root, fonts = (Path(argument) for argument in sys.argv[1:])
    compiler = _new_compiler(root, fonts)
    for about, path in json.load(sys.stdin).items():
        answer: dict[str, Any] = {}
        pdf = b""
        try:
            pdf = _compiled(compiler, Path(path), about)
        except ToolError as error:
            answer["faults"] = [asdict(fault) for fault in error.faults]
        answer["size"] = len(pdf)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)
        sys.stdout.flush()


def _answer(back: IO[bytes]) -> bytes | None:
    """The next PDF; None where the process ended before it was whole."""
    head = back.readline()
    if not head.endswith(b"\n"):
        return None
    answer = json.loads(head)
    if "faults" in answer:
        raise ToolError(Fault(**fault) for fault in answer["faults"])
    pdf = back.read(answer["size"])
    return pdf if len(pdf) == answer["size"] else None


def _died(status: int, said: IO[bytes], about: str) -> list[Fault]:
    said.seek(0)
    words = said.read().decode("utf-8", "replace").strip()[-500:] or "it said nothing"
    message = f"Typst ended with status {status}: {words}"
    return [Fault(about, 0, message, "Look whether memory is short, then run the command again.")]


def _compiled(compiler: Any, path: Path, about: str) -> bytes:
    import typst

    try:
        pdf, warnings = compiler.compile_with_warnings(str(path), format="pdf", pdf_standards=list(STANDARDS))
    except (typst.TypstError, RuntimeError) as error:
        message = f"Typst refuses the document: {_said(error)}"
        raise ToolError(Fault(about, 0, message, _remedy(str(error)))) from None
    if warnings:
        raise ToolError(
            Fault(about, 0, f"Typst warns: {_said(warning)}", "A warning is an error here.") for warning in warnings
        )
    return bytes(pdf)


def _compiler(root: Path, fonts: Path, about: str) -> Any:
    """The compiler of a document, made anew when a font has changed."""
    name = f"{root} {about}"
    state = sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in fonts.iterdir())
    held, compiler = _compilers.get(name, (None, None))
    if held != state:
        compiler = _new_compiler(root, fonts)
        _compilers[name] = (state, compiler)
    return compiler


def _new_compiler(root: Path, fonts: Path) -> Any:
    import typst

    return typst.Compiler(root=str(root), font_paths=[str(fonts)], ignore_system_fonts=True)


def _written(root: Path, source: Source, about: str) -> Path:
    path = root / _FOLDER / Path(about).with_suffix(".typ")
    for name, text in {**source.included, f"/{path.relative_to(root).as_posix()}": source.text}.items():
        _write(root, name.lstrip("/"), text.encode())
    return path


def _write(root: Path, name: str, content: bytes) -> None:
    """Write a file if it is another now; who reads it meanwhile, for another document, reads all of it."""
    path = root / name
    try:
        with suppress(FileNotFoundError):
            if path.read_bytes() == content:
                return
        replace_file(path, content)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise ToolError(Fault(name, 0, what, "Make room, or mend the rights of the folder.")) from None


def _said(problem: object) -> str:
    hints: Iterable[str] = getattr(problem, "hints", None) or ()
    trace: Iterable[str] = getattr(problem, "trace", None) or ()
    return "\n    ".join([str(getattr(problem, "message", None) or problem), *hints, *list(trace)[:2]])


def _remedy(message: str) -> str:
    if "PDF/UA" in message or "PDF/A" in message:
        return "The PDF must be accessible and archivable: give what the message names (a title, an alt text, a date)."
    return "Look for the text it names in the chapters; the template stands in _extensions."


if __name__ == "__main__":
    main()
