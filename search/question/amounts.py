"""Amounts that a question states ("nhận hối lộ 600 triệu đồng") and the ranges of amounts that clauses print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.folding import normalize
from ingest.records import Span

_FIGURE = r"\d+(?:[.,]\d+)*"
_THOUSANDS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
# How a unit is written -> what it is counted in.
_UNITS = {
    "đồng": "đồng",
    "kilôgam": "kg",
    "kg": "kg",
    "gam": "gam",
    "tuổi": "tuổi",
    "%": "%",
    "phần trăm": "%",
    "héc ta": "ha",
    "ha": "ha",
    "m2": "m2",
    "mét vuông": "m2",
}
_UNIT = rf"(?:(?P<of{{0}}>{'|'.join(_THOUSANDS)})\s*)?(?P<unit{{0}}>{'|'.join(sorted(_UNITS, key=len, reverse=True))})?"
_AMOUNT = rf"(?P<figure{{0}}>{_FIGURE})\s*{_UNIT}(?!\w)"
_STATED = re.compile(_AMOUNT.format("", "", ""))
_BETWEEN = re.compile(
    rf"(?:từ\s+(?:đủ\s+|trên\s+)?)?{_AMOUNT.format(1)}\s+đến\s+(?:(?P<below>dưới\s+)|không\s+quá\s+|bằng\s+)?"
    rf"{_AMOUNT.format(2)}"
    rf"|(?:từ\s+(?:đủ\s+)?)?{_AMOUNT.format(3)}\s+trở\s+lên"
    rf"|(?P<under>dưới|chưa\s+đủ)\s+{_AMOUNT.format(4)}"
)
_FINE = re.compile(r"(?:phạt tiền|phạt|mức)\s+$")


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of ``unit``, said at ``span``."""

    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Range:
    """From ``least`` on, and below ``most``, or ``most`` itself where it ``includes`` it."""

    unit: str
    least: float
    most: float
    includes: bool = True

    def holds(self, amount: Amount) -> bool:
        """Whether ``amount`` is one of the range."""
        below = amount.value <= self.most if self.includes else amount.value < self.most
        return self.unit == amount.unit and self.least <= amount.value and below


def stated_amount(text: str) -> Amount | None:
    """The amount that ``text`` states; None when it states none, several, or a range.

    >>> amount = stated_amount("Cán bộ tham ô 50 triệu đồng thì bị phạt thế nào?")
    >>> amount.value, amount.unit
    (50000000.0, 'đồng')
    """
    plain = _levelled(text)
    if any(match["figure2"] for match in _BETWEEN.finditer(plain)):
        return None
    found = [amount for match in _STATED.finditer(plain) if (amount := _amount(match, "")) is not None]
    return found[0] if len(found) == 1 else None


def ranges(text: str) -> Iterator[Range]:
    """The ranges that ``text`` prints, without those of a fine: they are what follows, not what it is for.

    >>> [(each.least, each.most) for each in ranges("trị giá từ 2.000.000 đồng đến dưới 100.000.000 đồng")]
    [(2000000.0, 100000000.0)]
    """
    plain = _levelled(text)
    for match in _BETWEEN.finditer(plain):
        if _FINE.search(plain[: match.start()]):
            continue
        low, high, least, most = (_amount(match, number) for number in "1234")
        if high is not None:
            first = low or _like(match, high)
            if first is not None:
                yield Range(high.unit, first.value, high.value, match["below"] is None)
        elif least is not None:
            yield Range(least.unit, least.value, float("inf"))
        elif most is not None:
            yield Range(most.unit, 0.0, most.value, includes=False)


def _levelled(text: str) -> str:
    plain = normalize(text)
    return plain if len(plain) == len(text) else text.casefold()


def _amount(match: re.Match[str], number: str) -> Amount | None:
    figure, of, unit = match[f"figure{number}"], match[f"of{number}"], match[f"unit{number}"]
    if figure is None or not (of or unit):
        return None
    value = figure_value(figure) * _THOUSANDS.get(of or "", 1)
    return Amount(value, _UNITS.get(unit or "", "đồng"), Span(match.start(), match.end()))


def _like(match: re.Match[str], other: Amount) -> Amount:
    """The first amount of a range that has its unit only behind the second ("từ 18 đến 25 tuổi")."""
    of = match["of1"] or match["of2"]
    return Amount(figure_value(match["figure1"]) * _THOUSANDS.get(of or "", 1), other.unit, other.span)


def figure_value(figure: str) -> float:
    """``figure`` as a number: points set off thousands, a comma the decimals."""
    parts = re.split(r"[.,]", figure)
    if len(parts) > 1 and all(len(part) == len("000") for part in parts[1:]):
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1]) if len(parts) > 1 else float(figure)
