"""Which composition answers a question: a special form of it before its kind, and what is asked besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from search import (
    compose_becoming,
    compose_clauses,
    compose_deadlines,
    compose_documents,
    compose_issued,
    compose_named,
    compose_reasons,
    compose_tasks,
    compose_undone,
    compose_values,
)
from search.answer import Kind, ReasonType
from search.answered import unanswered
from search.compose import Draft, Refusal
from search.compose_compare import compared, sides, with_absent
from search.compose_competent import competent, lead
from search.compose_delegated import asks_delegated, delegated
from search.compose_first import first
from search.compose_listed import are_statutes
from search.compose_reading import reading, with_introductions
from search.evidence.inquiry import Inquiry
from search.forms_asked import (
    asks_attribute,
    asks_effect,
    asks_for_documents,
    asks_how_often,
    asks_source_and_sum,
    asks_value,
    asks_what_rests_on,
    asks_which,
    cited_text_asked,
    is_by_topic,
    lists_documents,
    lists_things,
    may_be_of_another,
    only_cited,
    wordings,
)
from search.question.lexicon import states, word_set
from search.question.query import Query
from search.question.undoing import is_about_undoing
from search.relevance import syllables

_Composition = Callable[[Inquiry], Draft | Refusal]
_BY_KIND: dict[Kind, _Composition] = {
    Kind.LEAD: lead,
    Kind.COORDINATE: compose_tasks.coordinate,
    Kind.DUTY: compose_tasks.duty,
    Kind.DEADLINE: compose_deadlines.deadline,
    Kind.LIST: compose_tasks.listing,
    Kind.COUNT: compose_tasks.listing,
    Kind.REPORT: compose_clauses.reports,
    Kind.FUNDING: compose_clauses.money,
    Kind.DEFINITION: compose_clauses.definition,
    Kind.OPEN: compose_clauses.open_question,
    Kind.LEGAL_BASIS: compose_documents.legal_basis,
    Kind.SIGNER: compose_documents.signer,
    Kind.METADATA: compose_documents.metadata,
    Kind.MENTION: compose_documents.mention,
}
_CLAUSE_KINDS = (Kind.OPEN, Kind.LIST, Kind.DEFINITION)
_SURE = 0.75  # of what is asked about is held by a clause that speaks of it for sure
_SURELY_NEAR = 0.7  # the nearness of such a clause
_WORK_KINDS = (Kind.LEAD, Kind.COORDINATE, Kind.DUTY, Kind.DEADLINE)
_PRODUCT_KINDS = (Kind.OPEN, Kind.DEFINITION)
_SEVERAL, _FEW = 2, 3
_KINDS_OF_ITSELF = (Kind.LEAD, Kind.METADATA, Kind.LEGAL_BASIS, Kind.LIST, Kind.OPEN)
_OF_EACH = (Kind.DEADLINE, Kind.REPORT, Kind.FUNDING, Kind.OPEN, Kind.LEAD)
_OF_DOCUMENTS = ("document_deeds", "document_types", "fillers")  # words that tell nothing of what a document does
_TELLING = 3  # syllables that no title says, from which what a document tells is asked for


def composed(inquiry: Inquiry) -> Draft | Refusal:
    """The answer to the question of ``inquiry`` as it was understood, or why there is none."""
    result = _composed(inquiry)
    if not isinstance(result, Draft):
        return result
    missing = unanswered(inquiry, result)
    if missing:
        near = tuple(each for fact in result.facts for each in fact.evidence)[:_FEW]
        return Refusal(f"các văn bản trong phạm vi câu hỏi không nêu {missing}", near)
    return with_introductions(inquiry, result)


def _composed(inquiry: Inquiry) -> Draft | Refusal:
    cited = cited_text_asked(inquiry.query)
    if cited:
        return _only_cited(inquiry, cited)
    result = first(inquiry, lists_documents(inquiry.query))
    if isinstance(result, Draft):
        return result
    result = _composition(inquiry)(inquiry)
    if is_about_undoing(inquiry.query.facets) or inquiry.query.kind is Kind.SUCCESSION:
        return result
    second = _second_composition(inquiry.query)
    if isinstance(result, Refusal) and second is not None:
        other = second(inquiry)
        result = other if isinstance(other, Draft) else result
    if isinstance(result, Refusal) and (result.type is ReasonType.NOT_STATED or _is_duty_about(inquiry)):
        told = reading(inquiry)
        result = told if isinstance(told, Draft) else result
    return result


def _only_cited(inquiry: Inquiry, name: str) -> Refusal:
    """Why nothing is told of the document ``name``, with the clauses that cite it."""
    citing = compose_documents.mention(replace(inquiry, query=replace(inquiry.query, terms=(name,))))
    near = [each for fact in citing.facts for each in fact.evidence] if isinstance(citing, Draft) else []
    reason = f"trong kho không có {name}, chỉ có văn bản dẫn đến nó"
    return Refusal(reason, tuple(near[:_FEW]), type=ReasonType.NO_DOCUMENT)


def _is_duty_about(inquiry: Inquiry) -> bool:
    """Whether it is asked what an agency must do about something: a clause may say it that assigns no task."""
    return inquiry.query.kind is Kind.DUTY and bool(inquiry.topic.words) and inquiry.narrows


def _second_composition(query: Query) -> _Composition | None:
    """What may answer where the first composition finds nothing: the rules of reporting for a report's deadline, the
    clauses about a topic for the documents that speak of it, or where the clause named is another document's."""
    bare = not (query.topic or query.agencies or query.clauses)
    second: tuple[tuple[bool, _Composition], ...] = (
        (query.kind is Kind.DEADLINE and states("reports", query.rewritten), compose_clauses.reports),
        (query.kind is Kind.LIST and "documents" in query.facets and bool(query.topic), compose_clauses.open_question),
        (query.kind is Kind.MENTION and bool(query.topic) and states("speaking", query.rewritten), _speaking_of),
        (query.kind in _WORK_KINDS and "money" in query.facets and "value" not in query.facets, compose_clauses.money),
        (query.kind in _WORK_KINDS and "value" in query.facets, compose_values.figure),
        (query.kind is Kind.DEADLINE and bool(query.scope.documents) and bare, compose_documents.about),
        (asks_how_often(query), compose_clauses.recurring),
        (
            may_be_of_another(query) and bool(query.topic) and "value" not in query.facets,
            compose_clauses.open_question,
        ),
    )
    return next((composition for fits, composition in second if fits), None)


