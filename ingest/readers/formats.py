"""Which format a file is in: by its name, and by what its first bytes are."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum
from pathlib import Path


class Format(Enum):
    """A format that files are found in; the value is its name in messages."""

    TEXT = "văn bản thuần"
    HTML = "HTML"
    DOCX = "Word (.docx)"
    PDF = "PDF"
    XLSX = "Excel (.xlsx)"
    CSV = "bảng CSV"
    DOC = "Word 97-2003 (.doc)"
    XLS = "Excel 97-2003 (.xls)"
    OLE = "Office cũ"
    LOCKED = "tệp Office đặt mật khẩu"
    ODT = "OpenDocument (.odt)"
    RTF = "RTF"
    IMAGE = "ảnh"
    ZIP = "tệp nén ZIP"
    ARCHIVE = "tệp nén"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".markdown": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
    ".xlsx": Format.XLSX,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".doc": Format.DOC,
    ".odt": Format.ODT,
    ".rtf": Format.RTF,
    ".png": Format.IMAGE,
    ".jpg": Format.IMAGE,
    ".jpeg": Format.IMAGE,
    ".tif": Format.IMAGE,
    ".tiff": Format.IMAGE,
}
# Names of formats that have no reader; a message can then say which it is.
OTHER_SUFFIXES = {
    ".xls": Format.XLS,
    ".zip": Format.ZIP,
    ".rar": Format.ARCHIVE,
    ".7z": Format.ARCHIVE,
}
# First bytes of a file -> its format.
_SIGNATURES = (
    (b"%PDF-", Format.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b", Format.ARCHIVE),
)
_ZIP = b"PK\x03\x04"
# A member of a zip file -> the format it proves.
_ZIP_MEMBERS = (("word/document.xml", Format.DOCX), ("xl/workbook.xml", Format.XLSX), ("content.xml", Format.ODT))
# A stream of an old Office file (its name is stored in UTF-16) -> the format it proves; the first that is found.
_OLE_STREAMS = (("EncryptedPackage", Format.LOCKED), ("WordDocument", Format.DOC), ("Workbook", Format.XLS))
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def named_format(path: Path) -> Format | None:
    """The format that the file's suffix promises, or None."""
    suffix = path.suffix.lower()
    return SUFFIXES.get(suffix) or OTHER_SUFFIXES.get(suffix)


def seen_format(data: bytes) -> Format | None:
    """The format that the bytes prove, or None (plain text proves nothing)."""
    if data.startswith(_ZIP):
        return _zip_format(data)
    if _HTML.match(data[:4096].removeprefix(_BYTE_ORDER_MARK)):
        return Format.HTML
    start = data[:64].lstrip()
    found = next((format for signature, format in _SIGNATURES if start.startswith(signature)), None)
    return _ole_format(data) if found is Format.OLE else found


def _ole_format(data: bytes) -> Format:
    return next((format for name, format in _OLE_STREAMS if name.encode("utf-16-le") in data), Format.OLE)


def _zip_format(data: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None  # cut or scrambled: its name is the better witness
    return next((format for member, format in _ZIP_MEMBERS if member in members), Format.ZIP)
