"""Have Typst set a document as PDF/UA-1 and PDF/A-3a at once, and set it again quickly.

Imports :mod:`press.errors`, :mod:`press.external` and :mod:`press.output`. A process that sets a document a second
time, as the preview does, sets anew only what has changed: the compiler of each document stays
at hand, and its source is a file below ``.press``, since Typst follows changes in files only.
What is set once is set in a process of its own, ``python -m press.typesetter``: its memory goes
with it, and documents set side by side do not hinder each other.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from press.errors import Fault, ToolError
from press.external import environment
from press.output import STATE

STANDARDS = ("ua-1", "a-3a")
_REFUSED = 3
_compilers: dict[str, tuple[object, Any]] = {}
_one_at_a_time: dict[str, Lock] = {}


def set_pdf(root: Path, fonts: Path, source: str, about: str) -> bytes:
    """Return the PDF of a Typst document; whatever breaks one of the standards is an error.

    Paths in ``source`` are relative to ``root``; ``fonts`` is the only folder of fonts. ``about``
    names the document, and must be the same when it is set again. Raises :class:`ToolError` with
    Typst's own words; a warning counts as an error.
    """
    with _one_at_a_time.setdefault(f"{root} {about}", Lock()):
        return _compiled(_compiler(root, fonts, about), _written(root, source, about), about)


def set_apart(root: Path, fonts: Path, source: str, about: str) -> bytes:
    """The same in a process of its own, which is the way to set a document that is not set again."""
    path = _written(root, source, about)
    command = [sys.executable, "-m", "press.typesetter", str(root), str(fonts), str(path), about]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == _REFUSED:
        raise ToolError(Fault(**fault) for fault in json.loads(said))
    if done.returncode:
        message = f"Typst ended with status {done.returncode}: {said[-500:] or 'it said nothing'}"
        raise ToolError(Fault(about, 0, message, "Look whether memory is short, then run the command again."))
    return done.stdout


def main() -> None:
    """Set the document that the command line names; print the PDF, or what is wrong with it as JSON."""
    root, fonts, path, about = sys.argv[1:]
    try:
        pdf = _compiled(_new_compiler(Path(root), Path(fonts)), Path(path), about)
    except ToolError as error:
        sys.stderr.write(json.dumps([asdict(fault) for fault in error.faults]))
        sys.exit(_REFUSED)
    sys.stdout.buffer.write(pdf)


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


def _written(root: Path, source: str, about: str) -> Path:
    path = root / STATE / "typst" / Path(about).with_suffix(".typ")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8", newline="\n")
    except OSError as error:
        where, what = path.relative_to(root).as_posix(), f"cannot be written: {error.strerror}"
        raise ToolError(Fault(where, 0, what, "Make room, or mend the rights of the folder.")) from None
    return path


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