def _speaking_of(inquiry: Inquiry) -> Draft | Refusal:
    """Clauses that speak of the topic in other words, sure ones only."""
    return compose_clauses.open_question(
        replace(inquiry, relevant=max(inquiry.relevant, _SURE), near=max(inquiry.near, _SURELY_NEAR))
    )


def _composition(inquiry: Inquiry) -> _Composition:
    """What composes the answer: a special form of the question before its kind."""
    query = inquiry.query
    special = next((each for is_asked, each in _SPECIAL if is_asked(inquiry, query)), None)
    return special or _BY_KIND[query.kind]


def _else_by_kind(first: _Composition) -> _Composition:
    """``first``, and where it finds nothing what answers questions of the kind."""

    def composition(inquiry: Inquiry) -> Draft | Refusal:
        told = first(inquiry)
        return told if isinstance(told, Draft) else _BY_KIND[inquiry.query.kind](inquiry)

    return composition


def _to_whom(inquiry: Inquiry) -> Draft | Refusal:
    """To whom something is sent; where no clause says that, who acts."""
    told = compose_clauses.addressed(inquiry)
    if isinstance(told, Draft):
        return told
    return competent(inquiry) if are_statutes(inquiry) else lead(inquiry)


def _asks_of_each(inquiry: Inquiry) -> bool:
    """Whether the same is asked of several provinces that have documents ("của Hà Nội và của Nghệ An")."""
    if inquiry.query.kind not in _OF_EACH or len(inquiry.query.scope.provinces) < _SEVERAL:
        return False
    return len({document.metadata.province for document in inquiry.documents}) >= _SEVERAL


def _asks_of_itself(inquiry: Inquiry) -> bool:
    """Whether a fact of few documents that are named, by number or by words of a title, may be asked for."""
    scope = inquiry.query.scope
    is_named = bool(scope.documents or scope.title or inquiry.whole) and len(inquiry.ids) <= _FEW
    is_named = is_named or (len(inquiry.ids) == 1 and inquiry.nearest_in(inquiry.ids) >= _SURELY_NEAR)
    return is_named and inquiry.query.kind in _KINDS_OF_ITSELF


def _is_about_something(inquiry: Inquiry) -> bool:
    """Whether the question is about something that documents tell rather than about documents: a topic of its own
    that no title holds, and no document named."""
    return inquiry.narrows and len(inquiry.topic.words) > 1 and not inquiry.query.scope.title


def _told_or_metadata(inquiry: Inquiry) -> Draft | Refusal:
    """What a clause tells for sure ("quyết định cũ bị bãi bỏ là quyết định số mấy?"), else what the documents are."""
    by_facet = {"value": compose_values.figure, "deadline": compose_deadlines.deadline}
    asked = (by_facet[facet] for facet in by_facet if facet in inquiry.query.facets)
    told = next(asked, compose_clauses.open_question)(replace(inquiry, near=max(inquiry.near, _SURELY_NEAR)))
    return told if isinstance(told, Draft) or inquiry.is_specific else compose_documents.metadata(inquiry)


def _bases_of_topic(inquiry: Inquiry) -> Draft | Refusal:
    found = compose_values.cited(inquiry)
    may_be_issue = states("issuing", inquiry.query.rewritten) or not inquiry.is_specific
    return compose_documents.legal_basis(inquiry) if may_be_issue and isinstance(found, Refusal) else found


def _asks_what_it_does(inquiry: Inquiry) -> bool:
    """ "Quyết định 1490 phê duyệt việc gì?": what a named document is about as a whole."""
    query = inquiry.query
    said = syllables(query.topic)
    asks = query.kind is Kind.OPEN and bool(query.scope.documents and said) and not query.clauses
    return asks and _deeds().issuperset(said)


