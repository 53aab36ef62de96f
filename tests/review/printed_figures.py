"""The numbers that printed words state, in English or Norwegian, read with a regular expression and a list of words."""

from __future__ import annotations

import re
from functools import cache

_WORDS = (
    "no none zero ingen ikke",
    "one a an first single sole only en én ett et første",
    "two both second double dual couple to begge andre",
    "three third tre tredje",
    "four fourth fourfold fire fjerde firedoblet",
    "five fifth fem",
    "six sixth seks",
    "seven seventh sju syv",
    "eight eighth åtte",
    "nine ninth ni",
    "ten tenth ti",
    "eleven elleve",
    "twelve tolv",
    "thirteen tretten",
    "fourteen fjorten",
    "fifteen femten",
    "sixteen seksten",
    "seventeen sytten",
    "eighteen atten",
    "nineteen nitten",
    "twenty tjue",
)
WORDS = {word: number for number, words in enumerate(_WORDS) for word in words.split()}
_MONTHS = "january february march april may june july august september october november december"
_MAANEDER = "januar februar mars april mai juni juli august september oktober november desember"
MONTHS = {name: number for names in (_MONTHS, _MAANEDER) for number, name in enumerate(names.split(), start=1)}
SHARES = {
    "half": 0.5,
    "halvparten": 0.5,
    "one third": 1 / 3,
    "en tredel": 1 / 3,
    "two thirds": 2 / 3,
    "all": 1,
    "alle": 1,
}
VAGUE = (
    (r"\b(almost no)\b", 0.05, 0.05),
    (r"\b(few|some|enkelte|få|fåtall)\b", 0.25, 0.25),
    (
        r"\b(most|mostly|mainly|majority|overwhelmingly|over-representation|nearly all|almost all"
        r"|så å si alle|de fleste|hovedvekt|i hovedsak|majoriteten|gjennomgående)\b",
        0.75,
        0.25,
    ),
)
"""What shares without a figure are read as: pattern, value, precision; the first that is found counts."""
TIMES = {"billion": 1e9, "milliard": 1e9, "mill": 1e6, "thousand": 1e3, "tusen": 1e3}
_FIGURE = re.compile(r"\d+(?:[.,  ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")


@cache
def figures(words: str, unit: str = "", lang: str = "en") -> frozenset[float]:
    """Every number that the words can be read as, years as months too where the unit is months.

    ``2,5 mill.`` is 2 500 000, ``31,654`` both 31.654 and 31 654.
    """
    plain = re.sub(r"\s+", " ", words.lower())
    found = {number for name, number in MONTHS.items() if name in plain and unit == "month"}
    found |= {0.5 + int(number) for number in re.findall(r"(\d+) and a half", plain)}
    scales = {factor for word, factor in TIMES.items() if word in plain}
    if unit == "months" and re.search("year|annual|år", plain):
        scales.add(12)
    for match in _FIGURE.finditer(plain):
        for value in _readings(match[0]):
            found |= {value, *(value * factor for factor in scales)}
            if re.match(r" ?(%|per ?cent|prosent|pst)", plain[match.end() :]) or "%" in plain:
                found.add(value / 100)
    found |= {round(int(above) / int(below), 6) for above, below in re.findall(r"(\d+) ?/ ?(\d+)", plain)}
    spelt = {WORDS[word] for word in re.findall(r"[^\W\d_]+", plain) if word in WORDS and (word, lang) != ("to", "en")}
    found |= spelt | {number * factor for number in spelt for factor in scales}
    return frozenset(found | {share for word, share in SHARES.items() if word in plain})


def vague(words: str) -> tuple[float, float] | None:
    """Value and precision of a share without a figure, None where the words are no such share."""
    plain = words.lower()
    return next(((value, precision) for pattern, value, precision in VAGUE if re.search(pattern, plain)), None)


def _readings(text: str) -> set[float]:
    """A figure with its signs as marks of thousands, and as a decimal sign if there is one alone."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,  ]\d{3})+", text)
    found = {float(re.sub(r"\D", "", text))} if grouped or text.isdigit() else set()
    if re.fullmatch(r"\d+[.,]\d+", text):
        found.add(float(text.replace(",", ".")))
    return found
