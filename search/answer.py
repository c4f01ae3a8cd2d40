"""What asking and searching return: plain immutable values with the JSON shape of the public interface.

``dataclasses.asdict`` of these is that JSON (dates as ISO strings), so pages, API and terminal share one model.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a question asks for."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    DUTY = "duty"
    DEADLINE = "deadline"
    REPORT = "report"
    LEGAL_BASIS = "legal_basis"
    MENTION = "mention"
    FUNDING = "funding"
    SIGNER = "signer"
    METADATA = "metadata"
    LIST = "list"
    COMPARE = "compare"
    COUNT = "count"
    DEFINITION = "definition"
    OPEN = "open"
    SUCCESSION = "succession"  # what became of agencies and provinces, from their registries


class ReasonType(StrEnum):
    """Why a question is refused."""

    EMPTY = "empty"  # there are no documents
    NO_DOCUMENT = "no_document"  # none such as the question names or describes
    NO_AGENCY = "no_agency"  # the documents give the agency no such work by name
    NOT_STATED = "not_stated"  # the documents do not state it
    OUTSIDE = "outside"  # nothing in the archive is near to it
    UNCLEAR = "unclear"  # it may mean several things: asked back, with the choices


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that an unclear question may mean: ``question`` asks it clearly and has an answer, ``label``
    is what tells it from the others."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of a question that were read as the name of something: as ``typed``, and as ``meant``."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The reading taken of a question: names as in the registries, years as numbers, documents as number or id.
    ``understood`` are the names that were misspelt."""

    kind: Kind
    agencies: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    topic: str = ""
    rewritten: str = ""
    period: tuple[int, int] | None = None  # "giai đoạn A-B"; ``years`` names its two ends then
    roles: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A literal quote and where it stands: ``quote == document.text[start:end]``, always."""

    id: int
    document_id: str
    number: str | None
    type: str | None
    title: str | None
    issuer: str | None
    issued_on: str | None
    source_file: str
    address: str
    citation: str
    quote: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in Vietnamese with the ids of the citations on which it stands (none only where it tells
    what the registries of agencies and provinces say, which are no documents)."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer, or a typed refusal: when ``answerable`` is false, ``reason`` says why in Vietnamese and
    ``reason_type`` as a type, ``statements`` is empty and ``nearest`` holds the nearest clauses, which are no answer.
    ``choices`` are what an unclear question may mean; empty otherwise."""

    question: str
    interpretation: Interpretation
    answerable: bool
    reason: str | None
    answer: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    reason_type: ReasonType | None = None
    choices: tuple[Choice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object of ``POST /api/ask`` and ``cchc ask --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Filters:
    """Constraints on what may be found; empty means any, but for ``states``, where it means all that are not recalled.
    Values are registry names, years, document ids; of parts and states see ``search.filters``."""

    provinces: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found: the citation fields, its heading path, score, highlights as offsets in ``quote``, and the
    state of its document, a value of ``ingest.archive.State``."""

    citation: Citation
    heading_path: tuple[str, ...]
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    state: str = "active"

    def to_json(self) -> dict[str, Any]:
        """Citation fields flattened beside ``heading_path``, ``score``, ``highlights`` and ``state``."""
        return {
            **asdict(self.citation),
            "heading_path": list(self.heading_path),
            "score": self.score,
            "highlights": [list(pair) for pair in self.highlights],
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The object of ``GET /api/search`` and ``cchc search --json``; ``total`` counts all provisions found.
    ``rewritten`` is the question as it was searched for, ``understood`` are the names in it that were misspelt."""

    query: str
    rewritten: str
    total: int
    hits: tuple[Hit, ...] = field(default=())
    understood: tuple[Understood, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "query": self.query,
            "rewritten": self.rewritten,
            "total": self.total,
            "hits": [hit.to_json() for hit in self.hits],
            "understood": [asdict(one) for one in self.understood],
        }
