"""List the figures and tables of an edition, as its home page shows them.

Imports :mod:`press.book` and :mod:`press.chapters`. A list has what the PDF has after its contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from press.book import Book, Page
from press.chapters import WebChapter

KINDS: Mapping[str, str] = {"fig-": "figures", "tbl-": "tables"}
"""How the ids of a kind begin, and the setting below ``words:`` that names its list."""

_CAPTION = re.compile(r'id="((?:fig|tbl)-[a-z0-9-]+)"[^>]*>.*?<(figcaption|caption)\b[^>]*>(.*?)</\2>', re.S)
_REST = '<span class="caption-rest">'
_LABEL = re.compile(r'<span class="caption-label">.*?</span>', re.S)


def lists_of_floats(book: Book, rendered: Mapping[str, WebChapter], rel: str) -> list[dict[str, Any]]:
    """Return a list for each kind that there is: ``id``, ``title`` and ``entries``.

    An entry has number, link, and the first sentence of the caption, which the extension sets apart from the rest.
    ``rel`` is the way from the page that shows the lists to the root of the edition.
    """
    found = [entry for page in book.pages for entry in _floats(book, page, rendered[page.path], rel)]
    lists = []
    for start, word in KINDS.items():
        entries = [entry for name, entry in found if name.startswith(start)]
        if entries:
            title = str(book.edition.meta["words"][word])
            lists.append({"id": f"list-of-{word}", "title": title, "number": "", "children": [], "entries": entries})
    return lists


def _floats(book: Book, page: Page, done: WebChapter, rel: str) -> Iterator[tuple[str, dict[str, str]]]:
    if not page.outline.floats:
        return
    captions = {match[1]: _LABEL.sub("", match[3]) for match in _CAPTION.finditer(done.html)}
    for item in page.outline.floats:
        target = book.targets[item.id]
        caption = captions.get(item.id, "").partition(_REST)[0]
        yield item.id, {
            "number": target.number,
            "caption": Markup(caption).striptags(),  # noqa: S704 - from pandoc, and only its text is kept
            "href": f"{rel}/{target.href}",
        }
