"""A question that asks several things becomes as many: each with its own topic, all over the same documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.folding import fold, normalize
from ingest.registry_questions import QuestionAgency
from search.answer import Kind
from search.question import lexicon
from search.question.parts import asking_parts, asks_alike, asks_since
from search.question.query import Part, Query, Scope
from search.question.topic import asks_place
from search.question.undoing import is_about_undoing

OF_DOCUMENTS = (Kind.SIGNER, Kind.METADATA, Kind.LEGAL_BASIS, Kind.FUNDING, Kind.REPORT)
_ALONE = (*OF_DOCUMENTS, Kind.DUTY, Kind.COORDINATE, Kind.LIST, Kind.COUNT, Kind.MENTION)
# What without a topic of its own is asked apart from a part of the first kind; else one clause says both.
_APART: dict[Kind, tuple[Kind, ...]] = {
    Kind.SIGNER: OF_DOCUMENTS,
    Kind.METADATA: OF_DOCUMENTS,
    Kind.LEGAL_BASIS: OF_DOCUMENTS,
    Kind.FUNDING: (Kind.REPORT, Kind.SIGNER),
    Kind.REPORT: (Kind.FUNDING, Kind.SIGNER),
}
_OF_UNDOING = (Kind.METADATA, Kind.DEADLINE)
_DAY = re.compile(
    r"(?<!tu )(?<!truoc )(?<!den )(?:\b(?:ngay|hom|khi|luc|thang|nam) (?:nao|may|bao nhieu)\b|\bbao gio\b)"
)
_POST = re.compile(r"\bchuc (?:vu|danh)\b")
_TO_WHOM = ("recipients",)  # of a document, where that is asked for
_ABOUT_WORK = (Kind.FUNDING, Kind.REPORT, Kind.SIGNER)


def parted(whole: Query, read: Callable[[str], Query]) -> tuple[Part, ...]:
    """The parts of ``whole``, each read by ``read`` from its own words; none where it asks one thing."""
    spans = asking_parts(whole.rewritten)
    if len(spans) == 1:
        return ()
    words = [span.of(whole.rewritten).strip(" ,;:?!.") for span in spans]
    queries = _with_topic([read(each) for each in words], read)
    if len(queries) == 1 or _is_all_of_undoing(whole, queries):
        return ()
    scopes = [query.scope for query in queries]
    parts: list[Part] = []
    for number, query in enumerate(queries):
        shared = replace(query, scope=_scope(scopes, number))
        parts.append(_following(shared, query, parts[-1]) if parts else Part(shared))
    return tuple(parts)


def _is_all_of_undoing(whole: Query, queries: Sequence[Query]) -> bool:
    """Whether all that is asked is what became of one document: its number, what undid it, from when."""
    if not is_about_undoing(whole.facets):
        return False
    first, *rest = queries
    asked = [query for query in rest if not is_about_undoing(query.facets)]
    is_of_it = is_about_undoing(first.facets) or first.kind is Kind.METADATA
    return is_of_it and all(query.kind in _OF_UNDOING and _says_no_more(query) for query in asked)


def _says_no_more(query: Query) -> bool:
    said = {word for phrase in lexicon.word_set("undoing_words") for word in normalize(phrase).split()}
    return said.issuperset(normalize(query.topic).split())


def _with_topic(queries: Sequence[Query], read: Callable[[str], Query]) -> list[Query]:
    """``queries``, those that ask before anything is said what about joined with the next: "ai chủ trì, ai phối hợp
    tổ chức hội thi?"."""
    joined: list[Query] = []
    waiting = ""
    for query in queries:
        words = f"{waiting}, {query.question}" if waiting else query.question
        read_now = read(words) if waiting else query
        if joined or not _lacks_topic(read_now) or query is queries[-1]:
            joined.append(read_now)
            waiting = ""
        else:
            waiting = words
    return joined


def _lacks_topic(query: Query) -> bool:
    if query.runs:
        return False
    named = query.agencies or query.scope.documents or query.scope.title or query.clauses
    return not (named and query.kind in _ALONE) and query.kind not in OF_DOCUMENTS