@cache
def _deeds() -> frozenset[str]:
    """The syllables of what documents do as a whole: "phê duyệt", "công bố"."""
    return frozenset(word for name in _OF_DOCUMENTS for phrase in word_set(name) for word in syllables(phrase))


def _citing(inquiry: Inquiry) -> Draft | Refusal:
    """The documents that cite the ones named ("văn bản nào bãi bỏ Quyết định 13/2024/QĐ-UBND?")."""
    return compose_documents.mention(replace(inquiry, query=replace(inquiry.query, terms=only_cited(inquiry.query))))


def _compare(inquiry: Inquiry) -> Draft | Refusal:
    """The same question put to each document in scope, the answers side by side."""
    composition = _BY_KIND.get(inquiry.query.aspect, compose_clauses.open_question)
    return with_absent(inquiry, compared([composition(side) for side in sides(inquiry)]))


# A special form of the question, asked before its kind, the first that it has; none is looked for behind it.
_SPECIAL: tuple[tuple[Callable[[Inquiry, Query], bool], _Composition], ...] = (
    (lambda inquiry, query: query.kind is Kind.SUCCESSION, compose_becoming.became),
    (lambda inquiry, query: is_about_undoing(query.facets), compose_undone.undone),
    (
        lambda inquiry, query: _asks_of_itself(inquiry) and states("asks_proposer", query.rewritten),
        compose_documents.proposed,
    ),
    (lambda inquiry, query: _asks_of_itself(inquiry) and asks_effect(query), compose_documents.metadata),
    (lambda inquiry, query: asks_attribute(query), compose_values.attribute),
    (lambda inquiry, query: query.kind in _CLAUSE_KINDS and states("asks_why", query.question), compose_reasons.reason),
    (lambda inquiry, query: bool(query.clauses) and query.kind in _CLAUSE_KINDS, compose_named.clause_text),
    (
        lambda inquiry, query: bool(query.clauses) and query.kind in _WORK_KINDS and not inquiry.topic.words,
        compose_named.clause_text,
    ),
    (lambda inquiry, query: len(query.clauses) > 1 and query.kind is Kind.COMPARE, compose_named.side_by_side),
    (lambda inquiry, query: query.kind is Kind.DUTY and asks_delegated(query), _else_by_kind(delegated)),
    (lambda inquiry, query: states("asks_function", query.asking), _else_by_kind(compose_clauses.function)),
    (
        lambda inquiry, query: query.kind is Kind.COUNT and "value" in query.facets and are_statutes(inquiry),
        _else_by_kind(compose_values.figure),
    ),
    (lambda inquiry, query: asks_source_and_sum(query), compose_values.source_and_sum),
    (
        lambda inquiry, query: "product" in query.facets and query.kind in _PRODUCT_KINDS,
        _else_by_kind(compose_tasks.product),
    ),
    (lambda inquiry, query: asks_value(query), compose_values.figure),
    (
        lambda inquiry, query: query.kind is Kind.DUTY and bool(query.topic),
        _else_by_kind(compose_clauses.field_of_duty),
    ),
    (lambda inquiry, query: "person" in query.facets and query.kind in _CLAUSE_KINDS, compose_values.person),
    (lambda inquiry, query: query.kind is Kind.COMPARE or _asks_of_each(inquiry), _compare),
    (lambda inquiry, query: lists_documents(query) and compose_issued.asks_by_issue(query), compose_issued.issued_then),
    (lambda inquiry, query: lists_documents(query) and asks_for_documents(query), compose_documents.catalogue),
    (lambda inquiry, query: asks_what_rests_on(query), compose_documents.resting_on),
    (lambda inquiry, query: _asks_what_it_does(inquiry), compose_documents.about),
    (lambda inquiry, query: (lists_documents(query) or asks_which(query)) and bool(only_cited(query)), _citing),
    (lambda inquiry, query: lists_documents(query) and is_by_topic(query), compose_clauses.open_question),
    (lambda inquiry, query: lists_things(query), _else_by_kind(compose_clauses.lists_of)),
    (
        lambda inquiry, query: query.kind is Kind.OPEN and states("asks_several", query.asking),
        _else_by_kind(compose_clauses.lists_of),
    ),
    (lambda inquiry, query: query.kind is Kind.LEGAL_BASIS and _is_about_something(inquiry), _bases_of_topic),
    (lambda inquiry, query: query.kind is Kind.LEAD and bool(wordings(query)), _to_whom),
    (lambda inquiry, query: query.kind is Kind.LEAD and are_statutes(inquiry), competent),
    (lambda inquiry, query: asks_how_often(query) and are_statutes(inquiry), _else_by_kind(compose_clauses.recurring)),
    (
        lambda inquiry, query: query.kind is Kind.METADATA and inquiry.narrows and len(inquiry.own_words) >= _TELLING,
        _told_or_metadata,
    ),
)
