"""Find numbers typed by hand: figures and number words that state a result.

Imports :mod:`press.check.number_words` and :mod:`press.masking`. Years, dates, ordinals,
list markers, names and codes are no numbers in this sense; when in doubt the text is left
alone, except for figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.check.number_words import NumberWords
from press.masking import SHORTCODE

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d(?:\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,]\d+)*)")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_MANY_DOTS = re.compile(r"\d+(?:\.\d+){2,}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CURRENCY = re.compile(r"(?:\b(?:NOK|USD|EUR|GBP|SEK|DKK|kr\.?)|US\$|[$€£])\s?$")
_UNIT = re.compile(
    r"\s?[%‰]|\s(?:per\s?cent|percent|percentage\s+points?|prosentpoeng|prosent|pst\.)|(?:m|mn|bn|k|kr|km|kg|mill|pct)\b"
    rf"|[ -](?:kroner|(?:NOK|USD|EUR)(?!\s*[\d{SHORTCODE}])|euros?|dollars?)\b",
    re.I,
)
_SCALE = re.compile(r"\s(?:hundred|thousand|million|billion|tusen|mill|mrd|milliard)", re.I)
_MONEY = r"(?:NOK|USD|EUR|kr|kroner|euros?|dollars?|norske)"
_LABEL_BEFORE = re.compile(rf"(?:\b(?:in|i|per|as|{_MONEY})|[(|,/])\s*$")
_LABEL_AFTER = re.compile(rf"\s+(?:of\s+)?{_MONEY}\b|\s*(?:[.,;:)|]|\n|\Z)")
_JOINT = re.compile(r"[\s-]|\s?[–/-]\s?|\s(?:and|og|or|eller|to|til|a|en|in|of|out\s+of|av)\s")
_ARTICLE = re.compile(r"\b(?:an?|one|en|et|ett|én)[ -]$", re.I)
_DASHES = frozenset({"–", "-", "—", "to", "til"})
_COMMAS = frozenset({",", "and", "or", "og", "eller", "&"})
_OPENERS = " \t*_«\"“‘'([\ue001"
_STARTS = ".!?:;|>#•\n"
_QUOTES = (("*", "*"), ("«", "»"), ('"', '"'), ("“", "”"), ("_", "_"))
_BULLET = re.compile(r"(?:\A|\n)[ \t>]*(?:[-*+]|\d+[.)])[ \t]+[*_«\"“‘'(\[]*$")
_PARAGRAPH = re.compile(r"\n[ \t]*\n$")
_NEAR = 40
_LEAD = 8
_SPAN = 160


@dataclass(frozen=True)
class Hit:
    """A number typed by hand: its offsets in the text and its words on one line."""

    start: int
    end: int
    text: str


def find_numbers(prose: str, words: NumberWords) -> list[Hit]:
    """Return the numbers of a text in order, joined where they form one expression.

    ``prose`` is :attr:`press.dialect.Outline.prose`, or any plain text.
    """
    return _Finder(prose, words).hits()


class _Finder:
    """One text and its language, while the numbers in it are told from names and dates."""

    def __init__(self, prose: str, words: NumberWords) -> None:
        self.text = prose
        self.words = words
        self.spans = sorted([*(m.span() for m in _FIGURE.finditer(prose)), *_spans(prose, words)])

    def hits(self) -> list[Hit]:
        kept: list[tuple[int, int]] = []
        kind, last = "", 0
        for start, end in self.spans:
            gap = self.text[last:start].strip() if kind else ""
            kind = self.chained(kind, gap, start, end) or self.excuse(start, end)
            last = end
            if kind:
                continue
            if kept and _JOINT.fullmatch(self.text[kept[-1][1] : start]):
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
        return [self.hit(start, end) for start, end in kept]

    def hit(self, start: int, end: int) -> Hit:
        """Take in the currency or article before and the unit behind."""
        leading = _CURRENCY if self.text[start].isdigit() else _ARTICLE
        if found := leading.search(self.text, max(0, start - _LEAD), start):
            start = found.start()
        if unit := _UNIT.match(self.text, end):
            end = unit.end()
        return Hit(start, end, " ".join(self.text[start:end].split()))

    def chained(self, kind: str, gap: str, start: int, end: int) -> str:
        """Whether the number carries on a name, year or date before it: ``pages 12–14``."""
        if kind in ("name", "list") and gap in _DASHES:
            return kind
        if kind == "list" and gap in _COMMAS:
            return kind
        if kind in ("year", "date") and gap in ("–", "-", "/") and end - start <= 2 and self.text[start].isdigit():
            return kind
        return ""

    def excuse(self, start: int, end: int) -> str:
        """Why a figure or word is no number; empty if it is one."""
        before, after = self.text[max(0, start - _NEAR) : start], self.text[end : end + _NEAR]
        figure = self.text[start].isdigit()
        if figure and (_UNIT.match(after) or _CURRENCY.search(before) or _SCALE.match(after)):
            return ""
        if name := self.name(before):
            return name
        if self.idiom(start, end):
            return "idiom"
        if figure:
            return self.excuse_figure(self.text[start:end], before, after, start)
        return self.excuse_word(self.text[start:end], before, after, start)

    def name(self, before: str) -> str:
        """``list`` or ``name`` if the word before makes the number part of a name."""
        if before.endswith(("§", "#", "~", "^")):
            return "name"
        if not before[-1:].isspace():
            return ""
        word = before.split()[-1].lstrip("([«*_\"'“").lower() if before.strip() else ""
        if word in self.words.lists:
            return "list"
        return "name" if word in self.words.names else ""

    def idiom(self, start: int, end: int) -> bool:
        around = self.text[max(0, start - _NEAR) : end + _NEAR].lower()
        at = start - max(0, start - _NEAR)
        return any(
            (found := around.find(idiom, max(0, at - len(idiom)))) >= 0 and found <= at < found + len(idiom)
            for idiom in self.words.idioms
        )

    def excuse_figure(self, figure: str, before: str, after: str, start: int) -> str:
        if self.code(figure, before, after):
            return "code"
        if self.year(figure, before, after):
            return "year"
        if self.date(figure, before, after):
            return "date"
        if self.words.dotted_ordinals and re.match(r"\.(?:\s?[–-]\s?\d+\.|\s(?:og|til)\s\d+\.)?\s+[a-zæøå]", after):
            return "ordinal"
        return "marker" if self.list_marker(before, after, start) else ""

    def code(self, figure: str, before: str, after: str) -> bool:
        if before[-1:].isalpha() or re.search(r"[^\W\d_][-/]$|\d:$", before) or re.match(r":\d\d\b", after):
            return True
        if re.match(r"[^\W\d_]", after):
            return True
        if _MANY_DOTS.fullmatch(figure) and not _GROUPED.fullmatch(figure):
            return True
        chunk = re.search(r"[\d-]*$", before), re.match(r"[\d-]*[xX]?", after)
        return sum(part[0].count("-") for part in chunk if part) >= 2

    def year(self, figure: str, before: str, after: str) -> bool:
        if re.match(r"-(?:tall|åre?ne)", after):
            return True
        if not _YEAR.fullmatch(figure):
            return False
        near = before.split()[-1:] or [""]
        noun = _WORD.match(after.lstrip())
        counted = near[0].lower() in self.words.about and noun is not None and noun[0].lower() in self.words.nouns
        return not counted

    def date(self, figure: str, before: str, after: str) -> bool:
        if not (figure.isdigit() and int(figure) <= 31):
            return False
        month = re.match(r"\.?(?:\s?[–-]\s?\d{1,2}\.?|\s(?:and|og|to|til)\s\d{1,2}\.?)?\s+(?:of\s+)?([^\W\d_]+)", after)
        if month and month[1].lower() in self.words.months and (month[1][0].isupper() or not self.words.capital_months):
            return True
        day = re.search(r"([^\W\d_]+)\s+$", before)
        return bool(day and day[1].lower() in self.words.months and day[1][0].isupper())

    def list_marker(self, before: str, after: str, start: int) -> bool:
        """Whether a figure begins a list item: pandoc starts a list only below a blank line."""
        line = before[before.rfind("\n") + 1 :]
        if line.strip(" \t>(") or not re.match(r"[.)]\s", after):
            return False
        block = self.text.rfind("\n\n", 0, start) + 2 if "\n\n" in self.text[:start] else 0
        return bool(re.match(r"[\s>]*(?:\(?\d+[.)]|[-*+])\s", self.text[block : start + _NEAR]))

    def excuse_word(self, word: str, before: str, after: str, start: int) -> str:
        low = word.lower()
        if word[0].isupper() and not self.sentence_start(before):
            return "name"
        if self.compound(before, after):
            return "compound"
        if low in self.words.ruled and not any(rule.holds(before, after) for rule in self.words.ruled[low]):
            return "rule"
        if low in self.words.scales and self.unit_of_result(before, after):
            return "unit"
        return "foreign" if low in self.words.ambiguous and self.foreign(before, after, start) else ""

    def sentence_start(self, before: str) -> bool:
        if _BULLET.search(before):
            return True
        lead = before.rstrip(_OPENERS)
        if lead.endswith("\n") and not lead.rstrip(" \t\n")[-1:]:
            return True
        if lead.endswith("\n"):
            lead = lead.rstrip(" \t") if _PARAGRAPH.search(lead) else lead.rstrip()
        return not lead or lead[-1] in _STARTS

    def compound(self, before: str, after: str) -> bool:
        """Whether the word is part of another: ``two-way``, ``catch-two``, but not ``twenty-five``."""
        if after[:1] == "-" or after[:1] in ("’", "'"):
            part = _WORD.match(after, 1)
            return part is None or part[0].lower() not in self.words.all
        if before[-1:] == "-":
            part = re.search(r"([^\W_]+)-$", before)
            return part is None or not (
                part[1].isdigit() or part[1].lower() in self.words.all or part[1].lower() == "a"
            )
        return before[-1:].isdigit() or before[-1:] == "_"

    def unit_of_result(self, before: str, after: str) -> bool:
        """Whether ``million`` is the unit of a computed number, or of a table."""
        if before.rstrip()[-1:] == SHORTCODE:
            return True
        return bool(_LABEL_BEFORE.search(before) and _LABEL_AFTER.match(after))

    def foreign(self, before: str, after: str, start: int) -> bool:
        beside = {*(w.lower() for w in _WORD.findall(before)[-1:]), *(w.lower() for w in _WORD.findall(after)[:1])}
        if beside & self.words.foreign:
            return True
        for opening, closing in _QUOTES:
            left = self.text.rfind(opening, max(0, start - _SPAN), start)
            right = self.text.find(closing, start, start + _SPAN)
            inside = self.text[left + 1 : right] if left >= 0 and right >= 0 else ""
            if inside and closing not in inside and {w.lower() for w in _WORD.findall(inside)} & self.words.foreign:
                return True
        return False


def _spans(prose: str, words: NumberWords) -> Iterator[tuple[int, int]]:
    """Where the words stand that can be numbers."""
    low = prose.lower()
    if len(low) != len(prose):  # a few letters have a lower case of two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in prose)
    for word in words.all.intersection(_WORD.findall(low)):
        at = low.find(word)
        while at >= 0:
            end = at + len(word)
            if not (low[at - 1 : at].isalpha() or low[end : end + 1].isalpha()):
                yield (at, end)
            at = low.find(word, end)
