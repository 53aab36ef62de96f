"""Read a chapter line by line: what it defines, what it refers to, what the dialect refuses.

Imports :mod:`press.dialect_faults`, :mod:`press.elements`, :mod:`press.errors`,
:mod:`press.frontmatter`, :mod:`press.includes` and :mod:`press.masking`. The dialect is
what both ways of rendering print alike; everything else is a fault with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from press.dialect_faults import call_faults, div_faults, heading_faults, note_faults, text_faults
from press.elements import Div, Heading, Named, Shortcode, parse_attributes
from press.errors import Fault
from press.frontmatter import FrontMatter, read_front_matter
from press.includes import Expanded, broken_calls
from press.masking import Masked, blank, find_calls, mask_calls, mask_code

CROSSING = ("fig-", "sec-", "tbl-")
"""How the ids begin that a cross reference can name."""

_BRACED = r"\{(?:[^{}\"]|\"[^\"]*\")*\}"
_HEADING = re.compile(rf"^(#{{1,6}})[ \t]+([^\n]*?)[ \t]*({_BRACED})?[ \t]*$", re.M)
_DIV = re.compile(rf"^[ \t]*:{{3,}}[ \t]*({_BRACED}|[^\s{{}}:]+)?[ \t]*:*[ \t]*$", re.M)
_BRACES = re.compile(rf"\{{(?=[ \t]*[#.\w-]){_BRACED[2:]}")
_SHOWN = re.compile(r"\b(?:fig-alt|title)=\"([^\"]*)\"")
_NESTED = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*"
_TARGET = r"\(\s*(<[^>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_IMAGE = re.compile(rf"!\[({_NESTED})\]{_TARGET}({_BRACED})?")
_LINK = re.compile(rf"\]{_TARGET}")
_DEFINED_LINK = re.compile(r"^[ ]{0,3}\[[^\]\[^@\n]+\]:[ \t]+(\S+)", re.M)
_CITED = r"@(?<![\w@/.]@)(?:\{([^}\s]+)\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
_CITATION = re.compile(_CITED)
_BRACKETED = re.compile(r"\[[^\[\]@]*@[^\[\]]*\]")
_LOCATOR = re.compile(_CITED + r"[^;\]]*")
_TRAILING = re.compile(_CITED + r"(?:\s\[[^\[\]@]*\])?")
_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)|\^\[")
_URL = re.compile(r"https?://[^\s<>)\]}]+")
_FOREIGN = re.compile(rf"\[{_NESTED}\](?=\{{[^{{}}]*\blang=)")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True)
class Outline:
    """What one chapter holds, in the order of its text, includes put in.

    ``id`` is the id of a level-1 heading, which only a chapter without a front-matter title
    has. ``notes`` are uses of footnotes, not their definitions; an inline note has the id
    ``^``. ``prose`` has the length and the line ends of the expanded text, with everything
    blanked that is not words for the reader.
    """

    path: str
    title: str
    abstract: str
    id: str
    unnumbered: bool
    headings: tuple[Heading, ...]
    ids: tuple[Named, ...]
    divs: tuple[Div, ...]
    shortcodes: tuple[Shortcode, ...]
    citations: tuple[Named, ...]
    references: tuple[Named, ...]
    notes: tuple[Named, ...]
    images: tuple[Named, ...]
    links: tuple[Named, ...]
    faults: tuple[Fault, ...]
    prose: str = field(repr=False)

    @property
    def floats(self) -> tuple[Named, ...]:
        """Ids of figures and tables, in order."""
        return tuple(item for item in self.ids if item.id.startswith(("fig-", "tbl-")))

    @property
    def callouts(self) -> tuple[Named, ...]:
        """The kinds of callouts, in order."""
        return tuple(Named(div.callout, div.place) for div in self.divs if div.callout)


def outline(expanded: Expanded) -> Outline:
    """Read an expanded chapter. Never raises: what is wrong stands in ``faults``."""
    return _Reading(expanded).outline()


class _Reading:
    """One chapter while it is read: its text without code, and then without shortcodes too."""

    def __init__(self, expanded: Expanded) -> None:
        self.expanded = expanded
        self.raw = expanded.text
        self.code: Masked = mask_code(expanded.text)
        self.front: FrontMatter = read_front_matter(expanded)
        self.calls = find_calls(self.code.text)
        self.masked = mask_calls(self.code.text, self.calls)
        self.body = blank(self.masked[: self.front.end]) + self.masked[self.front.end :]

    def outline(self) -> Outline:
        headings, divs, shortcodes = tuple(self.headings()), tuple(self.divs()), tuple(self.shortcodes())
        images = list(_IMAGE.finditer(self.body))
        cited = [self.named(_meant(m[1] or m[2]), m.start()) for m in _CITATION.finditer(self.body)]
        notes = [(self.named(m[1] or "^", m.start()), self.defines(m)) for m in _NOTE.finditer(self.body)]
        first = next((heading for heading in headings if heading.level == 1), None)
        return Outline(
            path=self.expanded.path,
            title=self.front.title or (first.text if first else ""),
            abstract=self.front.abstract,
            id=first.id if first else "",
            unnumbered=bool(first and first.unnumbered),
            headings=headings,
            ids=tuple(self.ids()),
            divs=divs,
            shortcodes=shortcodes,
            citations=tuple(item for item in cited if not item.id.startswith(CROSSING)),
            references=tuple(item for item in cited if item.id.startswith(CROSSING)),
            notes=tuple(note for note, defines in notes if not defines),
            images=tuple(self.named(self.target(m, 2), m.start()) for m in images),
            links=tuple(self.links({m.start(2) for m in images})),
            faults=tuple(dict.fromkeys(self.faults(headings, divs, shortcodes, images, notes))),
            prose=self.prose(),
        )

    def faults(
        self,
        headings: tuple[Heading, ...],
        divs: tuple[Div, ...],
        shortcodes: tuple[Shortcode, ...],
        images: list[re.Match[str]],
        notes: list[tuple[Named, bool]],
    ) -> Iterator[Fault]:
        yield from self.front.faults
        yield from broken_calls(self.code.text, self.calls, self.expanded.origin)
        yield from heading_faults(headings, divs, self.front)
        yield from note_faults(notes)
        yield from self.alt_faults(images)
        yield from call_faults(shortcodes)
        yield from div_faults(divs)
        yield from text_faults(self.expanded, self.code, self.body)

    def named(self, name: str, offset: int) -> Named:
        return Named(name, self.expanded.place(offset))

    def headings(self) -> Iterator[Heading]:
        for match in _HEADING.finditer(self.body):
            attributes = parse_attributes(match[3] or "")
            text = self.raw[match.start(2) : match.end(2)]
            place, at = self.expanded.place(match.start()), self.expanded.line(match.start())
            yield Heading(len(match[1]), attributes.id, text, "unnumbered" in attributes.classes, place, at)

    def divs(self) -> Iterator[Div]:
        found: list[Div] = []
        opened: list[int] = []
        for match in _DIV.finditer(self.body) if ":::" in self.body else ():
            place, at = self.expanded.place(match.start()), self.expanded.line(match.start())
            if match[1]:
                opened.append(len(found))
                text = self.raw[match.start(1) : match.end(1)]
                found.append(Div(parse_attributes(text if text.startswith("{") else f".{text}"), place, at, 0))
            elif opened:
                div = found[opened[-1]]
                found[opened.pop()] = Div(div.attributes, div.place, div.at, at)
            else:
                found.append(Div(parse_attributes(""), place, 0, at))
        yield from found

    def shortcodes(self) -> Iterator[Shortcode]:
        for call in self.calls:
            yield Shortcode(*_parse_call(call.body), self.expanded.place(call.start))

    def ids(self) -> Iterator[Named]:
        for match in _BRACES.finditer(self.body):
            if "#" in match[0] and (found := parse_attributes(match[0]).id):
                yield self.named(found, match.start() + match[0].index("#"))

    def links(self, pictures: set[int]) -> Iterator[Named]:
        matches = [m for m in _LINK.finditer(self.body) if m.start(1) not in pictures]
        for match in [*matches, *_DEFINED_LINK.finditer(self.body)]:
            yield self.named(self.target(match, 1), match.start(1))

    def target(self, match: re.Match[str], group: int) -> str:
        return _ESCAPED.sub(r"\1", self.raw[match.start(group) : match.end(group)].strip("<>"))

    def defines(self, note: re.Match[str]) -> bool:
        return note[2] == ":" and not self.body[self.body.rfind("\n", 0, note.start()) + 1 : note.start()].strip()

    def alt_faults(self, images: list[re.Match[str]]) -> Iterator[Fault]:
        for match in images:
            attributes = parse_attributes(self.raw[match.start(3) : match.end(3)] if match[3] else "")
            if not attributes.get("fig-alt").strip() and (attributes.id or not match[1].strip()):
                place = self.expanded.place(match.start())
                yield Fault(place.file, place.line, "the picture has no alt text", 'Add {fig-alt="..."}.')

    def prose(self) -> str:
        parts = ((self.masked[start:end], seen) for start, end, seen in self.front.parts)
        shown = (part if seen else blank(part) for part, seen in parts)
        text = "".join(shown) + self.body[self.front.end :]
        if "lang=" in text:
            text = _FOREIGN.sub(_blanked, text)
        text = _BRACES.sub(_attributes_in_prose, _LINK.sub(_blanked, text))
        if "@" in text:
            text = _BRACKETED.sub(lambda group: _LOCATOR.sub(_blanked, group[0]), text)
            text = _TRAILING.sub(_blanked, text)
        if "^" in text:
            text = _NOTE.sub(_blanked, text)
        return _URL.sub(_blanked, _DEFINED_LINK.sub(_blanked, text))


@cache
def _parse_call(body: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    name, *words = body.split() or [""]
    pairs = (word.partition("=") for word in words if "=" in word)
    args = tuple(word.strip("\"'") for word in words if "=" not in word)
    return name, args, tuple((key, value.strip("\"'")) for key, _, value in pairs)


def _blanked(match: re.Match[str]) -> str:
    return blank(match[0])


def _attributes_in_prose(match: re.Match[str]) -> str:
    """Blank attributes but for the texts in them that a reader meets."""
    text = match[0]
    kept = [shown.span(1) for shown in _SHOWN.finditer(text)]
    edges = [0, *(edge for span in kept for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(piece if number % 2 else blank(piece) for number, piece in enumerate(pieces))


def _meant(name: str) -> str:
    """The id that a reference means: ``@Fig-x`` begins a sentence and means ``fig-x``, as in Quarto."""
    lowered = name[:1].lower() + name[1:]
    return lowered if lowered.startswith(CROSSING) else name
