"""ZIP files that hold documents: each member is read as a document of its own, in memory, never by its path."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableFile
from ingest.readers.legacy import vietnamese_share
from ingest.readers.source import SIZE_LIMIT, load

PACKED_SUFFIXES = frozenset({".zip"})
MOST_MEMBERS = 2_000
UNPACKED_LIMIT = 10 * SIZE_LIMIT
_BOMB_RATIO = 200  # times smaller when packed, ...
_BOMB_SIZE = 10 * 1024 * 1024  # ... and worth minding only from this size on
_ENCRYPTED = 0x1
_UTF_8_NAMES = 0x800
_UNSAFE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_NOT_DOCUMENTS = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_DAMAGED = "tệp ZIP bị hỏng hoặc thiếu phần cuối; hãy nén lại."


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a ZIP file. ``name`` is its path inside, for display; ``path`` names it in messages and records."""

    archive: Path
    name: str
    index: int

    @property
    def path(self) -> Path:
        """The ZIP file's path with the member's below it; no such file exists on disk."""
        return self.archive / PurePosixPath(self.name)

    def load(self) -> bytes:
        """The member's bytes.

        Raises:
            UnreadableFile: its name leads out of the folder, it has a password, is damaged or too large.
        """
        try:
            with zipfile.ZipFile(self.archive) as packed:
                member = packed.infolist()[self.index]
                _check_member(member, self.path)
                with packed.open(member) as stream:
                    data = stream.read(SIZE_LIMIT + 1)
        except _BROKEN as error:
            raise UnreadableFile(self.path, "không giải nén được, tệp ZIP bị hỏng ở chỗ này; hãy nén lại.") from error
        if len(data) > SIZE_LIMIT:
            raise UnreadableFile(self.path, _TOO_LARGE)
        return data


_TOO_LARGE = f"tệp bên trong ZIP lớn hơn {SIZE_LIMIT // 1024 // 1024} MB; hãy tách nhỏ."


def is_packed(path: Path) -> bool:
    """Whether the file is a ZIP of documents by its name: then ``expand`` it instead of reading it."""
    return path.suffix.lower() in PACKED_SUFFIXES


def expand(path: Path) -> tuple[Member, ...]:
    """The files inside the ZIP file at ``path`` in its order; folders and system files are left out.

    Nothing is unpacked before a member is loaded.

    Raises:
        UnreadableFile: missing, damaged, empty, or with more files or bytes than anyone sends.
    """
    load(path)
    try:
        with zipfile.ZipFile(path) as packed:
            infos = packed.infolist()
    except _BROKEN as error:
        raise UnreadableFile(path, _DAMAGED) from error
    _check_whole(infos, path)
    names = ((index, _name(info)) for index, info in enumerate(infos) if not info.is_dir())
    members = tuple(Member(path, name, index) for index, name in names if not _NOT_DOCUMENTS.search(name))
    if not members:
        raise UnreadableFile(path, "tệp ZIP không có tệp nào bên trong.")
    return members


def check_unpacked_size(data: bytes, path: Path) -> None:
    """Refuse an Office file whose parts would fill the memory when unpacked.

    Raises:
        UnreadableFile: too large, or no ZIP structure at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = [(part.file_size, part.compress_size) for part in packed.infolist()]
    except _BROKEN as error:
        raise UnreadableFile(path, "tệp bị hỏng hoặc thiếu phần cuối; hãy mở bằng Office rồi lưu lại.") from error
    if sum(size for size, _ in sizes) > UNPACKED_LIMIT or any(_is_bomb(*each) for each in sizes):
        raise UnreadableFile(path, "tệp quá lớn khi giải nén; hãy tách nhỏ.")


def _is_bomb(size: int, packed_size: int) -> bool:
    return size > _BOMB_SIZE and size > _BOMB_RATIO * max(packed_size, 1)


def _check_whole(infos: list[zipfile.ZipInfo], path: Path) -> None:
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFile(path, f"tệp ZIP có {len(infos)} tệp, vượt giới hạn {MOST_MEMBERS}; hãy tách nhỏ.")
    if sum(info.file_size for info in infos) > UNPACKED_LIMIT:
        raise UnreadableFile(path, f"tệp ZIP lớn hơn {UNPACKED_LIMIT // 1024 // 1024} MB khi giải nén; hãy tách nhỏ.")


def _check_member(info: zipfile.ZipInfo, path: Path) -> None:
    if _UNSAFE.search(info.filename):
        raise UnreadableFile(path, "đường dẫn bên trong ZIP trỏ ra ngoài thư mục; không đọc tệp này.")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableFile(path, "tệp ZIP đặt mật khẩu; hãy giải nén rồi nạp các tệp bên trong.")
    if info.file_size > SIZE_LIMIT:
        raise UnreadableFile(path, _TOO_LARGE)
    if _is_bomb(info.file_size, info.compress_size):
        raise UnreadableFile(path, "tệp nén bất thường (bom nén); không đọc tệp này.")


def _name(info: zipfile.ZipInfo) -> str:
    """The member's path as its author typed it: many programs write UTF-8 or Windows-1258 without saying so."""
    if info.flag_bits & _UTF_8_NAMES:
        return _safe(info.filename)
    try:
        raw = info.filename.encode("cp437")
        return _safe(raw.decode("utf-8"))
    except UnicodeEncodeError:
        return _safe(info.filename)
    except UnicodeDecodeError:
        vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))
        return _safe(vietnamese if vietnamese_share([vietnamese])[1] > 0.5 else info.filename)


def _safe(name: str) -> str:
    """``name`` without what would lead out of a folder, for display."""
    pieces = re.split(r"[/\\]+", name.replace("\x00", ""))
    return "/".join(piece for piece in pieces if piece not in ("", ".", "..") and not piece.endswith(":")) or "?"
