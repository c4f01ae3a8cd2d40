"""What a Word file keeps outside its lines: notes, hidden text, old fonts, heads and feet; files that are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from ingest.errors import UnreadableFile
from ingest.readers import read, read_bytes
from ingest.readers.word_fonts import Fonts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTE = '<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:footnote>'


def saved(build: Callable[[WordDocument], object], **parts: str) -> bytes:
    """A Word file; ``parts`` are XML files put beside its body, by name."""
    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return with_parts(stream.getvalue(), parts) if parts else stream.getvalue()


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, _registered(name, old.read(name).decode("utf-8", "surrogateescape"), parts))
        for name, xml in parts.items():
            new.writestr(f"word/{name}.xml", xml)
    return stream.getvalue()


def _registered(name: str, content: str, parts: dict[str, str]) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    for part in parts:
        kind = f'<Override PartName="/word/{part}.xml" ContentType="{word}.{part}+xml"/></Types>'
        link = f'<Relationship Id="x{part}" Type="{office}/{part}" Target="{part}.xml"/></Relationships>'
        if name == "[Content_Types].xml":
            content = content.replace("</Types>", kind)
        if name == "word/_rels/document.xml.rels":
            content = content.replace("</Relationships>", link)
    return content.encode("utf-8", "surrogateescape")


def text_of(data: bytes) -> str:
    return read_bytes(data, Path("a.docx")).text


def add(document: WordDocument, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def paragraph(runs: str) -> str:
    return f"<w:p {W}>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_notes_stand_at_the_end_behind_their_marks() -> None:
    def build(document: WordDocument) -> None:
        mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
        add(document, paragraph(run("Điều 1. Phạm vi") + mark.format(3)))
        add(document, paragraph(run("Đoạn hai") + mark.format(2) + run(" tiếp.")))

    notes = "".join(NOTE.format(id=id, text=text) for id, text in ((2, "Hai."), (3, "Sửa đổi năm 2025."), (9, "Thừa.")))
    data = saved(build, footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>")
    assert text_of(data) == "Điều 1. Phạm vi[1]\n\nĐoạn hai[2] tiếp.\n\n[1] Sửa đổi năm 2025.\n\n[2] Hai.\n"


def test_heads_and_feet_of_pages_are_left_out() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("Thân")
        section = document.sections[0]
        section.header.paragraphs[0].text = "Đầu trang"
        section.footer.paragraphs[0].text = "Trang 3"

    assert text_of(saved(build)) == "Thân\n"


# runs of a paragraph -> text
RUNS = [
    (run("hiện") + run("ẩn", "<w:vanish/>"), "hiện"),
    (run("hiện") + run(" cũng hiện", '<w:vanish w:val="0"/>'), "hiện cũng hiện"),
    (run("Sè: 5/Q§", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "Số: 5/QĐ"),
    (run("quyÕt ®Þnh", '<w:rFonts w:ascii=".VnTimeH"/>') + run(" về", '<w:rFonts w:ascii="Arial"/>'), "QUYẾT ĐỊNH về"),
    (run("Ñieàu 1. Phaïm vi", '<w:rFonts w:hAnsi="VNI-Times"/>'), "Điều 1. Phạm vi"),
    (run("Hà Nội", '<w:rFonts w:ascii=".VnTime"/>'), "Hà Nội"),
]


@pytest.mark.parametrize(("runs", "text"), RUNS)
def test_runs_are_read_as_they_are_shown(runs: str, text: str) -> None:
    assert text_of(saved(lambda document: add(document, paragraph(runs)))) == f"{text}\n"


STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Plain"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Caps"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
</w:styles>""".encode()
# own properties of a run, style of its paragraph -> font
FONTS = [
    ("", None, ".VnTime"),
    ("", "Body", ".VnTime"),
    ("", "Plain", "Calibri"),
    ("", "A", "Calibri"),
    ('<w:rStyle w:val="Caps"/>', "Body", ".VnTimeH"),
    ('<w:rFonts w:ascii="Arial"/><w:rStyle w:val="Caps"/>', "Body", "Arial"),
]


@pytest.mark.parametrize(("properties", "style", "font"), FONTS)
def test_the_font_of_a_run_is_its_own_or_inherited(properties: str, style: str | None, font: str) -> None:
    element = parse_xml(f"<w:r {W}><w:rPr>{properties}</w:rPr></w:r>")
    assert Fonts(STYLES).of_run(element, style) == font
    assert Fonts(None).of_run(parse_xml(f"<w:r {W}/>"), None) is None


def test_a_whole_document_in_an_old_font_is_converted_by_its_style() -> None:
    def build(document: WordDocument) -> None:
        document.styles["Normal"].font.name = ".VnTime"
        document.add_paragraph("§iÒu 1. Ph¹m vi ®iÒu chØnh")
        document.add_paragraph("Điều 2. Gõ bằng Unicode")

    assert text_of(saved(build)) == "Điều 1. Phạm vi điều chỉnh\n\nĐiều 2. Gõ bằng Unicode\n"


def test_a_word_file_that_is_a_bomb_is_refused() -> None:
    stream = io.BytesIO(saved(lambda document: document.add_paragraph("x")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/image1.png", b"\x00" * 30_000_000)
    with pytest.raises(UnreadableFile, match="quá lớn khi giải nén"):
        text_of(stream.getvalue())


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lớn.docx"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    with pytest.raises(UnreadableFile, match=r"100,0 MB, vượt giới hạn 100,0 MB; hãy tách nhỏ"):
        read(path)


def test_ten_thousand_rows_of_a_word_table_are_read() -> None:
    row = (
        "<w:tr>" + "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("1", "Rà soát", "Sở Nội vụ")) + "</w:tr>"
    )
    data = saved(lambda document: add(document, f"<w:tbl {W}>{row * 10_000}</w:tbl>"))
    assert text_of(data).count("1\tRà soát\tSở Nội vụ\n") == 10_000
