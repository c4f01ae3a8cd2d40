"""The versions of this program and of the libraries that decide what it finds."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

NAME = "tra-cuu-cchc"
# Distribution -> what it is for, in words for the user.
LIBRARIES = {
    "sentence-transformers": "mô hình ngữ nghĩa",
    "torch": "tính toán của mô hình",
    "faiss-cpu": "tìm theo nghĩa",
    "tantivy": "tìm theo từ",
    "underthesea": "tách từ tiếng Việt",
    "sqlalchemy": "cơ sở dữ liệu",
    "fastapi": "trang web",
}


def program_version() -> str:
    """The version of the program as installed."""
    return _version(NAME)


def versions() -> list[tuple[str, str, str]]:
    """Python and the libraries: name, version, purpose."""
    libraries = [(name, _version(name), purpose) for name, purpose in LIBRARIES.items()]
    return [("Python", platform.python_version(), "ngôn ngữ chạy chương trình"), *libraries]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "không rõ"
