"""Plain text and Markdown: UTF-8, or UTF-16/32 with a byte order mark. Other encodings are refused, not guessed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers.source import Content

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def read(data: bytes, path: Path) -> Content:
    """The text of the file.

    Raises:
        UnreadableFile: binary, or in an encoding that is not Unicode; the reason names the first wrong byte.
    """
    text = decode(data, path)
    control = _CONTROL.search(text)
    if control:
        raise UnreadableFile(
            path, f"không phải văn bản: có ký tự điều khiển 0x{ord(control[0]):02X} tại vị trí {control.start()}."
        )
    return Content(text)


def decode(data: bytes, path: Path) -> str:
    """``data`` as text by its byte order mark, else as UTF-8.

    Raises:
        UnreadableFile: the bytes are not in that encoding.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, _undecodable(data, encoding, error.start)) from error


def _undecodable(data: bytes, encoding: str, offset: int) -> str:
    where = f"byte 0x{data[offset]:02X} tại vị trí {offset} không thuộc {encoding.removesuffix('-sig').upper()}"
    if _CONTROL_BYTES.search(data):
        return f"không phải văn bản ({where}); có vẻ là tệp nhị phân."
    return (
        f"không đọc được chữ: {where}; có vẻ dùng bảng mã cũ (TCVN3, VNI hoặc Windows-1258). "
        "Hãy chuyển sang Unicode (UTF-8) rồi nạp lại."
    )
