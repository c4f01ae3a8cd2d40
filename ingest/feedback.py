"""What people say of answers: one JSON object a line in ``feedback.jsonl`` of the data folder, only ever appended.

Writers take turns by a lock file, so entries of several processes never mix; a line cut short by a crash is passed over
when reading, and the next entry begins on a line of its own.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingest.errors import BadDataFolder, BadInput
from ingest.folderlock import locked

FILE = "feedback.jsonl"
MAX_NOTE = 2_000
_LOCK = "feedback.lock"
_WAIT = 10.0  # seconds that a writer waits for another


class Verdict(StrEnum):
    """What somebody says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    LACKING = "lacking"


# Verdict -> its word for the user.
VERDICT_NAMES = {Verdict.RIGHT: "Đúng", Verdict.WRONG: "Sai", Verdict.LACKING: "Thiếu"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A source that an answer cited."""

    document_id: str
    address: str
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict on one answer. ``generation`` is that of the archive which gave the answer, ``version`` the
    program's; ``state`` are the parameters of the page that gave it, when more than the question was set;
    ``statements`` and ``sources`` are empty when the answer was a refusal. ``at`` is ISO 8601 in UTC."""

    id: str
    at: str
    question: str
    kind: str
    answerable: bool
    answer: str
    statements: tuple[str, ...]
    sources: tuple[Quoted, ...]
    verdict: Verdict
    note: str
    version: str
    generation: int
    state: str = ""


def new_id() -> str:
    """A name for an entry."""
    return uuid.uuid4().hex[:12]


def now() -> str:
    """This moment as entries write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class FeedbackBook:
    """The entries of one data folder."""

    folder: Path

    def add(self, entry: Feedback) -> None:
        """Append an entry; it is on the disk when this returns.

        Raises:
            BadInput: the note is too long.
            BadDataFolder: it cannot be written.
        """
        if len(entry.note) > MAX_NOTE:
            raise BadInput(f"Ghi chú dài {len(entry.note)} ký tự, quá giới hạn {MAX_NOTE} ký tự; hãy rút gọn.")
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        with locked(self.folder / _LOCK, _WAIT):
            _append(self.folder / FILE, line.encode("utf-8"))

    def entries(self) -> list[Feedback]:
        """Every entry, the oldest first; damaged lines are passed over.

        Raises:
            BadDataFolder: the file cannot be read.
        """
        try:
            content = (self.folder / FILE).read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise BadDataFolder(f"{FILE}: không đọc được ({error.strerror}); kiểm tra quyền đọc.") from error
        return list(_read(content))


def _append(file: Path, line: bytes) -> None:
    try:
        with file.open("a+b") as stream:
            if stream.tell() > 0:
                stream.seek(-1, os.SEEK_END)
                line = line if stream.read(1) == b"\n" else b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise BadDataFolder(f"{FILE}: không ghi được ({error.strerror}); kiểm tra quyền và chỗ trống.") from error


def _read(content: bytes) -> Iterator[Feedback]:
    for line in content.split(b"\n"):
        try:
            yield _entry(json.loads(line.decode("utf-8")))
        except (ValueError, KeyError, TypeError):
            continue  # cut short by a crash, or written by hand


def _entry(raw: dict[str, Any]) -> Feedback:
    sources = tuple(Quoted(str(one["document_id"]), str(one["address"]), str(one["quote"])) for one in raw["sources"])
    given = {**raw, "sources": sources, "statements": tuple(raw["statements"]), "verdict": Verdict(raw["verdict"])}
    return Feedback(**given)
