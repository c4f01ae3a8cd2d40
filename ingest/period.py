"""The years that a document is for, as its title names them."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|các\s+năm)\s+({_YEAR})\s*(?:[-–]|đến)\s*({_YEAR})", re.IGNORECASE
)
# A day, the number of another document, and what is aimed at ("đến năm 2030", "tầm nhìn 2045") name no year of its own.
_OTHER = re.compile(
    rf"tháng\s+\d{{1,2}}\s+năm\s+{_YEAR}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|\d+/{_YEAR}"
    rf"|(?:đến|tới|tầm\s+nhìn)\s+(?:hết\s+)?(?:năm\s+)?{_YEAR}",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"năm\s+({_YEAR})", re.IGNORECASE)


def period_of(title: str) -> tuple[int, int] | None:
    """First and last year that ``title`` says the document is for; None when it says none.

    >>> period_of("KẾ HOẠCH CCHC GIAI ĐOẠN 2026 - 2030, TẦM NHÌN ĐẾN NĂM 2045"), period_of("Kế hoạch năm 2023")
    ((2026, 2030), (2023, 2023))
    >>> period_of("BÃI BỎ QUYẾT ĐỊNH SỐ 17/2025/QĐ-UBND NGÀY 28 THÁNG 02 NĂM 2025")
    """
    spans = [(int(first), int(last)) for first, last in _SPAN.findall(title)]
    years = [int(year) for year in _SINGLE.findall(_OTHER.sub(" ", _SPAN.sub(" ", title)))]
    if spans:
        return min(first for first, _ in spans), max(last for _, last in spans)
    return (min(years), max(years)) if years else None
