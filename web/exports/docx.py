"""Reports as Word documents on A4 in the type and margins of Nghị định 30/2020/NĐ-CP, with the sources as endnotes."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from web.exports.endnotes import Endnotes, Xml
from web.exports.report import Line, Report, Row, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"
_SIZE, _TABLE_SIZE = Pt(13), Pt(11)
_SHORT, _LONG = Mm(210), Mm(297)
_SOURCES = "Nguồn trích dẫn, kèm nguyên văn, ở chú thích cuối văn bản."
_HEAD_FILL = "DCE6F1"
_STYLES = {"heading": "Heading 2", "item": "List Bullet"}


def write(report: Report) -> bytes:
    """The report as the bytes of a ``.docx`` file."""
    document = Document()
    _set_up(document, report)
    notes = Endnotes(document)
    document.add_heading(report.title, 0)
    for name, value in report.about:
        _about(document.add_paragraph(), name, value)
    for line in report.lines:
        _line(document, line, notes)
    for table in report.tables:
        _table(document, table, notes)
    if report.sources:
        _line(document, Line(_SOURCES, style="note"), notes)
    notes.finish()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: WordDocument, report: Report) -> None:
    for name, size in (("Normal", _SIZE), ("Title", Pt(16)), ("Heading 1", Pt(14)), ("Heading 2", _SIZE)):
        style = document.styles[name]
        style.font.name = _FONT
        style.font.size = size
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.bold = True
            style.font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.core_properties.title = report.title
    document.core_properties.author = "Tra cứu CCHC"
    document.core_properties.language = "vi-VN"
    _page(document.sections[0], report.landscape)


def _page(section: Section, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    number._p.append(field)


def _about(paragraph: Paragraph, name: str, value: str) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(value)


def _line(document: WordDocument, line: Line, notes: Endnotes) -> None:
    made = document.add_paragraph(style=_STYLES.get(line.style))
    run = made.add_run(line.text)
    run.bold = line.style == "lead" or None
    run.italic = line.style == "note" or None
    for source in line.sources:
        notes.refer(made, source)


def _table(document: WordDocument, table: Table, notes: Endnotes) -> None:
    if table.heading:
        document.add_heading(table.heading, 2)
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    widths = _widths(document.sections[-1], table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for cell, name, width in zip(made.rows[0].cells, table.columns, widths, strict=True):
        _fill(cell, name, width).bold = True
        _shade(cell)
    _set_row(made.rows[0]._tr, "w:tblHeader")  # printed again on every page that the table reaches
    for row in table.rows:
        _row(list(made.add_row().cells), row, widths, notes)
    document.add_paragraph()


def _row(cells: list[_Cell], row: Row, widths: list[Length], notes: Endnotes) -> None:
    """The row, kept on one page; its notes stand in the longest cell, which is what it says."""
    _set_row(cells[0]._tc.getparent(), "w:cantSplit")
    for cell, value, width in zip(cells, row.cells, widths, strict=True):
        _fill(cell, str(value), width)
    longest = max(range(len(cells)), key=lambda place: len(str(row.cells[place])))
    for source in row.sources:
        notes.refer(cells[longest].paragraphs[0], source)


def _widths(section: Section, table: Table) -> list[Length]:
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None
    assert left is not None
    assert right is not None
    return [Length((page - left - right) * share // sum(table.widths)) for share in table.widths]


def _fill(cell: _Cell, text: str, width: Length) -> Run:
    cell.width = width
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run: Run = paragraph.add_run(text)
    run.font.size = _TABLE_SIZE
    return run


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _HEAD_FILL)):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _set_row(row: Xml, name: str) -> None:
    """Turn on a property of a row."""
    head = OxmlElement(name)
    head.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(head)
