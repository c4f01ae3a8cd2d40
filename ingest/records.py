"""The records that reading a document yields. Plain immutable values; every span points into ``text``.

Guaranteed for a ``ParsedDocument``: ``text`` is the decoded file (NFC) and is never edited;
``provision.text == document.text[provision.start:provision.end]``; every character that is not white space
lies in the ``spans`` of exactly one provision.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ingest.address import Address
from ingest.folding import slugify


class Level(StrEnum):
    """What a provision is in its document."""

    PART = "part"  # Quyết định, Kế hoạch, Phụ lục: the top of the tree
    DIVISION = "division"  # Phần (of a law)
    CHAPTER = "chapter"  # Chương
    SECTION = "section"  # Mục: "Mục 1" of a law, "I." of a plan, a group row of a table
    SUBSECTION = "subsection"  # Tiểu mục
    ARTICLE = "article"  # Điều
    CLAUSE = "clause"  # khoản: "1.", "1.1."
    POINT = "point"  # điểm: "a)"
    DASH = "dash"  # "-", "+", "*"
    ROW = "row"  # a row of a table of tasks
    PARAGRAPH = "paragraph"
    BASIS = "basis"  # Căn cứ ..., Xét đề nghị ...
    PAGE = "page"  # what a web page prints around the document: kept, never evidence
    TABLE_HEAD = "table_head"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"  # Nơi nhận


# What states nothing of its own: heads of tables, to whom a document goes, who signed it, what a web page adds.
SILENT = (Level.TABLE_HEAD, Level.RECIPIENTS, Level.SIGNATURE, Level.PAGE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row: the column's heading as printed, the text, and where it stands (more than one
    span when a page break cuts the row). An empty cell has no span."""

    name: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the clause tree.

    ``text`` is the provision's own text with its marker and heading, without its children; ``spans`` are the
    pieces of it (several when a repeated table header or page furniture lies between), ``start``/``end`` their hull.
    ``heading`` is the marker-free title where it has one ("Sở Nội vụ", "MỤC ĐÍCH, YÊU CẦU"), else "".
    """

    address: Address
    level: Level
    marker: str
    heading: str
    text: str
    spans: tuple[Span, ...]
    parent: Address | None
    cells: tuple[Cell, ...] = ()

    @property
    def start(self) -> int:
        """First character of the own text."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last character of the own text."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, as printed: ``position`` is e.g. "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", empty when not printed."""

    name: str
    position: str
    address: Address


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another document (or of a clause of this or another document) in the text.

    ``kind`` is "document" or "clause". ``number`` is normalised ("30c/NQ-CP"), ``path`` is the clause part
    as an address string ("dieu-125"), ``address`` is the provision that holds the mention.
    """

    kind: str
    text: str
    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    path: str | None
    address: Address
    span: Span


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One "Căn cứ ..." (or "Thực hiện ...") document: its wording as printed and what could be read of it."""

    text: str
    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    address: Address
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies a document (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục VI); None when not stated."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    place: str | None = None
    title: str | None = None
    province: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    period: tuple[int, int] | None = None  # first and last year that the document covers


class Role(StrEnum):
    """What an agency does in an assignment."""

    LEAD = "lead"  # chủ trì
    COORDINATE = "coordinate"  # phối hợp
    APPRAISE = "appraise"  # thẩm định
    ADVISE = "advise"  # tham mưu
    IMPLEMENT = "implement"  # thực hiện
    MONITOR = "monitor"  # theo dõi, đôn đốc, kiểm tra
    REQUESTED = "requested"  # đề nghị


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency as printed at ``span``; ``id`` is its key in the registry, or None when it is not there."""

    name: str
    id: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does what by when, as one provision states it.

    ``task`` is the document's own wording. ``roles`` maps each role to its agencies in printed order.
    ``deadline`` is as printed ("Quý I/2018"). ``form`` is where it was found: "row", "section", "bullets", "sentence".
    ``span`` covers the words that state it, inside the provision at ``address``.
    """

    task: str
    roles: dict[Role, tuple[AgencyMention, ...]]
    deadline: str | None
    product: str | None
    address: Address
    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Everything read from one file."""

    source_file: str
    sha256: str
    text: str
    metadata: Metadata
    provisions: tuple[Provision, ...]
    assignments: tuple[Assignment, ...]
    references: tuple[Reference, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """Stable key and URL segment: from number, issuer and date when all are known, else from the content."""
        known = self.metadata
        if known.number and known.issuer and known.issued_on:
            return slugify(f"{known.number} {known.issuer} {known.issued_on.isoformat()}")
        return f"van-ban-{self.sha256[:12]}"
