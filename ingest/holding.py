"""What was read from a sent file and waits for a person to look at it, kept beside our copy of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.archive.frozen import freeze, thaw
from ingest.datafolder import write_whole
from ingest.records import ParsedDocument

_HEAD, _RECORD, _TEXT = ".cchc-head.json", ".cchc-record", ".cchc-text"
_HEADS = TypeAdapter(ParsedDocument)


def hold(file: Path, parsed: ParsedDocument) -> None:
    """Keep what was read from the copy ``file``: it need not be read (for a scan, recognised) again.

    Raises:
        BadDataFolder: it cannot be written.
    """
    head = replace(parsed, text="", provisions=(), assignments=(), references=())
    write_whole(file.with_name(_TEXT), parsed.text.encode("utf-8"))
    write_whole(file.with_name(_RECORD), freeze(parsed))
    write_whole(file.with_name(_HEAD), _HEADS.dump_json(head))


def held_head(file: Path) -> ParsedDocument | None:
    """What was read from ``file`` but for its text, clauses, assignments and references; None when it is not held."""
    try:
        return _HEADS.validate_json(file.with_name(_HEAD).read_bytes())
    except (OSError, ValidationError):
        return None


def held(file: Path) -> ParsedDocument | None:
    """All that was read from ``file``; None when it is not held, or was held by another version of the program."""
    try:
        text = file.with_name(_TEXT).read_bytes().decode("utf-8")
        return thaw(file.with_name(_RECORD).read_bytes(), text)
    except (OSError, UnicodeDecodeError):
        return None
