"""Communes that a question names: a clause that prints the words of the name in that of something else is not of it.

"Phường Kinh Bắc" is not told by "Trung tâm Văn hóa Kinh Bắc, phường Vũ Ninh".
"""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.folding import fold

_COMMUNE = re.compile(r"\b(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Đđ]ặc khu)(?=((?:\s+[^\W\d_]+)+))")
_BEFORE = r"(?:\b(?:phuong|xa|thi tran|dac khu|va|tai)\s+|[,;:|()–-]\s*|^\W*)"


def communes_named(text: str) -> tuple[str, ...]:
    """The names of the communes that ``text`` names, capitals telling where they end.

    >>> communes_named("Phường Kinh Bắc có hội chợ nào, còn xã Đại Sơn?")
    ('Kinh Bắc', 'Đại Sơn')
    """
    names = (" ".join(takewhile(_is_capital, match[1].split())) for match in _COMMUNE.finditer(text))
    return tuple(filter(None, names))


def says_commune(text: str, name: str) -> bool:
    """Whether ``text`` prints ``name`` as that of a commune, or alone in a list of them."""
    return re.search(rf"{_BEFORE}{re.escape(fold(name))}\b", fold(text)) is not None


def _is_capital(word: str) -> bool:
    return word[0].isupper()