def has_no_topic(query: Query) -> bool:
    """Whether the words of ``query`` say nothing of what it is about."""
    return lexicon.is_slight(query.topic)


def _following(query: Query, own: Query, last: Part) -> Part:
    """The part that ``query`` is behind ``last``; ``own`` is how it reads by itself."""
    is_placed = bool(own.scope.documents or own.scope.missing or own.scope.provinces or own.clauses)
    lacks = not own.clauses and (not own.runs or (has_no_topic(own) and not own.agencies))
    before = last.query.runs if not has_no_topic(last.query) or not last.before else last.before
    if asks_alike(own.question):
        query = _alike(query, last.query)
        return Part(query, before, is_alike=True, is_placed=is_placed)
    if last.query.kind in (Kind.SIGNER, Kind.METADATA) and lacks and lexicon.asked_fields(own.question) == _TO_WHOM:
        query = replace(query, kind=Kind.METADATA, aspect=Kind.METADATA)
    elif last.query.kind in (Kind.SIGNER, Kind.METADATA) and (lacks or _POST.search(fold(own.question))):
        query, lacks = _of_document(query, fold(own.question)), True
    if asks_since(own.question) and _is_of_document(query.scope, last.query):
        return Part(_in_force(query), before)
    if lacks or not query.agencies:
        query = replace(query, agencies=query.agencies or _agencies(query, last.query))
    is_detail = lacks and not own.agencies and not is_placed and not _is_apart(last.query, query)
    if lacks:
        query = replace(query, runs=before, sought=" ".join((*before, own.question)))
    return Part(query, before, is_detail, False, is_placed)


def _is_of_document(scope: Scope, last: Query) -> bool:
    """Whether what was asked before is a document, or what one that is named says."""
    return bool(scope.documents or last.names) or "documents" in last.facets


def _in_force(query: Query) -> Query:
    return replace(query, kind=Kind.METADATA, aspect=Kind.METADATA, rewritten="có hiệu lực từ ngày nào", runs=())


def _of_document(query: Query, words: str) -> Query:
    """``query``, which asks in the plain ``words``, about a document of which something was asked before: its day, or
    the post of who signed it."""
    if _DAY.search(words):
        asking = query.rewritten if query.kind is Kind.METADATA else "ngày ban hành"
        return replace(query, kind=Kind.METADATA, aspect=Kind.METADATA, rewritten=asking)
    return replace(query, kind=Kind.SIGNER, aspect=Kind.SIGNER) if _POST.search(words) else query


def _is_apart(last: Query, query: Query) -> bool:
    if query.kind is last.kind is Kind.METADATA:
        return not set(lexicon.asked_fields(query.rewritten)) <= set(lexicon.asked_fields(last.rewritten))
    apart = _APART.get(last.kind, _ABOUT_WORK)
    return query.kind != last.kind and query.kind in apart and not asks_place(query.question)


def _agencies(query: Query, last: Query) -> tuple[QuestionAgency, ...]:
    return last.agencies if query.kind in (Kind.DUTY, Kind.COORDINATE, Kind.REPORT, Kind.DEADLINE) else ()


def _alike(query: Query, last: Query) -> Query:
    """``query`` asking what ``last`` asks."""
    return replace(
        query,
        kind=last.kind,
        aspect=last.aspect,
        facets=query.facets | last.facets,
        roles=last.roles,
        asking=last.asking,
        rewritten=last.rewritten,
        sought=query.question,
        is_weak=last.is_weak,
    )


def _scope(scopes: Sequence[Scope], number: int) -> Scope:
    """The scope of a part with what it does not say itself: as the nearest part before says it, but for the time else
    as the next one does."""
    own, before, after = scopes[number], scopes[:number][::-1], scopes[number + 1 :]
    placed = next((one for one in (own, *before, *after) if one.documents or one.missing), own)
    local = next((one for one in (own, *before, *after) if one.provinces), own)
    timed = next((one for one in (own, *before) if one.years or one.period), own)
    titled = next((one for one in (own, *before, *after) if one.title), own)
    timely = replace(local, years=timed.years, period=timed.period)
    return replace(timely, documents=placed.documents, missing=placed.missing, title=titled.title)
