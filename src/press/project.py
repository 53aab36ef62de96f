"""Read the project's settings: the editions, their chapters and their languages.

Imports :mod:`press.errors` and :mod:`press.yaml_text`. The settings are Quarto's own files: ``_quarto.yml``
holds what the editions share, ``_quarto-<profile>.yml`` what is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from press.errors import ConfigError, Fault
from press.yaml_text import load_yaml

SHARED = "_quarto.yml"


@dataclass(frozen=True)
class Chapter:
    """One source file of an edition, with its place in the book."""

    path: PurePosixPath
    part: str | None = None

    @property
    def page(self) -> PurePosixPath:
        """The HTML page, relative to the edition's output folder."""
        return self.path.with_suffix(".html")

    @property
    def rel(self) -> str:
        """The way from the page's folder to the output root: ``.``, ``..``, ``../..``."""
        depth = len(self.path.parts) - 1
        return "/".join([".."] * depth) or "."


@dataclass(frozen=True)
class Edition:
    """One language of the book: its profile, its metadata and its chapters in order."""

    profile: str
    lang: str
    suffix: str
    output_dir: PurePosixPath
    chapters: tuple[Chapter, ...]
    meta: Mapping[str, Any]

    @property
    def short(self) -> str:
        """The short language code that file names and published texts use."""
        return self.profile

    @property
    def settings(self) -> str:
        """The profile's own settings file."""
        return f"_quarto-{self.profile}.yml"

    def book(self, key: str, default: str = "") -> str:
        """A text of the ``book:`` block, such as its title."""
        return str(self.meta.get("book", {}).get(key, default))

    def sibling(self, chapter: Chapter, other: Edition) -> PurePosixPath:
        """The path that the same chapter has in another edition."""
        return PurePosixPath(stem(chapter.path, self.suffix) + other.suffix + ".qmd")


@dataclass(frozen=True)
class Project:
    """The project as its settings describe it. ``root`` is the only absolute path."""

    root: Path
    meta: Mapping[str, Any]
    editions: tuple[Edition, ...]

    def edition(self, profile: str) -> Edition:
        """The edition of a profile; raises :class:`ConfigError` for one there is not."""
        for edition in self.editions:
            if edition.profile == profile:
                return edition
        known = ", ".join(e.profile for e in self.editions)
        raise ConfigError(Fault(SHARED, 0, f"there is no edition '{profile}'", f"Choose one of: {known}."))


def load_project(root: Path) -> Project:
    """Read ``_quarto.yml`` and the profiles it lists; raise :class:`ConfigError`."""
    shared = _read_yaml(root, SHARED)
    if "chapters" in shared.get("book", {}):
        raise ConfigError(
            Fault(
                SHARED,
                0,
                "'book: chapters:' stands in the shared settings",
                "Quarto would join the two lists: keep chapters in the profiles only.",
            )
        )
    return Project(root, shared, tuple(_edition(root, shared, name) for name in _profiles(shared)))


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``_quarto.yml``."""
    for folder in (start, *start.parents):
        if (folder / SHARED).is_file():
            return folder
    raise ConfigError(
        Fault("", 0, f"no {SHARED} here or in any folder above", "Change to the project's folder and try again.")
    )


def stem(path: PurePosixPath, suffix: str) -> str:
    """A chapter's path without its language suffix and extension."""
    return str(path).removesuffix(".qmd").removesuffix(suffix)


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one mapping of settings over another, mappings within mappings included."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _profiles(shared: Mapping[str, Any]) -> list[str]:
    groups = shared.get("profile", {}).get("group") if isinstance(shared.get("profile"), Mapping) else None
    names = groups[0] if groups and isinstance(groups[0], list) else groups
    if not names:
        raise ConfigError(
            Fault(SHARED, 0, "'profile: group:' names no editions", "Write, for example, 'group: [[en, nb]]'.")
        )
    return [str(name) for name in names]


def _edition(root: Path, shared: Mapping[str, Any], profile: str) -> Edition:
    name = f"_quarto-{profile}.yml"
    own = _read_yaml(root, name)
    meta = merge(shared, own)
    lang = _text(own, name, "lang")
    book = _mapping(own, name, "book")
    output = _text(_mapping(own, name, "project"), name, "output-dir")
    chapters = tuple(_chapters(book.get("chapters"), name))
    home = chapters[0].path
    if not home.name.startswith("index."):
        raise ConfigError(
            Fault(name, 0, f"the first chapter is '{home}'", "A book begins with its home page, index.qmd.")
        )
    suffix = home.name.removeprefix("index").removesuffix(".qmd")
    return Edition(profile, lang, suffix, PurePosixPath(output), chapters, meta)


def _chapters(items: object, name: str) -> Iterator[Chapter]:
    if not isinstance(items, list) or not items:
        raise ConfigError(Fault(name, 0, "'book: chapters:' lists no chapters", "List the .qmd files of this edition."))
    for item in items:
        if isinstance(item, str):
            yield Chapter(PurePosixPath(item))
        elif isinstance(item, Mapping) and isinstance(item.get("chapters"), list) and "part" in item:
            for path in item["chapters"]:
                yield Chapter(PurePosixPath(str(path)), str(item["part"]))
        else:
            raise ConfigError(
                Fault(
                    name,
                    0,
                    f"a chapter entry is neither a file nor a part: {item!r}",
                    "Write '- file.qmd', or '- part: Title' with 'chapters:' beneath it.",
                )
            )


def _read_yaml(root: Path, name: str) -> dict[str, Any]:
    try:
        loaded = load_yaml((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(Fault(name, 0, "the file is missing", "Each edition needs its settings file.")) from None
    except UnicodeDecodeError as error:
        raise ConfigError(Fault(name, 0, f"not UTF-8 at byte {error.start}", "Save the file as UTF-8.")) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ConfigError(
            Fault(name, line, f"not valid YAML: {error.problem}", "Mind indentation and quotes.")
        ) from None
    if not isinstance(loaded, dict):
        raise ConfigError(Fault(name, 0, "holds no settings", "It must be a mapping of keys to values."))
    return loaded


def _mapping(settings: Mapping[str, Any], name: str, key: str) -> Mapping[str, Any]:
    value = settings.get(key)
    if not isinstance(value, Mapping):
        raise ConfigError(Fault(name, 0, f"'{key}:' is missing or not a block of settings", f"Add a block '{key}:'."))
    return value


def _text(settings: Mapping[str, Any], name: str, key: str) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value:
        raise ConfigError(Fault(name, 0, f"'{key}:' is missing or not a text", f"Set '{key}:' in this file."))
    return value
