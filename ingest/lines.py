"""A text as physical lines: where each stands and how it reads without Markdown decoration.

The text itself is never changed; ``plain`` exists to recognise markers and headings only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import Span

_HEADING_MARKS = re.compile(r"^[#>\s]*#+\s*(?=\S)")
_STRONG = re.compile(r"\*{2,}|_{2,}")
_OPENING_STAR = re.compile(r"^\*(?=[^\s*])")
_CLOSING_STAR = re.compile(r"(?<=[^\s*])\s*\*(?=[.,;:)]*$)")
_RULE = re.compile(r"^[-_=–—.…\s*]{3,}$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line without its line break; ``span`` excludes surrounding white space other than tabs."""

    span: Span
    plain: str
    raw: str

    @property
    def is_blank(self) -> bool:
        """Nothing but white space."""
        return not self.raw.strip()

    @property
    def is_rule(self) -> bool:
        """A drawn line: "-------", "_____"."""
        return bool(_RULE.match(self.raw.strip()))

    @property
    def is_pipe(self) -> bool:
        """A lone "|": a cell border of a table in a web copy."""
        return self.raw.strip() == "|"

    @property
    def has_tab(self) -> bool:
        """Holds a tab between other characters or before the text: a table row."""
        return "\t" in self.raw and bool(self.raw.strip())


def plain_text(text: str) -> str:
    """``text`` without Markdown headings, bold and italic marks; a leading "* " of a list stays.

    >>> plain_text("#### **I. MỤC ĐÍCH, YÊU CẦU**")
    'I. MỤC ĐÍCH, YÊU CẦU'
    >>> plain_text("*(Kèm theo Kế hoạch)*")
    '(Kèm theo Kế hoạch)'
    """
    bare = _STRONG.sub("", _HEADING_MARKS.sub("", text)).strip()
    opened = _OPENING_STAR.sub("", bare)
    return _CLOSING_STAR.sub("", opened).strip()


def is_upper(text: str) -> bool:
    """Whether ``text`` is set in capitals (at least three letters, nearly all of them upper case)."""
    letters = _LETTER.findall(text)
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def split_lines(text: str) -> list[Line]:
    """The physical lines of ``text`` in order, blank ones included.

    Guarantees that every character of ``text`` that is not white space lies in exactly one line's span.
    """
    lines, start = [], 0
    for raw in text.split("\n"):
        body = raw.strip()
        left = start + (len(raw) - len(raw.lstrip())) if body else start
        lines.append(Line(Span(left, left + len(body)), plain_text(raw), raw))
        start += len(raw) + 1
    return lines
