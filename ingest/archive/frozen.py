"""What was read from an earlier version, as bytes: compressed JSON without the texts, which stand in its full text."""

from __future__ import annotations

import zlib
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from ingest.records import ParsedDocument

_RECORD = TypeAdapter(ParsedDocument)


def freeze(parsed: ParsedDocument) -> bytes:
    """The record as bytes; ``thaw(freeze(parsed), parsed.text) == parsed``."""
    bare = replace(parsed, text="", provisions=tuple(replace(one, text="") for one in parsed.provisions))
    return zlib.compress(_RECORD.dump_json(bare))


def thaw(data: bytes, text: str) -> ParsedDocument | None:
    """The record that was frozen, its texts taken from ``text``; None when the shape of records has changed since."""
    try:
        bare = _RECORD.validate_json(zlib.decompress(data))
    except (ValidationError, zlib.error):
        return None
    provisions = tuple(replace(one, text=text[one.start : one.end]) for one in bare.provisions)
    return replace(bare, text=text, provisions=provisions)
