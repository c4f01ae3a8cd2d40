"""A ZIP of documents becomes files of its job: each member is copied to the spool and read like one that was sent."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ingest.archive import FileResult, JobFile, NewFile
from ingest.errors import FileError, UnreadableFile
from ingest.jobs_spool import Spool
from ingest.pipeline import FAILED
from ingest.readers import SUFFIXES, Member, expand, is_packed

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')  # of Windows
_NESTED = "tệp ZIP nằm trong tệp ZIP khác; hãy giải nén rồi nạp các tệp bên trong."
Unpacked = tuple[NewFile, FileResult | None]


def unpacked(file: JobFile, spool: Spool) -> list[Unpacked]:
    """The members of the ZIP ``file`` that may be documents, with the result of those that cannot be taken out.

    Raises:
        UnreadableFile: the ZIP cannot be opened, is too large, or has no member of a readable format.
        BadDataFolder: the spool cannot be written.
    """
    members = [one for one in expand(file.path) if is_packed(one.path) or one.path.suffix.lower() in SUFFIXES]
    if not members:
        raise UnreadableFile(file.path, f"tệp ZIP không có tệp nào đọc được; các đuôi đọc được: {', '.join(SUFFIXES)}.")
    return list(_taken_out(file, members, spool))


def _taken_out(file: JobFile, members: list[Member], spool: Spool) -> Iterator[Unpacked]:
    for member in members:
        name = f"{file.name}/{member.name}"
        if is_packed(member.path):
            yield NewFile(member.path, name, file.choice), FileResult(FAILED, reason=_NESTED)
            continue
        try:
            data = member.load()
        except FileError as error:
            yield NewFile(member.path, name, file.choice), FileResult(FAILED, reason=error.reason)
        else:
            copy = spool.receive(_plain_name(member.name), io.BytesIO(data))
            yield NewFile(copy, name, file.choice, is_spooled=True, needs_review=file.needs_review), None


def _plain_name(name: str) -> str:
    """The last part of a path as a file name that every system takes."""
    plain = _NOT_IN_NAMES.sub("_", PurePosixPath(name).name).rstrip(". ")
    return Path(plain).name or "_"
