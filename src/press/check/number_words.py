"""How each language writes numbers in words, and which words make a figure a name.

Imports nothing from the package. A further language is a further entry of :data:`LANGUAGES`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True)
class Rule:
    """When a word is a number: what must, and what may not, stand before and after it.

    ``before`` patterns are matched against the end of the text before the word, ``after``
    patterns against the start of the text that follows.
    """

    before: str = ""
    after: str = ""
    unless_before: str = ""
    unless_after: str = ""

    def holds(self, before: str, after: str) -> bool:
        """Whether the word is a number between these two texts."""
        return (
            (not self.before or bool(_ending(self.before).search(before)))
            and (not self.after or bool(re.match(self.after, after, re.I)))
            and not (self.unless_before and _ending(self.unless_before).search(before))
            and not (self.unless_after and re.match(self.unless_after, after, re.I))
        )


@dataclass(frozen=True)
class NumberWords:
    """One language.

    ``cardinals`` are numbers wherever they stand, ``scales`` too unless they are the unit of
    a computed number, ``ruled`` where one of their rules holds. A number after one of ``names`` is
    part of a name; after one of ``lists`` so are the numbers joined to it. ``nouns`` can
    follow a number of things. ``ambiguous`` words are no numbers near ``foreign`` words.
    """

    cardinals: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    ruled: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    idioms: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    dotted_ordinals: bool = False
    capital_months: bool = False

    @cached_property
    def all(self) -> frozenset[str]:
        """Every word that can be a number."""
        return self.cardinals | self.scales | self.ruled.keys()


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$", re.I)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.replace("_", " ").split("|")) if "|" in words else frozenset(words.split())


def _either(*patterns: str) -> str:
    return "|".join(filter(None, patterns))


def _nouns(nouns: frozenset[str]) -> str:
    return rf"\s+(?:{'|'.join(sorted(nouns))})\b"


_EN_ONE = _set(
    "agreement amount boy case child country course data donor embassy girl grant group man meeting "
    "ministry month office organisation partner payment person post programme project recipient region "
    "report row section seminar shelter state town unit victim village week woman year"
)
_EN_MANY = frozenset(f"{noun}s" for noun in _EN_ONE) | _set(
    "agencies children cities countries embassies kroner men ministries participants people persons women"
)
_EN_BACK = (
    Rule(unless_before=r"\b(?:the|these|those)\s+"),
    Rule(
        unless_after=r"\s*[.,;:!?)]|\s+(?:do|does|did|are|were|is|was|have|had|has|can|will|must|before|after|above|below|in|of|"
        r"that|which|who|to|and|together|agree|differ)\b"
    ),
)
_ORDINAL = r"\b(?:first|second|third|fourth|last|latter|other|final|next|previous|this|that|each|every)[ -]"
_EN_PART = (
    r"\s+of\b|\s*(?:[.,;:!?)]|\Z)|\s+(?:more|less|fewer|higher|lower|larger|smaller|longer|as|or|to|went|were|are)\b"
)
_EN_PARTS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EN_DIGITS = "two|three|four|five|six|seven|eight|nine|ten"
_EN_COUNT = rf"\b(?:one|{_EN_DIGITS})[ -]"
_CHANGED = (Rule(unless_before=r"\b(?:a|an|the|en|et|den|det|de)\s+"),)

ENGLISH = NumberWords(
    cardinals=_set(
        "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen dozens"
    ),
    scales=_set("thousand thousands million millions billion billions"),
    ruled={
        **dict.fromkeys(("two", "three", "four"), _EN_BACK),
        "one": (
            Rule(
                after=rf"\s+(?:single\s+|large\s+|small\s+)?(?:{'|'.join(sorted(_EN_ONE))})\b",
                unless_before=r"\b(?:not|no|never|than)\b[^.]{0,25}\s+",
            ),
            Rule(
                after=r"\s+of\s+the\s+(?!few\b|main\b|major\b|key\b|leading\b|most\b|\w+est\b|best\b|reasons?\b|ways?\b)"
            ),
            Rule(after=rf"\s+in\s+(?:{_EN_DIGITS})\b|[ -](?:half|quarter|{'|'.join(_EN_PARTS)})\b"),
        ),
        "half": (Rule(unless_before=_ORDINAL + r"|-", unless_after=r"-|\s+(?:way|past|heartedly)\b"),),
        "halves": (Rule(before=_EN_COUNT),),
        "quarter": (Rule(before=r"\b(?:a|one|nearly|almost|about|over|than)[ -]"),),
        "quarters": (Rule(before=_EN_COUNT),),
        **{part: (Rule(before=r"\ba\s+", after=_EN_PART), Rule(before=r"\bone[ -]")) for part in _EN_PARTS},
        **{f"{part}s": (Rule(before=_EN_COUNT),) for part in _EN_PARTS},
        "twice": (Rule(),),
        "double": (Rule(after=r"\s+(?:the|that|what|as|of|those|its|their)\b"),),
        **dict.fromkeys(("doubled", "tripled", "trebled", "quadrupled", "halved"), _CHANGED),
    },
    names=_set(
        "act annex appendix article box chapter clause convention decision directive edition figure footnote goal "
        "grade item level line no. note number p. page para. paragraph part phase post protocol pandoc python quarto "
        "recommendation regulation resolution rev. row rule sdg mdg section session stage step table target typst v. "
        "version vol. volume wcag isbn issn iso art. ch. sec. fig. cets ets room question tier category type level "
        "column unit"
    ),
    lists=_set(
        "annexes appendices articles boxes chapters clauses conventions figures goals items lines nos. notes numbers "
        "pages paras. paragraphs parts phases pp. resolutions rows sdgs sections steps tables targets volumes "
        "articles questions columns"
    ),
    months=_set(
        "january february march april may june july august september october november december jan feb mar apr jun "
        "jul aug sep sept oct nov dec"
    ),
    nouns=_EN_MANY,
    about=_set("about some nearly almost over than least around approximately to roughly only just all"),
    idioms=_set("one or two|24/7|9/11|two-way|in two ways|nine to five|four corners|twenty-first century"),
    capital_months=True,
)

_NB_ONE = _set(
    "ambassade avtale barn bevilgning by departement fylke giver gutt jente kommune krisesenter kurs "
    "kvinne land mann menneske mottaker måned møte offer organisasjon partner person post program prosjekt rad "
    "rapport region sak seminar stat tilskudd tiltak uke utbetaling år"
)
_NB_MANY = _set(
    "ambassader avtaler barn byer deltakere gutter jenter kommuner kroner kvinner land menn mennesker mottakere "
    "ofre organisasjoner partnere personer prosjekter rapporter saker tiltak ungdommer"
)
_NB_BACK = (
    Rule(unless_before=r"\b(?:de|disse)\s+"),
    Rule(
        unless_after=r"\s*[.,;:!?)]|\s+(?:stemmer|er|var|har|hadde|ble|blir|går|kan|må|skal|foran|før|etter|over|under|som|i|på|og|"
        r"men|sammen|spriker)\b"
    ),
)
_UNITS = ("en", "én", "ett", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni")
_TEENS = ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten")
_TENS = ("tjue", "tyve", "tretti", "tredve", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_BELOW_HUNDRED = frozenset(
    [*_UNITS[3:], *_TEENS, *_TENS]
    + [ten + unit for ten in _TENS for unit in _UNITS]
    + [f"{unit}og{ten}" for ten in _TENS for unit in _UNITS]
)
_HUNDREDS = frozenset(f"{unit}hundre" for unit in ("", *_UNITS[2:]))
_NB_PARTS = _set(
    "tredjedel fjerdedel femtedel sjettedel sjuendedel syvendedel åttedel åttendedel niendedel tidel tiendedel "
    "tolvtedel hundredel tusendel"
)
_NB_ONE_RULE = (
    Rule(
        after=rf"{_nouns(_NB_ONE)}|\s+(?:eneste|stor|stort|liten|lite)\s+(?:{'|'.join(sorted(_NB_ONE))})\b"
        r"|\s+av\s+(?!de\s+(?:mest|viktigste|\w+ste)\b)",
        unless_before=r"\b(?:ikke|ingen|enn|aldri)\b[^.]{0,25}\s+",
    ),
)

NORWEGIAN = NumberWords(
    cardinals=_BELOW_HUNDRED
    | _HUNDREDS
    | frozenset(f"{hundred}og{rest}" for hundred in _HUNDREDS for rest in _BELOW_HUNDRED | {"en", "én", "ett"})
    | frozenset(part + ending for part in _NB_PARTS for ending in ("", "en", "er", "ene"))
    | _set(
        "hundrevis dusin dusinvis snes titusener hundretusener titusenvis halvparten halvdelen halvannen halvannet "
        "titalls tjuetalls femtitalls hundretalls tusentalls"
    ),
    scales=_set("tusen tusener tusenvis million millioner milliard milliarder mill mrd")
    | frozenset(f"{unit}tusen" for unit in (*_UNITS[2:], *_TEENS, *_TENS, "hundre")),
    ruled={
        "én": _NB_ONE_RULE,
        "ett": _NB_ONE_RULE,
        "halv": (Rule(after=r"\s+(?:million|milliard|prosent)\b"),),
        "kvart": (Rule(unless_after=r"\s+(?:over|på)\b"),),
        "dobbelt": (Rule(after=r"\s+(?:så|opp)\b|\s*[.,;:]"),),
        "dobbelte": (Rule(before=r"\bdet\s+"),),
        **dict.fromkeys(("doblet", "fordoblet", "tredoblet", "firedoblet", "halvert"), _CHANGED),
        "to": _NB_BACK,
        "tre": tuple(replace(rule, unless_before=_either(rule.unless_before, r"\bet\s+")) for rule in _NB_BACK),
        "fire": tuple(replace(rule, unless_before=_either(rule.unless_before, r"\bå\s+")) for rule in _NB_BACK),
    },
    names=_set(
        "§ §§ anbefaling art. artikkel artiklene avsnitt bind boks del delene delmål direktiv fase figur forordning "
        "fotnote kap. kapitlene kapittel kategori kl. kolonne konvensjon ledd linje linjene mål nivå note nr. nummer "
        "paragraf pandoc pkt. post pst. protokoll punkt python quarto rad resolusjon s. side sidene spørsmål steg "
        "tabell tillegg trinn type typst tusenårsmål utgave v. vedlegg vedleggene vedtak versjon wcag isbn issn iso "
        "bærekraftsmål år rom årgang ets cets enhet"
    ),
    lists=_set(
        "artikkel artiklene avsnitt delene del figur figurene kapitlene kapittel kap. linje linjene nr. paragrafene "
        "s. side sidene tabell tabellene vedlegg vedleggene punkt punktene resolusjonene konvensjonene trinn"
    ),
    months=_set(
        "januar februar mars april mai juni juli august september oktober november desember jan feb mar apr jun jul "
        "aug sep sept okt nov des"
    ),
    nouns=_NB_MANY,
    about=_set("lag rundt over nesten minst enn cirka ca. omtrent opptil inntil bare alle de"),
    idioms=_set("en eller to|én eller to|ett eller to|24/7|tusen takk|9/11|på to måter"),
    ambiguous=frozenset({"to"}),
    foreign=_set(
        "the of and from with against into is are be a an its their your trafficking human women children victims "
        "protocol prevent suppress combat protect stop end how path due according response responses approach "
        "approaches rights right guide support access assistance back up south west north east"
    ),
    dotted_ordinals=True,
)

LANGUAGES: Mapping[str, NumberWords] = {"en": ENGLISH, "nb": NORWEGIAN}
"""By the short language code; digits are found in any language."""
