"""Copies of a data folder: one zip file with database, originals, what people said and added, and a manifest with
their hashes.

The database is copied by SQLite's own backup, so a copy taken while others write is one consistent snapshot.
The index is derived and not copied. On PostgreSQL the database server's own tools make the copies.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from ingest.archive import Archive
from ingest.datafolder import APP, DataFolder
from ingest.errors import BadInput, FileError, UnreadableFile, cause
from ingest.feedback import FILE as FEEDBACK
from ingest.own_agencies import FILE as AGENCIES

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "archive.sqlite3"
ORIGINALS = "files/"
_BESIDE = (FEEDBACK, AGENCIES)  # files of the data folder beside the database
_SQLITE = "sqlite:///"
_BLOCK = 1 << 20
_NOT_COPIED = "kho đã được khôi phục từ bản sao lưu, tệp chờ xem không có trong đó; muốn dùng thì tải lên lại."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy says of itself; ``sha256`` maps each member of the zip to its hash."""

    app: str
    format: int
    documents: int
    generation: int
    sha256: dict[str, str]


def back_up(folder: DataFolder, target: Path) -> Manifest:
    """Write a copy of ``folder`` to the zip file ``target`` and read it back; an existing file is not overwritten.

    Raises:
        FileError: ``target`` exists or cannot be written.
        BadInput: the database is not SQLite.
    """
    database = _database_file(folder)
    if target.exists():
        raise FileError(target, "tệp đã có; hãy chọn tên khác để không mất bản sao lưu cũ.")
    try:
        with tempfile.TemporaryDirectory(prefix="cchc-") as scratch:
            snapshot = Path(scratch) / DATABASE
            _snapshot(database, snapshot)
            for name in _BESIDE:
                if (folder.path / name).is_file():
                    shutil.copyfile(folder.path / name, snapshot.with_name(name))
            made = _write(snapshot, folder.files, target)
        verified(target)
    except OSError as error:
        raise FileError(target, f"không ghi được ({cause(error)}); kiểm tra quyền và chỗ trống.") from error
    return made


def restore(data: Path, source: Path, force: bool = False, database_url: str | None = None) -> Manifest:
    """Make the data folder ``data`` what it was when the copy ``source`` was taken.

    The copy is verified first. An archive that holds documents is replaced only with ``force``.

    Raises:
        UnreadableFile: ``source`` is no such copy, or is damaged; nothing was changed.
        BadInput: the archive holds documents and ``force`` is not given, or it is not SQLite.
        BadDataFolder: ``data`` is not ours, or another program is writing.
    """
    manifest = verified(source)
    folder = DataFolder.open(data, database_url)
    database = _database_file(folder)
    with folder.writing():
        held = _held(folder)
        if held and not force:
            raise BadInput(f"Kho tại {data} đang có {held} văn bản; thêm --force nếu muốn thay bằng bản sao lưu.")
        _unpack(source, folder, database)
    return manifest


def verified(source: Path) -> Manifest:
    """The manifest of the copy ``source``, after every member was compared with its hash.

    Raises:
        UnreadableFile: it is no such copy, from a newer version, or damaged.
    """
    try:
        with zipfile.ZipFile(source) as copy:
            manifest = _manifest(source, copy)
            for name, expected in manifest.sha256.items():
                with copy.open(name) as member:
                    if _sha256(iter(lambda: member.read(_BLOCK), b"")) != expected:
                        raise UnreadableFile(source, f"bản sao lưu bị hỏng ở “{name}”; hãy dùng bản khác.")
    except OSError as error:
        raise UnreadableFile(source, f"không đọc được ({cause(error)}).") from error
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise UnreadableFile(source, "không phải bản sao lưu của chương trình này, hoặc đã bị hỏng.") from error
    return manifest


