"""Which reader reads a file: its bytes decide, its suffix only where they prove nothing (plain text)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.errors import UnsupportedFormat
from ingest.readers.formats import SUFFIXES, Format, named_format, seen_format
from ingest.readers.source import SIZE_LIMIT, Content, SourceText, as_source, load

Reader = Callable[[bytes, Path], Content]
# Format -> module with ``read(data, path)``; loaded when first needed, for each brings its own library.
_READERS = {
    Format.TEXT: "ingest.readers.text",
    Format.HTML: "ingest.readers.html",
    Format.DOCX: "ingest.readers.docx",
    Format.PDF: "ingest.readers.pdf",
}
_ADVICE = {
    Format.DOC: "hãy mở bằng Word và lưu thành .docx rồi nạp lại.",
    Format.OLE: "hãy mở bằng Word, bỏ mật khẩu nếu có, lưu thành .docx rồi nạp lại.",
    Format.RTF: "hãy mở bằng Word và lưu thành .docx rồi nạp lại.",
    Format.ODT: "hãy lưu thành .docx rồi nạp lại.",
    Format.IMAGE: "chưa có công cụ nhận dạng chữ (OCR); hãy nạp bản Word hoặc PDF có lớp chữ.",
    Format.ARCHIVE: "hãy giải nén rồi nạp các tệp bên trong.",
}
_READABLE = ", ".join(SUFFIXES)
_OTHERWISE = f"các đuôi đọc được: {_READABLE}."


def read(path: Path, limit: int = SIZE_LIMIT) -> SourceText:
    """The file as text.

    Raises:
        UnreadableFile: missing, a folder, empty, too large, not permitted, damaged, encrypted, or not Unicode.
        UnsupportedFormat: no reader for its format; the reason says which format was seen and what to do.
    """
    return read_bytes(load(path, limit), path)


def read_bytes(data: bytes, path: Path) -> SourceText:
    """Like ``read`` for bytes at hand; ``path`` only names them."""
    named, seen = named_format(path), seen_format(data)
    format = _format(named, seen, path)
    content = _reader(format)(data, path)
    source = as_source(content, data, path)
    if seen is None or seen is named:
        return source
    warning = f"Tệp có đuôi {path.suffix.lower()} nhưng nội dung là {seen.value}; đã đọc theo nội dung."
    return SourceText(source.text, source.sha256, (warning, *source.warnings))


def _format(named: Format | None, seen: Format | None, path: Path) -> Format:
    proven = named if seen is None or (seen is Format.OLE and named is Format.DOC) else seen
    if proven in _READERS:
        return proven
    if proven is None:
        raise UnsupportedFormat(path, f"không hỗ trợ đuôi “{path.suffix}”; các đuôi đọc được: {_READABLE}.")
    misnamed = f"tệp có đuôi {path.suffix.lower()} nhưng " if named in _READERS else ""
    raise UnsupportedFormat(path, f"{misnamed}nội dung là {proven.value}; {_ADVICE.get(proven, _OTHERWISE)}")


def _reader(format: Format) -> Reader:
    reader: Reader = import_module(_READERS[format]).read
    return reader
