"""Automatic numbering of a Word document: the marker that Word prints before a paragraph but stores nowhere.

A paragraph names a list (numId) and a level; the list's levels say format, pattern ("%1.%2.") and first number.
A number counts on through the document, and a level starts again below each paragraph of a higher level
(ECMA-376, Part 1, 17.9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Xml = Any  # an element of lxml or of the standard library: both find, get and iterate alike
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is printed; ``restart`` is false when the level counts through the whole list."""

    format: str
    pattern: str
    start: int
    restart: bool


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in the document's lists."""

    number_id: str
    level: int


class Numbering:
    """The running numbers of one document. Call ``marker`` once for each paragraph, in order."""

    def __init__(self, numbering: bytes | None, styles: bytes | None) -> None:
        self._lists, self._counts_with = _lists(_parsed(numbering))
        known = _parsed(styles)
        self._styles = _styles(known)
        self._default_style = _default_style(known)
        self._counts: dict[str, list[int | None]] = {}

    def place(self, own_number: str | None, own_level: str | None, style: str | None) -> ListPlace | None:
        """The list place that a paragraph has of its own or by its style; None when it is not numbered."""
        number, level, style = own_number, own_level, style or self._default_style
        seen: set[str] = set()
        while number is None and style is not None and style not in seen:
            seen.add(style)
            number, style_level, style = self._styles.get(style, (None, None, None))
            level = level if level is not None else style_level
        if number is None or number == "0" or number not in self._lists:
            return None
        depth = int(level) if level and level.isdecimal() else 0
        return ListPlace(number, depth) if depth in self._lists[number] else None

    def marker(self, place: ListPlace) -> str:
        """The marker of the next paragraph at ``place``, e.g. "1.", "2.1.", "a)", "-"; empty when none is printed."""
        levels = self._lists[place.number_id]
        counts = self._counts.setdefault(self._counts_with[place.number_id], [None] * _LEVELS)
        level = levels[place.level]
        before = counts[place.level]
        counts[place.level] = level.start if before is None else before + 1
        for deeper in range(place.level + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restart:
                counts[deeper] = None
        return _printed(level, levels, counts)


def _printed(level: ListLevel, levels: dict[int, ListLevel], counts: list[int | None]) -> str:
    if level.format == "bullet":
        return level.pattern if level.pattern in ("-", "+", "*", "–") else "-"
    text = level.pattern
    for depth, other in levels.items():
        shown = counts[depth]
        format = "decimal" if level.format == "legal" else other.format
        text = text.replace(f"%{depth + 1}", format_number(other.start if shown is None else shown, format))
    return text.strip()


def format_number(number: int, format: str) -> str:
    """``number`` in one of Word's number formats; formats of other scripts as Arabic digits.

    >>> format_number(4, "upperRoman"), format_number(28, "lowerLetter"), format_number(7, "decimalZero")
    ('IV', 'bb', '07')
    """
    if format in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman.upper() if format == "upperRoman" else roman
    if format in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if format == "none":
        return ""
    return f"{number:02d}" if format == "decimalZero" else str(number)


def _roman(number: int) -> str:
    digits = []
    for value, letters in (*_ROMAN, *_SMALL_ROMAN):
        times, number = divmod(number, value)
        digits.append(letters * times)
    return "".join(digits)


def _parsed(xml: bytes | None) -> Element:
    return ElementTree.fromstring(xml) if xml else Element("empty")


def _value(element: Element | None, path: str) -> str | None:
    found = None if element is None else element.find(path)
    return None if found is None else found.get(f"{W}val")


def _lists(root: Element) -> tuple[dict[str, dict[int, ListLevel]], dict[str, str]]:
    """By numId: its levels, and the key of the counters that it shares with other lists of one definition."""
    abstract = {each.get(f"{W}abstractNumId"): each for each in root.findall(f"{W}abstractNum")}
    lists: dict[str, dict[int, ListLevel]] = {}
    counts_with: dict[str, str] = {}
    for number in root.findall(f"{W}num"):
        key, base = number.get(f"{W}numId") or "", _value(number, f"{W}abstractNumId") or ""
        overrides = number.findall(f"{W}lvlOverride")
        lists[key] = {**_levels(abstract.get(base, ())), **_levels(overrides)}
        _restart(lists[key], overrides)
        counts_with[key] = f"num-{key}" if overrides else f"abstract-{base}"
    return lists, counts_with


def _levels(parent: Iterable[Element]) -> dict[int, ListLevel]:
    elements = [each for child in parent for each in child.iter(f"{W}lvl")]
    return {int(each.get(f"{W}ilvl") or 0): _level(each) for each in elements}


def _level(element: Element) -> ListLevel:
    return ListLevel(
        format="legal" if element.find(f"{W}isLgl") is not None else _value(element, f"{W}numFmt") or "decimal",
        pattern=_value(element, f"{W}lvlText") or "",
        start=int(_value(element, f"{W}start") or 1),
        restart=_value(element, f"{W}lvlRestart") != "0",
    )


def _restart(levels: dict[int, ListLevel], overrides: list[Element]) -> None:
    for override in overrides:
        depth, start = int(override.get(f"{W}ilvl") or 0), _value(override, f"{W}startOverride")
        if start is not None and depth in levels:
            old = levels[depth]
            levels[depth] = ListLevel(old.format, old.pattern, int(start), old.restart)


def _styles(root: Element) -> dict[str, tuple[str | None, str | None, str | None]]:
    """By style id: its numId, its level, and the style that it is based on."""
    numbered = f"{W}pPr/{W}numPr/"
    return {
        style.get(f"{W}styleId") or "": (
            _value(style, f"{numbered}{W}numId"),
            _value(style, f"{numbered}{W}ilvl"),
            _value(style, f"{W}basedOn"),
        )
        for style in root.findall(f"{W}style")
    }


def _default_style(root: Element) -> str | None:
    paragraphs = (style for style in root.findall(f"{W}style") if style.get(f"{W}type") == "paragraph")
    return next((style.get(f"{W}styleId") for style in paragraphs if style.get(f"{W}default") in ("1", "true")), None)
