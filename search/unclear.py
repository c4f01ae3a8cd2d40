"""Questions that may mean several things, and what they may mean: asked back rather than guessed at.

A doubt proposes questions; whoever asks keeps those that have an answer, and there is no doubt where fewer than two do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.agencies import AgencyRegistry
from ingest.archive import StoredDocument
from ingest.provinces import abbreviated
from ingest.records import Span
from ingest.registry_terms import acronyms
from search.answer import Choice, Kind
from search.citation import document_name, issuer_name
from search.compose import Draft, Refusal
from search.evidence.inquiry import Inquiry
from search.evidence.tasks import tasks
from search.question.lexicon import asked_fields, phrase_cue
from search.question.query import Name, Query
from search.question.tokens import Line

MOST = 8  # choices that are shown
_FEW = 6  # documents whose answers stand together; of more the question is asked back
_FEW_CLAUSES = 3  # documents whose clauses of one number stand together
_CAPITALS = re.compile(r"(?<![\w/&-])[A-ZĐ]{2,4}(?![\w/&-]|\.\w)")
# What every document says of itself: without a document named it is asked of all.
_OF_EACH = (
    Kind.SIGNER, Kind.METADATA, Kind.REPORT, Kind.FUNDING, Kind.LEGAL_BASIS, Kind.DEADLINE, Kind.LEAD, Kind.COORDINATE,
)  # fmt: skip
_OF_MANY = (Kind.MENTION, Kind.LIST, Kind.COUNT, Kind.COMPARE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a question is unclear, in Vietnamese, and questions that it may mean, the likeliest first."""

    reason: str
    choices: tuple[Choice, ...]


def doubt(inquiry: Inquiry, result: Draft | Refusal) -> Doubt | None:
    """What is unclear about the question of ``inquiry``, whose answer would be ``result``; None when nothing is."""
    query = inquiry.query
    for found in (_abbreviation(inquiry, result), _no_agency(inquiry)):
        if found is not None:
            return found
    if isinstance(result, Refusal) or query.kind in _OF_MANY:
        return None
    ids = dict.fromkeys(each.clause.document.id for fact in result.facts for each in fact.evidence)
    answering = [inquiry.library.document(each) for each in ids]
    return _same_number(query, answering) or _clause_of_which(query, answering) or _no_document(inquiry, answering)


def _abbreviation(inquiry: Inquiry, result: Draft | Refusal) -> Doubt | None:
    """Capitals that stand for several provinces of the archive where none is named, or, where nothing was found, for
    several words."""
    query = inquiry.query
    held = {entry.metadata.province for entry in inquiry.library.catalogue}
    for match in _CAPITALS.finditer(query.rewritten):
        places = [name for name in abbreviated(match[0]) if name in held and not query.scope.provinces]
        if len(_places_of(inquiry, result) & set(places)) == 1:
            continue  # the rest of the question says which
        known = acronyms().get(match[0])
        words = known.expansions if known and not known.unambiguous and isinstance(result, Refusal) else ()
        meant = places if len(places) > 1 else words
        if len(meant) > 1:
            span = Span(match.start(), match.end())
            return Doubt(f"“{match[0]}” có thể là {'; '.join(meant)}", _replacing(query, span, meant))
    return None


def _places_of(inquiry: Inquiry, result: Draft | Refusal) -> set[str | None]:
    """The provinces of the documents that answer."""
    facts = result.facts if isinstance(result, Draft) else ()
    ids = {each.clause.document.id for fact in facts for each in fact.evidence}
    return {inquiry.library.document(each).metadata.province for each in ids}


def _no_agency(inquiry: Inquiry) -> Doubt | None:
    """ "Sở này phải làm gì?" without a name: one of the agencies to which the documents give most work."""
    query = inquiry.query
    span = _said(query, "this_agency")
    if span is None or query.agencies or query.runs or query.scope.documents:
        return None
    registry = AgencyRegistry.load()
    work = Counter(
        agency.id
        for task in tasks(inquiry.library, inquiry.ids)
        for named in task.assignment.roles.values()
        for agency in named
        if agency.id and not registry.get(agency.id).is_group
    )
    of_kind = query.rewritten[span.start : span.end].split()[0].casefold()
    busy = [registry.get(agency_id) for agency_id, _ in work.most_common()]
    alike = [agency.name for agency in busy if of_kind != "sở" or agency.kind == "sở"]
    return Doubt("câu hỏi không nêu tên cơ quan", _replacing(query, span, alike[: 2 * MOST]))


