"""Readers: a file on disk becomes text. One module a format, and each library behind one of them."""

from ingest.readers.formats import SUFFIXES
from ingest.readers.packed import PACKED_SUFFIXES, Member, expand, is_packed
from ingest.readers.registry import read, read_bytes
from ingest.readers.source import SIZE_LIMIT, SourceText

__all__ = [
    "PACKED_SUFFIXES",
    "SIZE_LIMIT",
    "SUFFIXES",
    "Member",
    "SourceText",
    "expand",
    "is_packed",
    "read",
    "read_bytes",
]
