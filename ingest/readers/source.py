"""A file on disk as bytes, and what reading it yields."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile, cause

SIZE_LIMIT = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a file: its text, and what the user should know about how well it was read."""

    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as text: NFC, lines ended by "\\n", paragraphs parted by a blank line, table rows as lines with tabs.

    ``sha256`` is of the file's bytes.
    """

    text: str
    sha256: str
    warnings: tuple[str, ...]


def load(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a file that is worth reading.

    Raises:
        UnreadableFile: missing, a folder, empty, larger than ``limit`` bytes, or not permitted.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(path, "là một thư mục, không phải tệp.")
        size = path.stat().st_size
        if size > limit:
            raise UnreadableFile(path, f"tệp lớn {_megabytes(size)}, vượt giới hạn {_megabytes(limit)}; hãy tách nhỏ.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "không tìm thấy tệp hoặc thư mục; hãy kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise UnreadableFile(path, f"không mở được tệp ({cause(error)}); hãy kiểm tra quyền đọc.") from error
    if not data.strip():
        raise UnreadableFile(path, "tệp trống, không có nội dung.")
    return data


def as_source(content: Content, data: bytes, path: Path) -> SourceText:
    """The content as the rest of the program wants it.

    Raises:
        UnreadableFile: there is no text, or it holds characters that no document holds (a binary file).
    """
    text = normal_text(content.text)
    if not text.strip():
        raise UnreadableFile(path, "không có chữ nào trong tệp.")
    return SourceText(text, hashlib.sha256(data).hexdigest(), content.warnings)


def normal_text(text: str) -> str:
    """``text`` in NFC with "\\n" as the only line break; nothing else is changed.

    >>> normal_text("To\\u0302\\r\\nHo\\u0323p\\r")
    'Tô\\nHọp\\n'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
