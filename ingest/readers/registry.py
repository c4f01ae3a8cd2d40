"""Which reader reads a file: its bytes decide, its suffix only where they prove nothing (plain text)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.errors import FileError, UnsupportedFormat
from ingest.readers.formats import SUFFIXES, Format, named_format, seen_format
from ingest.readers.legacy import is_foreign, restored
from ingest.readers.source import SIZE_LIMIT, Content, SourceText, as_source, load

Reader = Callable[[bytes, Path], Content]
# Format -> module with ``read(data, path)``; loaded when first needed, for each brings its own library.
_READERS = {
    Format.TEXT: "ingest.readers.text",
    Format.HTML: "ingest.readers.html",
    Format.DOCX: "ingest.readers.docx",
    Format.PDF: "ingest.readers.pdf",
    Format.XLSX: "ingest.readers.xlsx",
    Format.CSV: "ingest.readers.csv",
    Format.DOC: "ingest.readers.office",
    Format.ODT: "ingest.readers.office",
    Format.RTF: "ingest.readers.office",
    Format.IMAGE: "ingest.readers.scanned",
}
_ADVICE = {
    Format.XLS: "hãy mở bằng Excel và lưu thành .xlsx rồi nạp lại.",
    Format.OLE: "hãy mở bằng Office, bỏ mật khẩu nếu có, lưu thành .docx hoặc .xlsx rồi nạp lại.",
    Format.LOCKED: "hãy mở bằng Office, bỏ mật khẩu rồi nạp lại.",
    Format.ZIP: "mỗi tệp bên trong là một văn bản; hãy giải nén rồi nạp các tệp đó.",
    Format.ARCHIVE: "hãy giải nén rồi nạp các tệp bên trong.",
}
_READABLE = ", ".join(SUFFIXES)


def read(path: Path, limit: int = SIZE_LIMIT) -> SourceText:
    """The file as text.

    Raises:
        UnreadableFile: missing, a folder, empty, too large, not permitted, damaged, encrypted, or not decodable.
        UnsupportedFormat: no reader for its format, or its tool is not installed; the reason says which and what
            to do.
    """
    return read_bytes(load(path, limit), path)


def read_bytes(data: bytes, path: Path) -> SourceText:
    """Like ``read`` for bytes at hand; ``path`` only names them."""
    named, seen = named_format(path), seen_format(data)
    if seen is Format.OLE and named in (Format.DOC, Format.XLS):
        seen = named
    format = seen or named
    if format is None:
        raise UnsupportedFormat(path, f"không hỗ trợ đuôi “{path.suffix}”; các đuôi đọc được: {_READABLE}.")
    if format is named:
        return _source(format, data, path)
    suffix = f"có đuôi {path.suffix.lower()} nhưng" if path.suffix else "không có đuôi,"
    misnamed = f"{suffix} nội dung là {format.value}"
    try:
        source = _source(format, data, path)
    except FileError as error:
        raise type(error)(path, f"tệp {misnamed}; {error.reason}") from error
    return SourceText(source.text, source.sha256, (f"Tệp {misnamed}; đã đọc theo nội dung.", *source.warnings))


def _source(format: Format, data: bytes, path: Path) -> SourceText:
    if format not in _READERS:
        raise UnsupportedFormat(path, f"không đọc {format.value}; {_ADVICE[format]}")
    reader: Reader = import_module(_READERS[format]).read
    return as_source(_in_unicode(reader(data, path)), data, path)


def _in_unicode(content: Content) -> Content:
    """Text in an old Vietnamese encoding converted, with a warning; a foreign language named in one."""
    found = restored(content.text)
    warnings = content.warnings
    if found.encoding is not None:
        warnings += (f"Chữ dùng bảng mã {found.encoding} (phông cũ), đã chuyển sang Unicode; hãy đối chiếu bản gốc.",)
    if is_foreign(found.text):
        warnings += ("Văn bản hầu như không có chữ tiếng Việt có dấu; việc tìm và hỏi đáp có thể không đúng.",)
    return Content(found.text, warnings)
