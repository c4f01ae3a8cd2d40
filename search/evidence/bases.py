"""What documents are asked to rest on."""

from __future__ import annotations

import re

_RESTS_ON = re.compile(
    r"\bnào\s+(?:có\s+)?căn\s+cứ\s+(?:vào\s+|theo\s+|trên\s+|là\s+)?(?P<basis>[^?]{4,})", re.IGNORECASE
)


def basis_asked_for(text: str) -> str:
    """The basis in "văn bản nào căn cứ Luật Cư trú?", which asks for the documents that rest on it; "" if none.

    >>> basis_asked_for("Những văn bản nào căn cứ vào Luật Cư trú?")
    'Luật Cư trú'
    """
    found = _RESTS_ON.search(text)
    return found["basis"].strip() if found else ""
