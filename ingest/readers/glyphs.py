"""Single letters as a PDF places them: which are one word, and how text that stands on end is turned level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.page import Rule, Word

SPACE = 0x20  # what has no greater code is not seen


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; its places are those of the page turned so that its text is level."""

    code: int
    left: float
    right: float
    baseline: float
    size: float
    is_white: bool
    turn: int  # quarter turns of the text, clockwise


def words_of(glyphs: Sequence[Glyph | None], turn: int) -> Iterator[Word]:
    """Runs of letters on one baseline without a space between them."""
    run, word = 0, list[Glyph]()
    for glyph in [*glyphs, None]:
        if glyph is not None and glyph.turn == turn and glyph.code > SPACE and _follows(word, glyph):
            word.append(glyph)
            continue
        if word:
            yield _word(word, run)
        is_letter = glyph is not None and glyph.turn == turn and glyph.code > SPACE
        word = [glyph] if is_letter and glyph is not None else []
        run += glyph is None


def turned(rule: Rule, turn: int) -> Rule:
    """The line where it stands on the page turned so that text with that ``turn`` is level."""
    if turn == 3:
        return Rule(rule.y0, -rule.x1, rule.y1, -rule.x0)
    if turn == 2:
        return Rule(-rule.x1, -rule.y1, -rule.x0, -rule.y0)
    return Rule(-rule.y1, rule.x0, -rule.y0, rule.x1) if turn == 1 else rule


def stands_on(glyph: Glyph, shapes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether the character's middle lies in one of the shapes (left, bottom, right, top) of the unturned page."""
    x, y = (glyph.left + glyph.right) / 2, glyph.baseline + glyph.size / 4
    x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[glyph.turn]
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in shapes)


def _follows(word: Sequence[Glyph], glyph: Glyph) -> bool:
    if not word:
        return True
    last = word[-1]
    return abs(last.baseline - glyph.baseline) < 0.15 * last.size and glyph.left > last.left - last.size


def _word(glyphs: Sequence[Glyph], run: int) -> Word:
    units = "".join(chr(glyph.code) for glyph in glyphs)  # a rare character may come as two UTF-16 units
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    size = max(glyph.size for glyph in glyphs)
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    return Word(text, left, right, glyphs[0].baseline, size, run)
