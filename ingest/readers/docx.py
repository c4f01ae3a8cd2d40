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
from docx.oxml import parse_xml

from ingest.errors import UnreadableFile
from ingest.readers.layout import Block, Paragraph, Table, to_text
from ingest.readers.legacy import in_font
from ingest.readers.numbering import Numbering, W
from ingest.readers.packed import check_unpacked_size
from ingest.readers.source import Content
from ingest.readers.word_fonts import Fonts

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
_NOTES = ("footnote", "endnote")
_NOTE_MARKS = {f"{W}{kind}Reference": kind for kind in _NOTES}
_EMPTY = f'<w:none xmlns:w="{W[1:-1]}"/>'
_OFF = frozenset({"0", "false", "off"})


def read(data: bytes, path: Path) -> Content:
    """The text of the document's body, then its footnotes; headers and footers of pages are left out.

    Raises:
        UnreadableFile: truncated, not a Word document inside, or too large when unpacked.
    """
    check_unpacked_size(data, path)
    try:
        document = Document(io.BytesIO(data))
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        body = _Body(parts)
        blocks = [*body.blocks(document.element.body), *body.notes(parts)]
    except _BROKEN as error:
        raise UnreadableFile(path, _DAMAGED) from error
    return Content(to_text(blocks))


class _Body:
    """Walks the body; holds the running numbers, and the notes that the text has called for."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._numbering = Numbering(parts.get("/word/numbering.xml"), parts.get("/word/styles.xml"))
        self._fonts = Fonts(parts.get("/word/styles.xml"))
        self._called: list[tuple[str, str]] = []  # (kind, id) of each note, in the order of their marks

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Paragraphs and tables under ``parent``, in order."""
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield Table(tuple(self._row(row) for row in _rows(child)))
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def notes(self, parts: dict[str, bytes]) -> Iterator[Block]:
        """The footnotes and endnotes that the body called for, each as one paragraph after its mark."""
        texts = {
            (kind, note.get(f"{W}id")): note
            for kind in _NOTES
            for note in parse_xml(parts.get(f"/word/{kind}s.xml", _EMPTY)).iterchildren(f"{W}{kind}")
        }
        for number, key in enumerate(tuple(self._called), start=1):
            if key in texts:
                pieces = (block.text for block in self.blocks(texts[key]) if isinstance(block, Paragraph))
                yield Paragraph(f"[{number}] {' '.join(pieces).strip()}")

    def _paragraph(self, element: Any) -> Iterator[Block]:
        style = _value(element, f"{W}pPr/{W}pStyle")
        text = "".join(self._words(element, style))
        marker = self._marker(element) if text.strip() else ""
        yield Paragraph(f"{marker} {text}" if marker else text)
        for box in _text_boxes(element):
            yield from self.blocks(box)

    def _words(self, element: Any, style: str | None) -> Iterator[str]:
        for child in element.iterchildren():
            if child.tag == f"{W}r":
                if not _is_hidden(child):
                    yield in_font("".join(self._words(child, style)), self._fonts.of_run(child, style))
            elif child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _PRINTED:
                yield _PRINTED[child.tag]
            elif child.tag in _NOTE_MARKS:
                yield self._note_mark(child)
            elif child.tag not in _NOT_SHOWN and child.tag not in (_FALLBACK, f"{W}txbxContent"):
                yield from self._words(child, style)

    def _note_mark(self, mark: Any) -> str:
        self._called.append((_NOTE_MARKS[mark.tag], mark.get(f"{W}id")))
        return f"[{len(self._called)}]"

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


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _NOT_SHOWN and child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _value(element: Any, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(f"{W}val")


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in _OFF
