"""Readers: a file on disk becomes text. One module a format, and each library behind one of them."""

from ingest.readers.formats import SUFFIXES
from ingest.readers.registry import read, read_bytes
from ingest.readers.source import SIZE_LIMIT, SourceText

__all__ = ["SIZE_LIMIT", "SUFFIXES", "SourceText", "read", "read_bytes"]
