"""Word documents (.docx): paragraphs and tables in document order, with the numbers that Word prints by itself.

Deleted text of tracked changes is left out, inserted text is read. Text boxes follow the paragraph that holds them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from ingest.errors import UnreadableFile
from ingest.readers.layout import Block, Paragraph, Table, to_text
from ingest.readers.numbering import Numbering, W
from ingest.readers.source import SIZE_LIMIT, Content

_UNPACKED_LIMIT = 10 * SIZE_LIMIT
_DAMAGED = "tệp Word bị hỏng hoặc thiếu phần cuối; hãy mở bằng Word, lưu lại rồi nạp lại."
# What the zip, XML and Word libraries raise on a file that is cut, scrambled or incomplete.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, PackageNotFoundError, EOFError, OSError, RuntimeError, SyntaxError),
    *(AttributeError, LookupError, TypeError, ValueError),
)
_NOT_SHOWN = frozenset({f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PRINTED = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_WRAPPERS = frozenset({f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")})
_NOTES = (("footnotes", "chú thích cuối trang"), ("endnotes", "chú thích cuối văn bản"))
_NOTES_BY_DEFAULT = 2  # the separators that every notes part holds


def read(data: bytes, path: Path) -> Content:
    """The text of the document's body; headers and footers of pages are left out.

    Raises:
        UnreadableFile: truncated, not a Word document inside, or too large when unpacked.
    """
    try:
        _check_size(data, path)
        document = Document(io.BytesIO(data))
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        blocks = list(_Body(parts).blocks(document.element.body))
    except _BROKEN as error:
        raise UnreadableFile(path, _DAMAGED) from error
    return Content(to_text(blocks), _warnings(parts))


def _check_size(data: bytes, path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(member.file_size for member in packed.infolist()) > _UNPACKED_LIMIT:
            raise UnreadableFile(path, "tệp Word quá lớn khi giải nén; hãy tách nhỏ.")


class _Body:
    """Walks the body; holds the running numbers."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._numbering = Numbering(parts.get("/word/numbering.xml"), parts.get("/word/styles.xml"))

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Paragraphs and tables under ``parent``, in order."""
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield Table(tuple(self._row(row) for row in _rows(child)))
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text = "".join(_words(element))
        marker = self._marker(element) if text.strip() else ""
        yield Paragraph(f"{marker} {text}" if marker else text)
        for box in _text_boxes(element):
            yield from self.blocks(box)

    def _marker(self, element: Any) -> str:
        settings = f"{W}pPr/{W}numPr/{W}"
        own = _value(element, f"{settings}numId"), _value(element, f"{settings}ilvl")
        place = self._numbering.place(*own, _value(element, f"{W}pPr/{W}pStyle"))
        return "" if place is None else self._numbering.marker(place)

    def _row(self, row: Any) -> tuple[tuple[Block, ...], ...]:
        cells: list[tuple[Block, ...]] = [()] * int(_value(row, f"{W}trPr/{W}gridBefore") or 0)
        for cell in _cells(row):
            continues = cell.find(f"{W}tcPr/{W}vMerge")
            is_covered = continues is not None and continues.get(f"{W}val", "continue") == "continue"
            width = int(_value(cell, f"{W}tcPr/{W}gridSpan") or 1)
            cells += [() if is_covered else tuple(self.blocks(cell)), *[()] * (width - 1)]
        return tuple(cells)


def _rows(table: Any) -> Iterator[Any]:
    return _unwrapped(table, f"{W}tr")


def _cells(row: Any) -> Iterator[Any]:
    return _unwrapped(row, f"{W}tc")


def _unwrapped(parent: Any, tag: str) -> Iterator[Any]:
    """Children with ``tag``, also inside content controls and tracked insertions."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag not in _NOT_SHOWN and child.tag not in (_FALLBACK, f"{W}txbxContent"):
            yield from _words(child)


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _NOT_SHOWN and child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _value(element: Any, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(f"{W}val")


def _warnings(parts: dict[str, bytes]) -> tuple[str, ...]:
    counted = [(name, parts.get(f"/word/{kind}.xml", b"").count(b":id=")) for kind, name in _NOTES]
    return tuple(
        f"Có {count - _NOTES_BY_DEFAULT} {name} chưa được đọc." for name, count in counted if count > _NOTES_BY_DEFAULT
    )
