"""Victims and profits by region, as the ILO's two tables give them, and what follows from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from press.publication import Book, Row, num
from review.charts import Bar
from review.lanes import Dot
from review.texts import Words

_DIGITS = 2


def rounded(value: float) -> int:
    """A value to two significant digits."""
    return int(float(f"{value:.{_DIGITS - 1}e}"))


def publish_profit_per_victim(book: Book, victims: pd.DataFrame, profits: pd.DataFrame, names: Words) -> None:
    """Publish ``profit-per-victim.region.<code>.usd``, and ``profit-per-victim.world.usd`` of the sums."""
    for region in codes(victims):
        rows = [victims[victims["region"] == region], profits[profits["region"] == region]]
        _publish(book, f"region.{region}", rows, names[region])
    parts = [victims[victims["row"] == "part"], profits[profits["row"] == "part"]]
    _publish(book, "world", parts, {"en": "all regions together", "nb": "alle regionene til sammen"})


def codes(table: pd.DataFrame) -> list[str]:
    """The regions of a table in its order, without the total."""
    return [str(code) for code in table.loc[table["row"] == "part", "region"]]


def ranked(table: pd.DataFrame, column: str) -> list[str]:
    """The regions from the largest to the smallest."""
    return [str(code) for code in table[table["row"] == "part"].sort_values(column, ascending=False)["region"]]


def bars(table: pd.DataFrame, column: str, names: Mapping[str, str], text: Callable[[str], str]) -> list[Bar]:
    """A bar a region, largest first; ``text`` gives what stands at its end."""
    values = table.set_index("region")[column]
    return [Bar(names[code], float(values[code]), text(code)) for code in ranked(table, column)]


def dots(book: Book, order: list[str], names: Mapping[str, str], lang: str) -> list[Dot]:
    """A dot a region for the profit per estimated victim."""
    keys = {code: f"profit-per-victim.region.{code}.usd" for code in order}
    return [Dot(names[code], float(book.value(key)), book.text(key, "int", lang)) for code, key in keys.items()]


def by_profit_per_victim(book: Book, regions: list[str]) -> list[str]:
    """The regions from most to least profit per estimated victim."""
    return sorted(regions, key=lambda code: -float(book.value(f"profit-per-victim.region.{code}.usd")))


def victim_rows(regions: list[str], names: Words, words: Words) -> Iterator[Row]:
    """The rows of the table of victims, with the sum and the printed total."""
    for code in regions:
        key = f"victims.region.{code}"
        yield Row({"region": names[code], "persons": num(f"{key}.persons"), "share": num(f"{key}.share", "percent1")})
    yield Row({"region": words["sum-computed"], "persons": num("victims.world.sum")}, total=True)
    yield Row({"region": words["total-as-printed"], "persons": num("victims.world.printed")})


def profit_rows(regions: list[str], names: Words, words: Words) -> Iterator[Row]:
    """The rows of the table of profits, with the sum and the printed total."""
    for code in regions:
        key = f"profits.region.{code}"
        yield Row(
            {
                "region": names[code],
                "usd": num(f"{key}.usd", "million"),
                "share": num(f"{key}.share", "percent1"),
                "each": num(f"profit-per-victim.region.{code}.usd", "int"),
            }
        )
    yield Row(
        {
            "region": words["sum-computed"],
            "usd": num("profits.world.sum", "million"),
            "each": num("profit-per-victim.world.usd", "int"),
        },
        total=True,
    )
    yield Row({"region": words["total-as-printed"], "usd": num("profits.world.printed", "million")})


def _publish(book: Book, name: str, rows: list[pd.DataFrame], what: Mapping[str, str]) -> None:
    persons, usd = (float(table[column].sum()) for table, column in zip(rows, ("persons", "usd"), strict=True))
    book.number(
        f"profit-per-victim.{name}.usd",
        rounded(usd / persons),
        "USD",
        rows=rows,
        rule={
            "en": f"Profit in a year divided by estimated victims, to two digits: {what['en']}.",
            "nb": f"Fortjeneste på ett år delt på anslåtte ofre, med to sifre: {what['nb']}.",
        },
    )
