"""A report: the one form between what is taken away and the files that it is written into.

Texts are final: without Markdown signs, and without characters that Word, Excel and XML do not take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.answer import Citation
from web.marked_text import plain
from web.templating import open_url, sentence

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Value = str | int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: the citation in words, the quote, and the path of its page on this server."""

    citation: str
    quote: str
    path: str

    @classmethod
    def of(cls, cited: Citation) -> Source:
        """The source that a citation names."""
        return cls(printable(sentence(cited.citation)), printable(plain(cited.quote)), open_url(cited))


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with the sources on which it stands. ``style`` is "text", "lead", "item", "heading" or "note"."""

    text: str
    sources: tuple[Source, ...] = ()
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the sources on which it stands."""

    cells: tuple[Value, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``widths`` are shares of the page's width."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what it is about (``about``: name and value), paragraphs, then tables. ``landscape`` turns the page."""

    title: str
    about: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    landscape: bool = False

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source in the order in which it is first referred to, each once."""
        found = [source for line in self.lines for source in line.sources]
        found += [source for table in self.tables for row in table.rows for source in row.sources]
        return tuple(dict.fromkeys(found))


def printable(text: str) -> str:
    """``text`` without characters that XML forbids (control characters of old files)."""
    return _FORBIDDEN.sub("", text)


def cell(text: str | None) -> str:
    """A document's words for a cell: on one line, without Markdown signs; "" for nothing."""
    return printable(plain(text)) if text else ""


def sources_of(citations: Iterable[Citation]) -> tuple[Source, ...]:
    """The sources that these citations name, in order."""
    return tuple(Source.of(one) for one in citations)


def flat(report: Report, address: str) -> tuple[list[str], list[list[Value]]]:
    """The report as one table, for files that hold nothing else: columns, rows. ``address`` is put before the paths.

    The tables must have the same columns; a report without a table gives its paragraphs.
    """
    if report.tables:
        several = len(report.tables) > 1
        columns = [*(["Nhóm"] if several else []), *report.tables[0].columns]
        rows = [
            [*([table.heading] if several else []), *row.cells, *_cited(row.sources, address)]
            for table in report.tables
            for row in table.rows
        ]
    else:
        columns = ["Nội dung"]
        rows = [[line.text, *_cited(line.sources, address)] for line in report.lines]
    if not report.sources:
        return columns, [row[: len(columns)] for row in rows]
    return [*columns, "Trích dẫn", "Nguyên văn", "Liên kết"], rows


def _cited(sources: Sequence[Source], address: str) -> list[Value]:
    paths = [f"{address}{one.path}" for one in sources]
    return ["\n".join(one.citation for one in sources), "\n".join(one.quote for one in sources), "\n".join(paths)]
