"""Files sent by a browser or a program, read into the archive."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from fastapi import UploadFile

from ingest import readers
from ingest.errors import BadInput, FileError, UnreadableFile, UnsupportedFormat
from ingest.pipeline import FileOutcome
from search.engine import Engine

FORMATS = ", ".join(readers.SUFFIXES)
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


def store(engine: Engine, sent: Sequence[UploadFile]) -> list[FileOutcome]:
    """Read the files ``sent`` into the archive, an outcome each, in order."""
    if not sent:
        raise BadInput("Chưa chọn tệp nào.")
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        paths = [_save(one, Path(folder) / str(place)) for place, one in enumerate(sent)]
        return list(engine.ingest(paths))


def _save(sent: UploadFile, folder: Path) -> Path:
    folder.mkdir()
    path = folder / file_name(sent.filename)
    with path.open("wb") as target:
        shutil.copyfileobj(sent.file, target)
    return path


def failure(outcome: FileOutcome) -> FileError:
    """The error that says why the one file sent could not be read."""
    path, reason = file_name(outcome.path.name), outcome.reason or ""
    known = outcome.path.suffix.lower() in readers.SUFFIXES
    return UnreadableFile(path, reason) if known else UnsupportedFormat(path, reason)
