"""Files sent by a browser or a program, read into the archive in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import BinaryIO

from fastapi import UploadFile

from ingest import readers
from ingest.archive import FileState, Job, OnDuplicate
from ingest.errors import BadInput, FileError, UnreadableFile, UnsupportedFormat
from search.engine import Engine

FORMATS = ", ".join((*readers.SUFFIXES, *sorted(readers.PACKED_SUFFIXES)))
_MAX_NAME = 150


def file_name(sent: str | None) -> str:
    """The last part of the name that a client sent: no folder, no control characters, not hidden.

    Raises:
        BadInput: nothing is left of it.

    >>> file_name("C:\\\\Văn thư\\\\Kế hoạch.docx"), file_name("../../etc/passwd")
    ('Kế hoạch.docx', 'passwd')
    """
    last = PureWindowsPath(sent or "").name
    name = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(". ")
    if not name:
        raise BadInput("Tệp gửi lên không có tên; hãy đặt tên tệp rồi gửi lại.")
    return name[-_MAX_NAME:]


def receive(engine: Engine, sent: Sequence[UploadFile], choice: OnDuplicate, wait: float) -> Job:
    """Have the files ``sent`` read in the background; their job when all is done with them, or after ``wait`` seconds.

    Raises:
        BadInput: no file, or one without a name.
    """
    return engine.intake.wait(engine.intake.receive(_named(sent), choice), wait)


def receive_for_review(engine: Engine, sent: Sequence[UploadFile], wait: float) -> Job:
    """As :func:`receive`, but the files are only read: they go in when a person has looked at what was read."""
    return engine.intake.wait(engine.intake.receive(_named(sent), OnDuplicate.ASK, needs_review=True), wait)


def _named(sent: Sequence[UploadFile]) -> list[tuple[str, BinaryIO]]:
    if not sent:
        raise BadInput("Chưa chọn tệp nào.")
    return [(file_name(one.filename), one.file) for one in sent]


def failure(job: Job) -> FileError | None:
    """The error that says why the one file of a job could not be read; None when it could, or there are several."""
    if len(job.files) != 1 or job.files[0].state is not FileState.FAILED:
        return None
    [file] = job.files
    reason = (file.result.reason if file.result else None) or ""
    known = file.path.suffix.lower() in {*readers.SUFFIXES, *readers.PACKED_SUFFIXES}
    return UnreadableFile(file.name, reason) if known else UnsupportedFormat(file.name, reason)
