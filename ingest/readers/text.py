"""Plain text and Markdown: UTF-8, or UTF-16/32; else an encoding that the text itself proves.

A file that is not Unicode is read only when its words come out as Vietnamese (TCVN3, VNI, Windows-1258), or when it is
English but for typographic signs (Windows-1252). Lines that are UTF-8 in such a file are read as UTF-8.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers.legacy import CONVERTERS, vietnamese_share
from ingest.readers.source import Content

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAIN = re.compile("[ -~]")
_UNMARKED = ("utf-16-le", "utf-16-be")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_PROVEN = 0.85  # of the words with marks are Vietnamese syllables
_ENOUGH_WORDS = 3
_WESTERN = "Windows-1252"
_SIGNS = re.compile("[\u00a0-\u00bf\u2010-\u2122]")  # what English prints beside ASCII


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and the name of its encoding where that had to be found out ("" when it is Unicode)."""

    text: str
    found: str = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell the user about the encoding."""
        if not self.found:
            return ()
        return (f"Tệp dùng bảng mã {self.found}, đã chuyển sang Unicode; hãy đối chiếu với bản gốc khi trích dẫn.",)


def read(data: bytes, path: Path) -> Content:
    """The text of the file.

    Raises:
        UnreadableFile: binary, or in an encoding that cannot be told; the reason names the first wrong byte.
    """
    decoded = decode(data, path)
    control = _CONTROL.search(decoded.text)
    if control:
        raise UnreadableFile(
            path, f"không phải văn bản: có ký tự điều khiển 0x{ord(control[0]):02X} tại vị trí {control.start()}."
        )
    return Content(decoded.text, decoded.warnings)


def decode(data: bytes, path: Path) -> Decoded:
    """``data`` as text: by its byte order mark, as UTF-8, as UTF-16 when certain, else as its words prove.

    Raises:
        UnreadableFile: no encoding makes text of the bytes.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    wide = _unmarked_utf_16(data) if encoding is None else None
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode(encoding or "utf-8"))
    except UnicodeDecodeError as error:
        found = _proven(data) if encoding is None and not _CONTROL_BYTES.search(data) else None
        if found is None:
            raise UnreadableFile(path, _undecodable(data, encoding or "utf-8", error.start)) from error
        return found


def is_unicode(data: bytes) -> bool:
    """Whether the bytes are UTF-8, or begin with a byte order mark."""
    return any(data.startswith(mark) for mark, _ in _MARKS) or _as_utf_8(data) is not None


def _unmarked_utf_16(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: one half of the bytes is mostly the zeros of ASCII, and all of it decodes."""
    if len(data) % 2 or b"\x00" not in data[:2000]:
        return None
    for encoding, zeros in zip(_UNMARKED, (data[1::2], data[::2]), strict=True):
        if zeros.count(0) > 0.4 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROL.search(text) and len(_PLAIN.findall(text)) > 0.5 * len(text):
                return Decoded(text, "UTF-16 không có dấu thứ tự byte (BOM)")
    return None


def _proven(data: bytes) -> Decoded | None:
    lines = data.split(b"\n")
    texts = [_as_utf_8(line) for line in lines]
    others = [line for line, text in zip(lines, texts, strict=True) if text is None]
    name = _old_encoding(others)
    if name is None:
        return None
    read_lines = (_decoded_line(line, name) if text is None else text for line, text in zip(lines, texts, strict=True))
    is_mixed = any(text is not None and not text.isascii() for text in texts)
    return Decoded("\n".join(read_lines), f"{name} lẫn với UTF-8" if is_mixed else name)


def _as_utf_8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _old_encoding(lines: Sequence[bytes]) -> str | None:
    """The 8-bit encoding that makes Vietnamese of the lines, or English with typographic signs; None if none does."""
    shares = {name: vietnamese_share([_decoded_line(line, name) for line in lines]) for name in _VIETNAMESE}
    name = max(shares, key=lambda each: shares[each][1])
    count, share = shares[name]
    if share >= _PROVEN and count >= _ENOUGH_WORDS:
        return name
    western = [_decoded_line(line, _WESTERN) for line in lines]
    return _WESTERN if all(_SIGNS.sub("", line).isascii() for line in western) else None


_VIETNAMESE = (*CONVERTERS, "Windows-1258")


def _decoded_line(line: bytes, encoding: str) -> str:
    if encoding == "Windows-1258":
        return unicodedata.normalize("NFC", line.decode("cp1258", errors="replace"))
    plain = line.decode("cp1252", errors="replace")
    return plain if encoding == _WESTERN else CONVERTERS[encoding](plain)


def _undecodable(data: bytes, encoding: str, offset: int) -> str:
    where = f"byte 0x{data[offset]:02X} tại vị trí {offset} không thuộc {encoding.removesuffix('-sig').upper()}"
    if _CONTROL_BYTES.search(data):
        return f"không phải văn bản ({where}); có vẻ là tệp nhị phân."
    return (
        f"không đọc được chữ: {where}, và không nhận ra bảng mã cũ nào (TCVN3, VNI, Windows-1258). "
        "Hãy chuyển sang Unicode (UTF-8) rồi nạp lại."
    )
