"""Printed pages become blocks of text: furniture dropped, tables by their rules, columns and paragraphs by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.columns import in_reading_order
from ingest.readers.footnotes import note_texts, split_footnotes
from ingest.readers.layout import Block, Paragraph, Table
from ingest.readers.page import PrintedLine, PrintedPage, Word, rows_of
from ingest.readers.printed import PrintedParagraph, goes_on, joined_text, measures, paragraphs
from ingest.readers.ruled import Grid, find_grids, table_of
from ingest.readers.running import without_furniture

_Piece = PrintedParagraph | Table


def blocks_of(pages: Sequence[PrintedPage]) -> list[Block]:
    """The blocks of all pages in reading order; a paragraph that a page break cuts is one. Footnotes come last."""
    found: list[Block] = []
    notes: list[Block] = []
    last: _Piece | None = None
    for whole in without_furniture(pages):
        page, note_words = split_footnotes(whole)
        notes += map(Paragraph, note_texts(note_words))
        for at, piece in enumerate(_page_pieces(page, note_words)):
            if at == 0 and _is_cut(last, piece):
                found[-1] = Paragraph(joined_text(_text(found[-1]), _text(_block(piece))))
            else:
                found.append(_block(piece))
            last = piece
    return found + notes


def _is_cut(last: _Piece | None, first: _Piece) -> bool:
    return isinstance(last, PrintedParagraph) and isinstance(first, PrintedParagraph) and goes_on(last, first)


def _block(piece: _Piece) -> Block:
    return piece if isinstance(piece, Table) else Paragraph(piece.text)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _page_pieces(page: PrintedPage, notes: Sequence[Word]) -> Iterator[_Piece]:
    """Text and tables of one page from top to bottom."""
    rest = list(page.words)
    tables: list[tuple[Grid, Table]] = []
    for grid in find_grids(page.rules):
        table = table_of(grid, rest)
        if table is not None:
            tables.append((grid, table))
            rest = [word for word in rest if grid.region_of(word) is None]
    lines = [piece for row in rows_of([*rest, *notes]) for piece in row]  # they all keep the same margins
    for grid, table in tables:
        above = [word for word in rest if word.baseline > grid.top]
        rest = [word for word in rest if word.baseline <= grid.top]
        yield from _running_text(above, lines)
        yield table
    yield from _running_text(rest, lines)


def _running_text(words: Sequence[Word], on_page: Sequence[PrintedLine]) -> Iterator[PrintedParagraph]:
    if words:
        page = measures(on_page)
        for group in in_reading_order(rows_of(words)):
            yield from paragraphs(group.lines, page, is_column=group.is_column)
