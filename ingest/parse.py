"""Reading a document whole: text in, records out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.assignments import find_assignments
from ingest.blocks import read_blocks
from ingest.errors import UnreadableFile
from ingest.metadata import read_metadata
from ingest.oddities import numbering_oddities
from ingest.readers import read
from ingest.records import ParsedDocument
from ingest.references import find_references
from ingest.tree import build_tree


def parse_file(path: Path) -> ParsedDocument:
    """Everything read from the file at ``path``.

    Raises:
        UnreadableFile, UnsupportedFormat: the file cannot be read as a document.
    """
    source = read(path)
    return parse_text(source.text, path.name, source.sha256, source.warnings)


def parse_text(
    text: str, source_file: str, sha256: str | None = None, warnings: tuple[str, ...] = ()
) -> ParsedDocument:
    """Everything read from ``text`` (NFC). Any text that is not blank parses; nothing of it is lost.

    Raises:
        UnreadableFile: ``text`` is blank.
    """
    if not text.strip():
        raise UnreadableFile(source_file, "tệp không có chữ nào; hãy kiểm tra lại tệp gốc.")
    provisions, parts = build_tree(text, read_blocks(text))
    return ParsedDocument(
        source_file=source_file,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        metadata=read_metadata(text, provisions, parts),
        provisions=provisions,
        assignments=find_assignments(provisions, text),
        references=find_references(provisions, text),
        warnings=warnings + numbering_oddities(provisions),
    )
