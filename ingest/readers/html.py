"""HTML pages: what a reader of the page sees, block by block; no scripts, styles or hidden parts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree, html

from ingest.errors import UnreadableFile
from ingest.readers.layout import Block, Paragraph, Table, to_text
from ingest.readers.source import Content
from ingest.readers.text import Decoded, decode, is_unicode

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HTML_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\v"  # a line break that the author set, while the white space of the source still stands
_SKIPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math"}
    | {"nav", "button", "select", "textarea", "audio", "video"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
)


def read(data: bytes, path: Path) -> Content:
    """The text of the page.

    Raises:
        UnreadableFile: the bytes are in no encoding that the page names, or hold no page.
    """
    decoded = _decoded(data, path)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(decoded.text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise UnreadableFile(path, "trang HTML không có nội dung.") from error
    return Content(to_text(_blocks(root)), decoded.warnings)


def _decoded(data: bytes, path: Path) -> Decoded:
    """By UTF-8 when the bytes are UTF-8 (pages often name another by mistake), else by the page's own word."""
    named = _CHARSET.search(data[:4096])
    if named is None or is_unicode(data):
        return decode(data, path)
    try:
        return Decoded(data.decode(codecs.lookup(named[1].decode("ascii")).name))
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            path, f"không đọc được chữ theo bảng mã mà trang khai báo ({named[1].decode()})."
        ) from error


def _blocks(element: html.HtmlElement) -> list[Block]:
    """The blocks under ``element``: runs of inline content become paragraphs between the block elements."""
    blocks: list[Block] = []
    inline: list[str] = []
    for piece in _flow(element):
        if isinstance(piece, str):
            inline.append(piece)
        else:
            _end_paragraph(inline, blocks)
            blocks += piece
    _end_paragraph(inline, blocks)
    return blocks


def _flow(element: html.HtmlElement) -> Iterator[str | list[Block]]:
    """Inline text, and the blocks of block elements, in reading order."""
    if element.text:
        yield _spaced(element.text, element)
    for child in element:
        if not _is_hidden(child):
            yield from _child_flow(child)
        if child.tail:
            yield _spaced(child.tail, element)


def _child_flow(child: html.HtmlElement) -> Iterator[str | list[Block]]:
    if child.tag == "br":
        yield _BREAK
    elif child.tag == "table":
        yield [block for caption in child.findall("caption") for block in _blocks(caption)]
        yield [_table(child)]
    elif child.tag == "li":
        yield _marked(_list_marker(child), _blocks(child))
    elif child.tag in _BLOCKS:
        yield _blocks(child)
    else:
        yield from _flow(child)


def _list_marker(item: html.HtmlElement) -> str:
    """What a browser prints before a list item: its number, or a bullet (here a dash)."""
    items = item.getparent()
    if items is None or items.tag != "ol":
        return "-"
    start = _count(items.get("start"))
    return f"{start + sum(1 for _ in item.itersiblings('li', preceding=True))}."


def _marked(marker: str, blocks: list[Block]) -> list[Block]:
    if blocks and isinstance(blocks[0], Paragraph):
        return [Paragraph(f"{marker} {blocks[0].text.lstrip()}"), *blocks[1:]]
    return blocks


def _spaced(text: str, element: html.HtmlElement) -> str:
    if element.tag == "pre":
        return text.replace("\r\n", "\n").replace("\n", _BREAK)
    return _HTML_SPACES.sub(" ", text)


def _end_paragraph(inline: list[str], blocks: list[Block]) -> None:
    text = "".join(inline).replace(_BREAK, "\n")
    if text.strip():
        blocks.append(Paragraph(text))
    inline.clear()


def _is_hidden(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _table(element: html.HtmlElement) -> Table:
    rows: list[tuple[tuple[Block, ...], ...]] = []
    covered: dict[int, int] = {}  # column -> rows below that a cell above still covers
    for row in _rows(element):
        rows.append(tuple(_cells(row, covered)))
    return Table(tuple(rows))


def _rows(table: html.HtmlElement) -> Iterable[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.findall("tr")


def _cells(row: html.HtmlElement, covered: dict[int, int]) -> list[tuple[Block, ...]]:
    cells: list[tuple[Block, ...]] = []
    for cell in row.iterchildren("td", "th"):
        _skip_covered(cells, covered)
        width, height = _count(cell.get("colspan")), _count(cell.get("rowspan"))
        for column in range(len(cells), len(cells) + width):
            covered[column] = height - 1
        cells += [tuple(_blocks(cell)), *[()] * (width - 1)]
    _skip_covered(cells, covered)
    return cells


def _skip_covered(cells: list[tuple[Block, ...]], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append(())


def _count(attribute: str | None) -> int:
    value = (attribute or "").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() else 1
