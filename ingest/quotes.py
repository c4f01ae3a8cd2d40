"""Words that an amending law quotes: what stands between “ and ” belongs to the clause that quotes it."""

from __future__ import annotations

from dataclasses import dataclass

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'


@dataclass(slots=True)
class Quote:
    """Follows the quotation marks from paragraph to paragraph. ``floor`` is how many units were open where the
    quoted words began: no marker inside them reaches further out."""

    depth: int = 0
    floor: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the last paragraph ended inside quoted words."""
        return self.depth > 0

    def follow(self, plain: str, open_units: int) -> bool:
        """Take in a paragraph; True when it closes what was quoted over several paragraphs.

        Words quoted over several paragraphs begin a paragraph; an opening mark in the middle of one that is not
        closed there is a slip and opens nothing.
        """
        if self.is_open:
            self.depth = max(0, self.depth + self._balance(plain))
            return not self.is_open
        balance = self._balance(plain)
        if balance > 0 and plain.startswith((_OPENING, _STRAIGHT)):
            self.depth, self.floor = balance, open_units
        return False

    def _balance(self, plain: str) -> int:
        """Opening marks less closing ones; a straight mark left over opens when nothing is open, else it closes."""
        odd = plain.count(_STRAIGHT) % 2
        return plain.count(_OPENING) - plain.count(_CLOSING) + (-odd if self.is_open else odd)