def _manifest(source: Path, copy: zipfile.ZipFile) -> Manifest:
    try:
        raw = json.loads(copy.read(MANIFEST))
        manifest = Manifest(
            str(raw["app"]), int(raw["format"]), int(raw["documents"]), int(raw["generation"]), dict(raw["sha256"])
        )
    except (ValueError, TypeError) as error:
        raise UnreadableFile(source, "bản sao lưu có phần mô tả bị hỏng; hãy dùng bản khác.") from error
    if manifest.app != APP or manifest.format > FORMAT:
        raise UnreadableFile(source, "bản sao lưu của chương trình khác hoặc của phiên bản mới hơn.")
    if DATABASE not in manifest.sha256 or not all(map(_is_ours, manifest.sha256)):
        raise UnreadableFile(source, "bản sao lưu chứa tệp lạ; không khôi phục.")
    return manifest


def _is_ours(name: str) -> bool:
    """Whether ``name`` is a file of ours or a plain file among the originals: no member may leave its folder."""
    if name in (DATABASE, *_BESIDE):
        return True
    inner = name.removeprefix(ORIGINALS)
    return name.startswith(ORIGINALS) and inner == Path(inner).name and "\\" not in inner


def _database_file(folder: DataFolder) -> Path:
    if not folder.database_url.startswith(_SQLITE):
        raise BadInput("Kho dùng máy chủ PostgreSQL: hãy sao lưu bằng pg_dump, khôi phục bằng pg_restore.")
    return Path(unquote(folder.database_url.removeprefix(_SQLITE)))


def _snapshot(database: Path, target: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _write(snapshot: Path, originals: Path, target: Path) -> Manifest:
    with closing(Archive.open(f"{_SQLITE}{snapshot.as_posix()}")) as archive:
        documents, generation = len(archive.catalogue(with_recalled=True)), archive.generation()
    members = {DATABASE: snapshot} | {f"{ORIGINALS}{one.name}": one for one in sorted(originals.iterdir())}
    beside = {name: snapshot.with_name(name) for name in _BESIDE}
    members |= {name: file for name, file in beside.items() if file.is_file()}
    hashes = {name: _file_sha256(path) for name, path in members.items()}
    manifest = Manifest(APP, FORMAT, documents, generation, hashes)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.tmp")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as copy:
        copy.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        for name, path in members.items():
            copy.write(path, name)
    unfinished.replace(target)
    return manifest


def _held(folder: DataFolder) -> int:
    with closing(Archive.open(folder.database_url)) as archive:
        return len(archive.catalogue(with_recalled=True))


def _unpack(source: Path, folder: DataFolder, database: Path) -> None:
    """Put the copy in place: originals first, then the database in one step, then the index is forgotten."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.path) as scratch, zipfile.ZipFile(source) as copy:
        copy.extractall(scratch)
        unpacked = Path(scratch)
        for one in sorted((unpacked / ORIGINALS).glob("*")):
            one.replace(folder.files / one.name)
        with closing(sqlite3.connect(unpacked / DATABASE)) as fresh, closing(sqlite3.connect(database)) as target:
            fresh.backup(target)
        for name in _BESIDE:  # a copy without any leaves what people said or added since
            if (unpacked / name).is_file():
                (unpacked / name).replace(folder.path / name)
    _forget_jobs(folder)
    forget_index(folder)


def _forget_jobs(folder: DataFolder) -> None:
    """Stop the jobs that were under way, or waited for a person, when the copy was made: their files are not in it."""
    with closing(Archive.open(folder.database_url)) as archive:
        for job in archive.jobs.unfinished():
            archive.jobs.stop(job)
        archive.jobs.expire(datetime.now(UTC), _NOT_COPIED)
    folder.spool.sweep((), older_than=0)


def forget_index(folder: DataFolder) -> None:
    """Delete the derived index; it is built again when next needed."""
    shutil.rmtree(folder.index, ignore_errors=True)
    folder.index.mkdir(exist_ok=True)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return _sha256(iter(lambda: stream.read(_BLOCK), b""))


def _sha256(blocks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
