"""Read the front matter of a chapter: a title, perhaps an abstract, nothing else.

Imports :mod:`press.errors`, :mod:`press.includes` and :mod:`press.yaml_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from press.errors import Fault, closest
from press.includes import Expanded, Place
from press.yaml_text import load_yaml

ALLOWED = ("title", "abstract")

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M | re.S)
_ENTRY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(?:[|>][-+]?[ \t]*(?=\n)|[\"'])?", re.M)


@dataclass(frozen=True)
class FrontMatter:
    """Title and abstract as Markdown; ``end`` is the offset of the text that follows.

    ``parts`` cover the front matter: offsets, and whether a reader sees what they hold.
    """

    title: str
    abstract: str
    end: int
    place: Place
    parts: tuple[tuple[int, int, bool], ...]
    faults: tuple[Fault, ...]


def read_front_matter(expanded: Expanded) -> FrontMatter:
    """Read the block at the top of a chapter. Never raises: see ``faults``."""
    text = expanded.text
    place = Place(expanded.path, 1)
    if not text.startswith("---"):
        return FrontMatter("", "", 0, place, (), ())
    block = _BLOCK.match(text)
    if not block:
        fault = Fault(place.file, 1, "the front matter does not close", "End it with a line '---'.")
        return FrontMatter("", "", 0, place, (), (fault,))
    entries = list(_ENTRY.finditer(text, 0, block.end(1)))
    values, faults = _load(block[1], place)
    faults += [
        Fault(
            place.file,
            expanded.line(entry.start()),
            f"'{entry[1]}:' has no place in the front matter",
            f"{closest(entry[1], ALLOWED)}Only 'title' and 'abstract' are allowed.",
        )
        for entry in entries
        if entry[1] not in ALLOWED
    ]
    faults += [
        Fault(place.file, 1, f"'{key}:' in the front matter is no text", "Put the text in quotes.")
        for key in ALLOWED
        if not isinstance(values.get(key), str | None)
    ]
    title, abstract = (str(values.get(key) or "").strip() for key in ALLOWED)
    return FrontMatter(title, abstract, block.end(), place, tuple(_parts(entries, block)), tuple(faults))


def _load(block: str, place: Place) -> tuple[dict[str, object], list[Fault]]:
    try:
        values = load_yaml(block)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        remedy = "Put a title that has a colon or a quote in it in quotes."
        return {}, [Fault(place.file, line, f"the front matter is not valid YAML: {error.problem}", remedy)]
    except yaml.YAMLError:
        return {}, [Fault(place.file, 1, "the front matter holds characters that YAML refuses", "Take them out.")]
    if values is None:
        return {}, []
    if not isinstance(values, dict):
        return {}, [Fault(place.file, 1, "the front matter holds no settings", "Write 'title: ...'.")]
    return values, []


def _parts(entries: list[re.Match[str]], block: re.Match[str]) -> Iterator[tuple[int, int, bool]]:
    done = 0
    for number, entry in enumerate(entries):
        end = entries[number + 1].start() if number + 1 < len(entries) else block.end(1)
        quote = block.string[entry.end() - 1]
        last = block.string.rfind(quote, entry.end(), end) if quote in "\"'" else -1
        stop = last if last > 0 else end
        yield from ((done, entry.end(), False), (entry.end(), stop, entry[1] in ALLOWED))
        done = stop
    yield (done, block.end(), False)
