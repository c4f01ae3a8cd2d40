"""Tables in text files (.csv, .tsv): the separator is found by what parts the lines alike."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers import text
from ingest.readers.sheets import bounded_rows, sheet_text
from ingest.readers.source import Content

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50  # lines
_NAMED_SEPARATOR = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line


def read(data: bytes, path: Path) -> Content:
    """The rows of the file.

    Raises:
        UnreadableFile: not text, too many rows, or a cell that never ends.
    """
    content = text.read(data, path)
    body = content.text.removeprefix("\ufeff")
    named = _NAMED_SEPARATOR.match(body)
    separator = named[1] if named else separator_of(body)
    lines = (body[named.end() :] if named else body).splitlines(keepends=True)
    try:
        rows = bounded_rows(csv.reader(lines, delimiter=separator), path)
    except csv.Error as error:
        raise UnreadableFile(path, f"tệp CSV sai cấu trúc ({error}); hãy mở bằng Excel rồi lưu lại.") from error
    return Content(sheet_text("", rows) + "\n", content.warnings)


def separator_of(body: str) -> str:
    """The separator that gives most lines the same number of cells, and more than one.

    >>> separator_of("STT;Nội dung\\n1;Rà soát, báo cáo\\n")
    ';'
    """
    sample = body.splitlines(keepends=True)[:_SAMPLE]
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if any(row)]
    except csv.Error:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)
