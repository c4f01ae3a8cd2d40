"""Endnotes of a Word document: the part, its settings and the references, as Office Open XML (ECMA-376) has them.

A second reference to the same note is a NOTEREF field to the first, so a source is written once.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from web.exports.report import Source

Xml = Any  # an element of the tree; python-docx types only some of them
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_REFERENCE_STYLE, _TEXT_STYLE = "EndnoteReference", "EndnoteText"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_AFTER_SETTING = "w:compat"  # what follows endnotePr in the schema's order
_AFTER_SECTION = "w:pgSz"


class Endnotes:
    """The endnotes of one document. Call ``finish`` once, when every reference was made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: dict[Source, int] = {}
        self._root = parse_xml(f"<w:endnotes {nsdecls('w')}/>")
        for number, kind in _SEPARATORS:
            self._root.append(_separator(number, kind))
        _add_styles(document)

    def refer(self, paragraph: Paragraph, source: Source) -> None:
        """Put the number of ``source`` at the end of ``paragraph``."""
        known = self._numbers.get(source)
        if known is not None:
            _append_field(paragraph, known)
            return
        number = self._numbers[source] = len(self._numbers) + 1
        _append_reference(paragraph, number)
        self._root.append(_note(number, source))

    def finish(self) -> None:
        """Add the notes to the document, numbered 1, 2, 3; nothing when there is none."""
        if not self._numbers:
            return
        package = self._document.part.package
        assert package is not None
        part = Part(PackURI("/word/endnotes.xml"), _CONTENT_TYPE, serialize_part_xml(self._root), package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
        _insert_before(self._document.settings.element, _AFTER_SETTING, _settings())
        for section in self._document.sections:
            properties = section._sectPr
            _insert_before(properties, _AFTER_SECTION, _numbering())


def _add_styles(document: Document) -> None:
    reference = document.styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = document.styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(11)
    text.paragraph_format.space_after = Pt(3)
    text.paragraph_format.first_line_indent = None
    for style, name in ((reference, _REFERENCE_STYLE), (text, _TEXT_STYLE)):
        style.element.set(qn("w:styleId"), name)


def _append_reference(paragraph: Paragraph, number: int) -> None:
    """The reference itself, in a bookmark to which later ones point."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    reference = OxmlElement("w:endnoteReference")
    reference.set(qn("w:id"), str(number))
    _space(paragraph, number)
    for element in (start, _styled_run(reference), end):
        paragraph._p.append(element)


def _append_field(paragraph: Paragraph, number: int) -> None:
    """The number of a note that was referred to before."""
    _space(paragraph, number)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF {_bookmark(number)} \\f \\h ")
    text = OxmlElement("w:t")
    text.text = str(number)
    field.append(_styled_run(text))
    paragraph._p.append(field)


def _space(paragraph: Paragraph, number: int) -> None:
    """A comma between two numbers that stand together."""
    last = paragraph._p[-1] if len(paragraph._p) else None
    if last is not None and last.tag in (qn("w:bookmarkEnd"), qn("w:fldSimple")):
        text = OxmlElement("w:t")
        text.text = ","
        paragraph._p.append(_styled_run(text))


def _bookmark(number: int) -> str:
    return f"_nguon{number}"


def _styled_run(child: Xml) -> Xml:
    run, properties, style = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    style.set(qn("w:val"), _REFERENCE_STYLE)
    properties.append(style)
    run.append(properties)
    run.append(child)
    return run


def _note(number: int, source: Source) -> Xml:
    """The note: its number, the citation in words, the quote."""
    note, paragraph = OxmlElement("w:endnote"), OxmlElement("w:p")
    note.set(qn("w:id"), str(number))
    paragraph.append(_paragraph_style())
    paragraph.append(_styled_run(OxmlElement("w:endnoteRef")))
    quote = f": “{source.quote}”" if source.quote else ""
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {source.citation}{quote}"
    run.append(text)
    paragraph.append(run)
    note.append(paragraph)
    return note


def _paragraph_style() -> Xml:
    properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    style.set(qn("w:val"), _TEXT_STYLE)
    properties.append(style)
    return properties


def _separator(number: int, kind: str) -> Xml:
    note, paragraph, run = OxmlElement("w:endnote"), OxmlElement("w:p"), OxmlElement("w:r")
    note.set(qn("w:type"), kind)
    note.set(qn("w:id"), str(number))
    run.append(OxmlElement(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _settings() -> Xml:
    """Which notes are the separators."""
    made = OxmlElement("w:endnotePr")
    for number, _ in _SEPARATORS:
        one = OxmlElement("w:endnote")
        one.set(qn("w:id"), str(number))
        made.append(one)
    return made


def _numbering() -> Xml:
    made, form = OxmlElement("w:endnotePr"), OxmlElement("w:numFmt")
    form.set(qn("w:val"), "decimal")
    made.append(form)
    return made


def _insert_before(parent: Xml, follower: str, child: Xml) -> None:
    known = parent.find(qn(follower))
    if known is None:
        parent.append(child)
    else:
        known.addprevious(child)
