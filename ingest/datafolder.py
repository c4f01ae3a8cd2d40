"""The data folder: one place for the archive, the derived index and the original files.

``cchc.json`` marks it as ours: {"app": "tra-cuu-cchc", "schema": 1}. Writers of documents are kept apart by the
database itself (one transaction a document); ``writing`` keeps whole jobs apart (ingesting, re-indexing, restoring).
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ingest.errors import BadDataFolder, Defect, cause
from ingest.folderlock import locked
from ingest.jobs_spool import Spool

APP = "tra-cuu-cchc"
SCHEMA = 1
MARKER = "cchc.json"
DATABASE = "archive.sqlite3"
_LOCK = "cchc.lock"
_UNFINISHED = ".tmp"
# Left behind by operating systems in any folder that a person has looked at.
_CLUTTER = frozenset({".ds_store", "desktop.ini", "thumbs.db"})
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Originals:
    """Byte copies of the ingested files, each under its sha256 and its suffix."""

    folder: Path

    def keep(self, source: Path, sha256: str) -> Path:
        """Copy ``source``; one that is there already is left alone.

        Raises:
            Defect: ``sha256`` is no sha256.
            BadDataFolder: the copy cannot be written.
        """
        target = self.folder / f"{_checked(sha256)}{source.suffix.lower()}"
        if not target.exists():
            write_whole(target, source.read_bytes())
        return target

    def find(self, sha256: str) -> Path | None:
        """The copy of the file with this hash, or None."""
        return next(iter(sorted(self.folder.glob(f"{_checked(sha256)}*"))), None)

    def discard(self, sha256: str) -> None:
        """Delete the copy of the file with this hash, if there is one."""
        for copy in self.folder.glob(f"{_checked(sha256)}*"):
            copy.unlink(missing_ok=True)

    def sweep(self, wanted: Collection[str]) -> None:
        """Delete the copies whose hash is not ``wanted``, and copies that were never finished."""
        for copy in self.folder.iterdir():
            name = copy.name.partition(".")[0]
            if copy.suffix == _UNFINISHED or (_SHA256.fullmatch(name) and name not in wanted):
                copy.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """An opened data folder: where its database, index and originals are."""

    path: Path
    database_url: str
    index: Path
    files: Path

    @property
    def originals(self) -> Originals:
        """The copies of the ingested files."""
        return Originals(self.files)

    @property
    def spool(self) -> Spool:
        """The copies of files that were sent and are not read yet."""
        return Spool(self.path / "incoming")

    @classmethod
    def open(cls, path: Path, database_url: str | None = None) -> DataFolder:
        """The data folder at ``path``, made and marked when it is missing or empty; its archive is a SQLite file in
        it, or the database at ``database_url``.

        Raises:
            BadDataFolder: a file, a folder with other content, of a newer version, or not writable; left as it was.
        """
        path = path.absolute()
        try:
            if not _is_marked(path):
                _make(path)
            folder = cls(path, database_url or sqlite_url(path / DATABASE), path / "index", path / "files")
            for inner in (folder.index, folder.files):
                inner.mkdir(exist_ok=True)
        except OSError as error:
            raise BadDataFolder(
                f"{path}: không đọc hoặc không ghi được ({cause(error)}); hãy kiểm tra quyền hoặc chọn thư mục khác."
            ) from error
        return folder

    def writing(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Hold the folder for a job that writes, waiting up to ``wait`` seconds; not reentrant.

        Raises (on entering):
            BadDataFolder: another program is writing.
        """
        return locked(self.path / _LOCK, wait)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, even when the power goes.

    Raises:
        BadDataFolder: it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise BadDataFolder(f"{target}: không ghi được ({cause(error)}); kiểm tra quyền và chỗ trống.") from error


def sqlite_url(file: Path) -> str:
    """The database URL of a SQLite file, whatever letters its path has (they are percent-encoded)."""
    return f"sqlite:///{quote(file.as_posix(), safe='/:')}"


def _is_marked(path: Path) -> bool:
    """Whether ``path`` holds our marker; raises ``BadDataFolder`` for a marker that is not for this version."""
    marker = path / MARKER
    if not marker.is_file():
        return False
    try:
        known = json.loads(marker.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadDataFolder(f"{marker}: tệp đánh dấu bị hỏng; hãy khôi phục từ bản sao lưu.") from error
    if not isinstance(known, dict) or known.get("app") != APP or not isinstance(known.get("schema"), int):
        raise BadDataFolder(f"{path}: là thư mục dữ liệu của chương trình khác; hãy chọn thư mục khác.")
    if known["schema"] > SCHEMA:
        raise BadDataFolder(
            f"{path}: được tạo bởi phiên bản mới hơn của chương trình; hãy cập nhật chương trình rồi mở lại."
        )
    return True


def _make(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise BadDataFolder(f"{path}: là một tệp, không phải thư mục; hãy chọn một thư mục.")
    path.mkdir(parents=True, exist_ok=True)
    other = next((item.name for item in sorted(path.iterdir()) if not _is_clutter(item)), None)
    if _is_marked(path):  # another process has made it meanwhile
        return
    if other is not None:
        raise BadDataFolder(
            f"{path}: thư mục đã có nội dung khác (“{other}”) và không phải là kho văn bản; "
            "hãy chọn thư mục trống hoặc một thư mục chưa có."
        )
    marker = json.dumps({"app": APP, "schema": SCHEMA}) + "\n"
    write_whole(path / MARKER, marker.encode("utf-8"))


def _is_clutter(item: Path) -> bool:
    return item.name.lower() in _CLUTTER or (item.name.startswith(".") and item.suffix == _UNFINISHED)


def _checked(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise Defect(f"Mã băm không hợp lệ: “{sha256}”.")
    return sha256
