"""Run an external program; its error holds the program, the status and what it said.

Imports only :mod:`press.errors`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from press.errors import Fault, ToolError


def run(
    command: Sequence[str], *, stdin: bytes, cwd: Path, about: str, remedy: str = "", settings: Mapping[str, str] = {}
) -> bytes:
    """Return what the program prints on standard output.

    ``about`` names the source file in the message, ``remedy`` what to do about it; ``settings``
    are further variables of its environment. Raises :class:`ToolError` when the
    program is missing or ends with another status than 0.
    """
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command, input=stdin, cwd=cwd, env=environment(settings), capture_output=True, check=False
        )
    except FileNotFoundError:
        raise ToolError(
            Fault(about, 0, f"the program '{name}' is missing", "Run 'make setup' to install it.")
        ) from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        raise ToolError(Fault(about, 0, f"{name} ended with status {done.returncode}: {_first_error(said)}", remedy))
    if said:
        raise ToolError(Fault(about, 0, f"{name} warns: {said}", "A warning is an error here: mend what it names."))
    return done.stdout


def environment(settings: Mapping[str, str] = {}) -> dict[str, str]:
    """The environment of a program that must not see where and when it runs."""
    return {**os.environ, "LANG": "C.UTF-8", **settings, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _first_error(said: str) -> str:
    lines = said.splitlines()
    for number, line in enumerate(lines):
        if "rror" in line:
            return "\n".join(lines[number : number + 12])
    return "\n".join(lines[-12:]) or "it said nothing"
