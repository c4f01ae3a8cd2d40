"""What can go wrong, as a tree.

CchcError                     every error this project raises on purpose; str() is one Vietnamese line
├── BadInput                  the user's file, question or argument; nothing was changed
│   ├── UnreadableFile        a file that cannot be read as a document (with its path)
│   ├── UnsupportedFormat     a format for which there is no reader, or its tool is not installed
│   ├── NotFound              an unknown document, provision or agency
│   └── BadQuestion           an empty or too long question
├── BadDataFolder             the data folder is not ours, is locked, or is from a newer version
├── BadModel                  an embedding model that cannot be loaded
└── Defect                    an invariant of ours is broken: report it

Messages say what was seen, where, and what to do. HTTP status codes are chosen in ``web`` only.
"""

from __future__ import annotations

import errno
from pathlib import Path

_CAUSES = {
    "ENOENT": "không có tệp hoặc thư mục này",
    "EACCES": "không có quyền",
    "EPERM": "không có quyền",
    "EROFS": "ổ đĩa chỉ cho đọc",
    "ENOSPC": "ổ đĩa đã đầy",
    "EDQUOT": "hết phần đĩa được cấp",
    "EISDIR": "đây là thư mục",
    "ENOTDIR": "một phần của đường dẫn không phải thư mục",
    "EEXIST": "đã có tệp cùng tên",
    "ENAMETOOLONG": "tên quá dài",
    "EIO": "ổ đĩa có lỗi",
    "EMFILE": "đang mở quá nhiều tệp",
    "ETXTBSY": "tệp đang được chương trình khác dùng",
    "EBUSY": "tệp đang được chương trình khác dùng",
    "EADDRINUSE": "cổng đang được chương trình khác dùng",
    "EADDRNOTAVAIL": "máy này không có địa chỉ đó",
}


class CchcError(Exception):
    """Base of every error raised on purpose; ``str(error)`` is one line for the user, in Vietnamese."""


class BadInput(CchcError):
    """What the user gave cannot be used; nothing was changed."""


class FileError(BadInput):
    """Bad input that is a file; keeps its path and the reason apart."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{Path(path).name}: {reason}")


class UnreadableFile(FileError):
    """The file is missing, empty, damaged, encrypted, or its text cannot be decoded."""


class UnsupportedFormat(FileError):
    """No reader for this format, or the program that the reader needs is not installed."""


class NotFound(BadInput):
    """A document, provision, agency or folder that was named does not exist."""


class BadQuestion(BadInput):
    """The question is empty or longer than the limit."""


class BadDataFolder(CchcError):
    """The data folder is not ours, cannot be written, or was written by a newer version."""


class BadModel(CchcError):
    """The embedding model cannot be loaded or does not fit its description."""


class Defect(CchcError):
    """One of our own guarantees does not hold; never the user's fault."""


def cause(error: Exception) -> str:
    """Why reading or writing failed, in Vietnamese; an error with no translation keeps the system's own words."""
    if isinstance(error, UnicodeDecodeError):
        return f"không phải chữ UTF-8, sai từ byte thứ {error.start + 1}"
    if isinstance(error, OSError) and error.errno is not None:
        name = errno.errorcode.get(error.errno, "").removeprefix("WSA")
        return _CAUSES.get(name, error.strerror or str(error))
    return str(error)
