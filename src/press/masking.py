"""Blank out what a reader of Markdown must not see as text: code, escapes, shortcodes.

Imports nothing from the package. Every function keeps the length of the text and its
line ends, so that an offset means the same place before and after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

CODE = "\ue001"
"""Stands for each character of inline code or of a backslash escape."""
SHORTCODE = "\ue000"
"""Stands for each character of a shortcode."""

_FENCE = re.compile(r"^[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$", re.M)
_INLINE = re.compile(
    r"(?P<escape>\\[^\n])"
    r"|(?<!`)(?P<ticks>`++)(?P<body>(?:[^`\n]++|\n(?![ \t]*(?:\n|\Z))|(?!(?P=ticks)(?!`))`++)*+)(?P=ticks)(?!`)"
)
_SHORTCODE = re.compile(r"\{\{<(?<!\{\{\{<)[ \t\n]*([^>{}\n]*+(?:\n(?![ \t]*\n)[^>{}\n]*+)*+)>\}\}(?!\})")
_CALL = re.compile(r"\{\{<(?<!\{\{\{<)")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Fence:
    """A fenced block of code: where it opens, what its info string says, whether it closes."""

    start: int
    info: str
    closed: bool


@dataclass(frozen=True)
class Span:
    """Inline code: where it starts and what stands between its backticks."""

    start: int
    body: str


@dataclass(frozen=True)
class Masked:
    """A text without its code: ``text`` has the length of the original.

    ``commands`` are offsets of backslashes before a letter outside code, ``calls`` those of
    shortcodes within code.
    """

    text: str
    fences: tuple[Fence, ...]
    spans: tuple[Span, ...]
    commands: tuple[int, ...]
    calls: tuple[int, ...]


class Call(NamedTuple):
    """One shortcode as written: its offsets and the words between its brackets."""

    start: int
    end: int
    body: str


def mask_code(text: str) -> Masked:
    """Replace fenced code by blanks, inline code and backslash escapes by :data:`CODE`."""
    fences: list[Fence] = []
    spans: list[Span] = []
    commands: list[int] = []
    calls: list[int] = []

    def hide(match: re.Match[str]) -> str:
        if escape := match["escape"]:
            if escape[1].isalpha() and escape[1].isascii():
                commands.append(match.start())
            return CODE * 2 if escape != "\\ " else "  "
        spans.append(Span(match.start(), match["body"].strip()))
        calls.extend(_calls_within(match[0], match.start()))
        return blank(match[0], CODE)

    masked = _mask_fences(text, fences, calls) if "```" in text or "~~~" in text else text
    if "`" in masked or "\\" in masked:
        masked = _INLINE.sub(hide, masked)
    return Masked(masked, tuple(fences), tuple(spans), tuple(commands), tuple(calls))


def find_calls(masked: str) -> list[Call]:
    """Every well-formed shortcode of a text whose code is masked, in order."""
    return [Call(m.start(), m.end(), m[1].strip()) for m in _SHORTCODE.finditer(masked)]


def mask_calls(masked: str, calls: Sequence[Call]) -> str:
    """Replace shortcodes, as :func:`find_calls` found them, by :data:`SHORTCODE`."""
    pieces: list[str] = []
    done = 0
    for start, end, _ in calls:
        pieces += [masked[done:start], blank(masked[start:end], SHORTCODE)]
        done = end
    return "".join([*pieces, masked[done:]])


def blank(text: str, filler: str = " ") -> str:
    """A text of the same length and the same line ends, made of ``filler``."""
    if "\n" not in text:
        return filler * len(text)
    return _LINE.sub(lambda line: filler * len(line[0]), text)


def _mask_fences(text: str, fences: list[Fence], calls: list[int]) -> str:
    pieces: list[str] = []
    done = 0
    while opening := _FENCE.search(text, done):
        mark, info = opening["mark"], opening["info"].strip()
        closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.M).search(text, opening.end())
        fences.append(Fence(opening.start("mark"), info, closing is not None))
        # The text below an unclosed fence is still read, for the sake of its other faults.
        end = closing.end() if closing else opening.end()
        if 'shortcodes="false"' not in info:
            calls.extend(_calls_within(text[opening.start() : end], opening.start()))
        pieces += [text[done : opening.start()], blank(text[opening.start() : end])]
        done = end
    return "".join([*pieces, text[done:]])


def _calls_within(code: str, start: int) -> list[int]:
    return [start + match.start() for match in _CALL.finditer(code)] if "{{<" in code else []
