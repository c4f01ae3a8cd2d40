"""What the archive tells of jobs: plain immutable values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ingest.archive.entries import OnDuplicate


class FileState(StrEnum):
    """How far a file has come."""

    QUEUED = "queued"
    READING = "reading"
    STORED = "stored"
    INDEXED = "indexed"  # stored, and found by searches
    UNPACKED = "unpacked"  # a ZIP whose members are files of the job
    HELD = "held"  # read, not stored: waits for somebody to look at what was read
    DUPLICATE = "duplicate"  # waits for somebody's choice
    FAILED = "failed"
    CANCELLED = "cancelled"


# States in which a file waits for a person, and in which it is still to be read.
UNDECIDED = (FileState.HELD, FileState.DUPLICATE)
WAITING = (FileState.QUEUED, FileState.READING)


class JobState(StrEnum):
    """How far a job has come."""

    OPEN = "open"  # files are waiting or being read
    DONE = "done"
    STOPPED = "stopped"  # by its user; the files that were waiting are cancelled


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file given to a job. ``is_spooled`` says that it is our own copy, to be deleted when it is done with;
    ``needs_review`` that it is only read, and goes in when a person has looked at what was read."""

    path: Path
    name: str
    choice: OnDuplicate = OnDuplicate.REPLACE
    is_spooled: bool = False
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file: ``status`` is what adding it did, "held" or "failed"; the other fields as in
    ``FileOutcome``."""

    status: str
    document_id: str | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    provisions: int = 0
    rows: int = 0
    assignments: int = 0


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file of a job; ``result`` is None until it was read, times are in UTC, ``attempts`` counts its readings."""

    position: int
    path: Path
    name: str
    choice: OnDuplicate
    is_spooled: bool
    needs_review: bool
    state: FileState
    attempts: int
    started_at: datetime | None
    finished_at: datetime | None
    result: FileResult | None


@dataclass(frozen=True, slots=True)
class Job:
    """Files given together, in order."""

    id: int
    state: JobState
    created_at: datetime
    finished_at: datetime | None
    files: tuple[JobFile, ...] = field(default=())

    def count(self, *states: FileState) -> int:
        """How many of its files are in one of these states."""
        return sum(one.state in states for one in self.files)
