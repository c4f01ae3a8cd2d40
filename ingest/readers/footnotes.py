"""Footnotes of a printed page: small text below a short rule, each after its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.readers.page import PrintedPage, Rule, Word, merged, rows_of, word_rows
from ingest.readers.printed import joined_text

_SMALLER = 0.93  # of the body's letters
_SHORT, _LONG = 0.15, 0.55  # of the width of the text: how long the rule above the notes is
_NEAR_MARGIN = 12.0  # points
_NEAR = 3.0  # points
_NUMBERED = re.compile(r"(?:\W*(\d{1,3})(?!\d)|\*)")


def split_footnotes(page: PrintedPage) -> tuple[PrintedPage, list[Word]]:
    """The page without its footnotes, and their words; a page where that is not certain keeps all of them."""
    if not page.words:
        return page, []
    left, right = min(word.left for word in page.words), max(word.right for word in page.words)
    rule = min((rule for rule in page.rules if rule.is_level), key=lambda each: each.y0, default=None)
    if rule is None or abs(rule.x0 - left) > _NEAR_MARGIN or any(_meets(rule, other) for other in page.rules):
        return page, []
    below = [word for word in page.words if word.baseline < rule.y0]
    if not _SHORT <= (rule.x1 - rule.x0) / max(right - left, 1) <= _LONG or not _are_notes(below, page, rule):
        return page, []
    return page.with_words(word for word in page.words if word.baseline >= rule.y0), below


def note_texts(words: Sequence[Word]) -> list[str]:
    """The text of each note; a new one begins where a row begins with the next number, or with a star."""
    notes: list[str] = []
    number = 0
    for row in rows_of(words):
        line = merged(row).text
        found = _NUMBERED.match(line)
        begun = int(found[1]) if found and found[1] else None
        if not notes or (found and begun in (None, number + 1)):
            notes.append(line)
            number = begun or number
        else:
            notes[-1] = joined_text(notes[-1], line)
    return notes


def _meets(level: Rule, other: Rule) -> bool:
    """Whether an upright line reaches the level one: both belong to a table."""
    return not other.is_level and other.y0 <= level.y0 + _NEAR and level.x0 - _NEAR <= other.x0 <= level.x1 + _NEAR


def _are_notes(below: list[Word], page: PrintedPage, rule: Rule) -> bool:
    above = [word.size for word in page.words if word.baseline >= rule.y0]
    if not below or not above or median(word.size for word in below) > _SMALLER * median(above):
        return False
    return bool(_NUMBERED.match(word_rows(below)[0][0].text))
