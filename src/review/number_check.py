"""The rows and counts of the number check: claims, what the tables give, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from press.publication import Book, NumberCell, num
from review.claims import CONFLICT, DIFFERS, VERDICTS, Outcome, RuleError, recompute, verdicts
from review.stated import described, given, value_and_unit
from review.texts import Words

PARTS: Mapping[str, tuple[str, int, int]] = {
    "background": ("norad-2008-en", 1, 78),
    "part1": ("norad-2008-en", 79, 1043),
    "part2": ("norad-2008-en", 1044, 2264),
    "part3": ("norad-2008-en", 2265, 99999),
    "norwegian": ("norad-2008-nb", 1, 99999),
}
"""The pieces of the print: document, first and last line."""

_LARGE = 1_000_000
_COARSE_SHARE = 0.05


@dataclass(frozen=True)
class Checked:
    """Every claim with its verdict, and what was recomputed for those that have a rule."""

    claims: pd.DataFrame
    verdict: Mapping[str, str]
    outcomes: Mapping[str, Sequence[Outcome]]

    def part(self, name: str) -> pd.DataFrame:
        """The claims of a piece of the print, in its order."""
        document, first, last = PARTS[name]
        rows = self.claims[self.claims["document"] == document]
        return rows[rows["line"].between(first, last)]

    def with_verdict(self, rows: pd.DataFrame, verdict: str) -> pd.DataFrame:
        """Those rows that have a verdict."""
        return rows[[self.verdict[str(claim)] == verdict for claim in rows["claim"]]]


def check_claims(claims: pd.DataFrame, view: Callable[[str], pd.DataFrame]) -> Checked:
    """Apply every rule; raise :class:`RuleError` naming all claims whose rule does not fit."""
    outcomes: dict[str, list[Outcome]] = {}
    faults = []
    for _, row in claims[claims["table"].notna()].iterrows():
        try:
            outcomes[str(row["claim"])] = list(_outcomes(row, view))
        except RuleError as error:
            faults.append(f"{row['claim']}: {error}")
    if faults:
        raise RuleError("; ".join(faults))
    values = {claim: [outcome.value for outcome in found] for claim, found in outcomes.items()}
    return Checked(claims, verdicts(claims, values), outcomes)


def publish_recomputed(book: Book, checked: Checked) -> None:
    """Publish ``check.<claim>`` for what was recomputed, ``claim.<claim>`` for what it contradicts."""
    for place, (_, row) in enumerate(checked.claims.iterrows()):
        claim = str(row["claim"])
        found = checked.outcomes.get(claim)
        if found:
            upper = found[1].value if len(found) > 1 else None
            value, unit = value_and_unit(found[0].value, upper, str(row["unit"]))
            rows = [outcome.rows for outcome in found]
            book.number(f"check.{claim.lower()}", value, unit, rows=rows, rule=_rule(row))
        if checked.verdict[claim] in {DIFFERS, CONFLICT}:
            value, unit = value_and_unit(row["value"], row["value_to"], str(row["unit"]))
            rule = {
                "en": f"As printed on line {row['line']}: {row['subject_en']}.",
                "nb": f"Som trykt på linje {row['line']}: {row['subject_nb']}.",
            }
            book.number(f"claim.{claim.lower()}", value, unit, rows=checked.claims.index[[place]], rule=rule)


def publish_counts(book: Book, checked: Checked, words: Words) -> None:
    """Publish how many claims each piece of the print has, and how many of each verdict."""
    pieces = {**{name: checked.part(name) for name in PARTS}, "all": checked.claims}
    for name, rows in pieces.items():
        rule = {"en": "Number of printed statements.", "nb": "Antall trykte opplysninger."}
        book.number(f"check.count.{name}.claims", len(rows), "count", rows=rows, rule=rule)
        for verdict in VERDICTS:
            same = checked.with_verdict(rows, verdict)
            label = words[f"verdict-{verdict}"]
            rule = {
                "en": f"Number of printed statements with the verdict “{label['en']}”.",
                "nb": f"Antall trykte opplysninger med vurderingen «{label['nb']}».",
            }
            book.number(f"check.count.{name}.{verdict}", len(same), "count", rows=same, rule=rule)


def table_rows(checked: Checked, rows: pd.DataFrame, words: Words) -> Iterator[dict[str, object]]:
    """The rows of the whole table: line, subject, printed words, recomputed number, verdict, why."""
    for _, row in rows.iterrows():
        claim = str(row["claim"])
        yield {
            "line": str(row["line"]),
            "subject": {"en": str(row["subject_en"]), "nb": str(row["subject_nb"])},
            "printed": str(row["printed"]),
            "recomputed": _cell(row) if claim in checked.outcomes else "–",
            "verdict": words[f"verdict-{checked.verdict[claim]}"],
            "why": {"en": given(row["why_en"]), "nb": given(row["why_nb"])},
        }


def _outcomes(row: pd.Series, view: Callable[[str], pd.DataFrame]) -> Iterator[Outcome]:
    table, where, whole = view(str(row["table"])), given(row["where"]), given(row["whole"])
    yield recompute(table, where, str(row["measure"]), whole)
    if not pd.isna(row["measure_to"]):
        yield recompute(table, where, str(row["measure_to"]), whole)


def _rule(row: pd.Series) -> dict[str, str]:
    measure = " – ".join(part for part in (str(row["measure"]), given(row["measure_to"])) if part)
    rule = described(str(row["table"]), given(row["where"]), measure, given(row["whole"]))
    return {"en": f"{row['subject_en']} ({rule}).", "nb": f"{row['subject_nb']} ({rule})."}


def _cell(row: pd.Series) -> NumberCell:
    return num(f"check.{str(row['claim']).lower()}", _form(row))


def _form(row: pd.Series) -> str:
    """As many digits as the print has, and one more where it rounds."""
    unit, precision, value = str(row["unit"]), float(row["precision"]), float(row["value"])
    if unit == "share":
        return "percent1" if precision < _COARSE_SHARE else "percent0"
    return "long" if value >= _LARGE and precision and unit != "year" else "default"