def _same_number(query: Query, answering: Sequence[StoredDocument]) -> Doubt | None:
    """A number that documents of several issuers carry, of which more than one answers; whose it is, or what each of
    them says, may be asked."""
    asks_whose = query.kind is Kind.METADATA and "province" in asked_fields(query.rewritten)
    if asks_whose or _said(query, "several_documents"):
        return None
    for name in query.names:
        found = [document for document in answering if document.id in name.ids]
        if len({(each.metadata.number, issuer_name(each.metadata.issuer or "")) for each in found}) > 1:
            return Doubt(f"trong kho có {len(found)} văn bản là “{name.text}”", _by_document(query, name, found))
    return None


def _by_document(query: Query, name: Name, found: Iterable[StoredDocument]) -> tuple[Choice, ...]:
    return _replacing(query, name.span, [document_name(document) for document in found])


def _clause_of_which(query: Query, answering: Sequence[StoredDocument]) -> Doubt | None:
    """ "Điều 5 quy định gì?": a clause by its number, which many documents have."""
    if not query.clauses or query.scope.documents or query.scope.title or len(answering) <= _FEW_CLAUSES:
        return None
    clause = query.clauses[0].span.of(query.rewritten)
    reason = f"có {len(answering)} văn bản có {clause} mà câu hỏi không nêu văn bản nào"
    newest = sorted(answering, key=lambda document: str(document.metadata.issued_on or ""), reverse=True)
    return Doubt(reason, tuple(_in_front(query, document_name(document)) for document in newest))


def _no_document(inquiry: Inquiry, answering: Sequence[StoredDocument]) -> Doubt | None:
    """What every document says of itself, asked without naming one, a place or a time, or of "this" document."""
    query, span = inquiry.query, _said(inquiry.query, "this_document")
    scope = query.scope
    named = scope.documents or scope.provinces or scope.years or scope.period or scope.title
    if named or query.agencies or query.clauses or query.kind not in _OF_EACH:
        return None
    if len(answering) <= (1 if span else _FEW):
        return None
    reason = f"có {len(answering)} văn bản trả lời được mà câu hỏi không nêu văn bản hay tỉnh nào"
    if len(answering) > _FEW:
        return Doubt(reason, _by_place(query, span, answering))
    names = [document_name(document) for document in answering]
    return Doubt(reason, _replacing(query, span, names) if span else tuple(_in_front(query, name) for name in names))


def _by_place(query: Query, span: Span | None, answering: Sequence[StoredDocument]) -> tuple[Choice, ...]:
    """The question in each province, without its "this", those with most of the documents first."""
    places = Counter(each.metadata.province for each in answering if each.metadata.province)
    asked = _bare(query)
    if span is not None:
        asked = f"{asked[: span.start]}{span.of(asked).rsplit(' ', 1)[0]}{asked[span.end :]}"
    return tuple(Choice(name, f"{asked} ở {name}?") for name, _ in places.most_common(2 * MOST))


def _in_front(query: Query, name: str) -> Choice:
    return Choice(name, f"{name}: {_bare(query)}?")


def _bare(query: Query) -> str:
    return query.rewritten.strip().rstrip("?!. ")


def _said(query: Query, listed: str) -> Span | None:
    """Where one of the phrases of a word list stands in the question; None when none does."""
    return next(iter(Line.read(query.rewritten).matches(phrase_cue(listed))), None)


def _replacing(query: Query, span: Span, names: Iterable[str]) -> tuple[Choice, ...]:
    before, after = query.rewritten[: span.start], query.rewritten[span.end :]
    return tuple(Choice(name, f"{before}{name}{after}".strip()) for name in names)
