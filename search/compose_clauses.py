"""Answers that are clauses: reporting, funding, meanings, and open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.agencies import AgencyRegistry
from ingest.folding import fold
from ingest.records import Level
from search.answer import Kind, ReasonType
from search.compose import Draft, Fact, Refusal
from search.compose_documents import about, whole
from search.evidence.clauses import (
    Passage,
    definitions,
    explained,
    funding,
    is_heading_only,
    reporting,
    says_source,
    statements,
)
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.evidence.reporters import of_reporter
from search.evidence.unsaid import saying
from search.question.lexicon import states
from search.question.query import Scope
from search.question.terms import quoted_terms
from search.telling_rows import fact_of, told_apart

_NEAR_BEST, _AS_NEAR = 0.9, 0.85
_NEAR = 0.6  # of the least relevance, from which the nearest clause is about something like it
_FAR = 0.05  # the nearness of what says nothing of the topic
_NOTHING_ASKED = "câu hỏi chưa nêu nội dung cần tra cứu"
_MOST = 3
_SURER = 0.04  # nearer than a clause must be that says to whom
_LISTED = 0.66  # the nearness of what introduces a list that is asked for
_IS_FIELD = 0.86  # of the topic, that a heading which says hardly more must hold
_LONG = 6000  # letters
_NEAREST = 3
# What stands under these is no list of one clause.
_TOO_WIDE = (Level.PART, Level.DIVISION, Level.CHAPTER, Level.SECTION)


def reports(inquiry: Inquiry) -> Draft | Refusal:
    """How often and by when is reported, every rule of it: of the one who must report, when the question says who."""
    found = reporting(inquiry.library, inquiry.ids)
    own = _of_reporter(inquiry, found)
    return _all_about(inquiry, own or _nearby(inquiry, _of_agencies(inquiry, found)), "chế độ báo cáo")


def _nearby(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """Of what agencies alone tell, without a topic, a place or a document, those nearest to the question."""
    query, near = inquiry.query, inquiry.nearness
    if inquiry.narrows or not query.agencies or query.scope != Scope():
        return list(found)
    best = max((near.get(each.clause.key, 0.0) for each in found), default=0.0)
    return [each for each in found if near.get(each.clause.key, 0.0) >= _AS_NEAR * best]


def _of_reporter(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """Those about the topic that name who must report by the words of the question ("các chủ đầu tư phải báo cáo")."""
    named = of_reporter(inquiry.query.asking, found)
    return [each.evidence for each in nearest(inquiry, named) if each.score >= near_enough(inquiry)]


def money(inquiry: Inquiry) -> Draft | Refusal:
    """Where the money comes from, every clause about it."""
    return _all_about(inquiry, _of_agencies(inquiry, funding(inquiry.library, inquiry.ids)), "kinh phí")


def _of_agencies(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """Those that the named agencies are told, when some are: by the clause itself or a heading above it."""
    wanted = set(inquiry.query.agency_ids)
    if not wanted:
        return list(found)
    return [each for each in found if wanted & _agencies_of(each.clause)] or list(found)


def _agencies_of(clause: Clause) -> set[str | None]:
    registry = AgencyRegistry.load()
    texts = [*(step.heading for step in clause.path), clause.provision.text]
    return {mention.id for text in texts for mention in registry.find(text)}


def _all_about(inquiry: Inquiry, found: Sequence[Evidence], what: str) -> Draft | Refusal:
    if inquiry.is_specific:
        close = {id(each.evidence) for each in nearest(inquiry, found) if each.score >= near_enough(inquiry)}
        told = {each.clause.document.id for each in found if id(each) in close}
        close |= {id(each) for each in found if each.clause.document.id in told and says_source(each)}
        found = [each for each in found if id(each) in close] or _of_nearest(inquiry, found)
    if not found:
        return Refusal(f"các văn bản trong phạm vi câu hỏi không quy định về {what}")
    found = _not_far(inquiry, found)
    return Draft(tuple(Fact(each.text, (each,)) for each in found), "" if len(found) == 1 else f"Quy định về {what}:")


def _not_far(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """``found`` without those that say nothing of the topic where others say much of it."""
    near = nearest(inquiry, found) if inquiry.narrows else []
    if not near or near[0].score < _NEAR * near_enough(inquiry):
        return list(found)
    about = {id(each.evidence) for each in near if each.score >= _FAR}
    return [each for each in found if id(each) in about or says_source(each)]


def _of_nearest(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """Those of the document in which the index finds the topic first, when it has any."""
    first = next(iter(inquiry.ranks), None)
    return [each for each in found if first and each.clause.document.id == first[0]] or list(found)


def definition(inquiry: Inquiry) -> Draft | Refusal:
    """What a term means, as a clause says it."""
    quoted = quoted_terms(inquiry.query.question)[:1]
    term, asked = (quoted * 2) or (inquiry.query.topic, (inquiry.whole or inquiry.query).topic)
    found = explained(inquiry.library, inquiry.ids, asked)
    found = found or (definitions(inquiry.library, inquiry.ids, term) if term else []) or _of_first(inquiry)
    told = [each for evidence in found[:_MOST] for each in _with_list(inquiry, evidence)]
    return Draft(tuple(Fact(each.text, (each,)) for each in told)) if told else open_question(inquiry)


def _of_first(inquiry: Inquiry) -> list[Evidence]:
    """What the first words of the topic mean where that speaks of all the others: "vùng đệm của rừng đặc dụng"."""
    first, *others = inquiry.query.runs or ("",)
    said = explained(inquiry.library, inquiry.ids, first) if others else []
    said = said or (definitions(inquiry.library, inquiry.ids, first) if others else [])
    return [each for each in said if all(fold(other) in fold(each.text) for other in others)]


def open_question(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that hold most of what is asked, or a refusal with the nearest ones."""
    if not inquiry.topic.words:
        return about(inquiry) if inquiry.query.scope.documents else Refusal(_NOTHING_ASKED, type=ReasonType.UNCLEAR)
    said = [each for each in statements(inquiry.library, inquiry.near_ids) if not _says_nothing(each)]
    found = nearest(inquiry, reachable(inquiry, said, _NEAR * near_enough(inquiry)))
    near = [each for each in found if each.score >= near_enough(inquiry)]
    best = _but_bases(inquiry, saying(inquiry, near) if inquiry.query.kind is Kind.OPEN else near)
    if not best:
        reason = f"các văn bản không nêu về “{inquiry.query.topic}”"
        is_near = bool(found) and found[0].score >= _NEAR * near_enough(inquiry)
        kind = ReasonType.NOT_STATED if is_near else ReasonType.OUTSIDE
        return Refusal(reason, tuple(each.evidence for each in found[:_NEAREST]), kind)
    return from_passages(inquiry, best)


def _but_bases(inquiry: Inquiry, best: Sequence[Passage]) -> Sequence[Passage]:
    """``best`` without what the documents rest on, which names other documents' contents, unless that is asked or
    nothing else is near."""
    if states("asks_basis", inquiry.query.rewritten):
        return best
    return [each for each in best if each.evidence.clause.provision.level is not Level.BASIS] or best


def lists_of(inquiry: Inquiry) -> Draft | Refusal:
    """The list that is introduced by what the question is about, or a refusal."""
    said = [each for each in statements(inquiry.library, inquiry.near_ids) if not names_part(each)]
    said = [each for each in said if introduces(each) or opens_list(each)]
    best = [each for each in nearest(inquiry, reachable(inquiry, said, _LISTED)) if each.score >= _LISTED]
    return from_passages(inquiry, best[:1]) if best else Refusal("")


def field_of_duty(inquiry: Inquiry) -> Draft | Refusal:
    """What stands under the heading of a field, in the document that says what an agency is for."""
    found = nearest(inquiry, filter(introduces, _of_functions(inquiry)))
    best = [each for each in found if inquiry.topic.score(each.evidence.text) >= _IS_FIELD]
    return from_passages(inquiry, best[:1]) if best else Refusal("")


def function(inquiry: Inquiry) -> Draft | Refusal:
    """What an agency is for, as the document about it says first."""
    said = [each for each in _of_functions(inquiry) if states("has_function", each.text)]
    return from_passages(inquiry, nearest(inquiry, said)[:1]) if said else Refusal("")


def _of_functions(inquiry: Inquiry) -> Iterator[Evidence]:
    """What the documents in scope state that are about the functions of the agencies asked about."""
    wanted, registry = set(inquiry.query.agency_ids), AgencyRegistry.load()
    titles = {each.id: each.metadata.title or "" for each in inquiry.documents}
    told = [key for key, title in titles.items() if states("functions", title)]
    own = [key for key in told if not wanted or wanted & {each.id for each in registry.find(titles[key])}]
    return statements(inquiry.library, own)


def recurring(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses about the topic that say how often something is, or how many times it may be."""
    said = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), near_enough(inquiry))
    told = nearest(inquiry, [each for each in said if states("recurs", each.text)])
    best = [each for each in told if each.score >= near_enough(inquiry)]
    return from_passages(inquiry, best) if best else Refusal("")


def addressed(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses about the topic that say to whom something is sent, or where it is handed in."""
    least = near_enough(inquiry) + _SURER
    said = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), least)
    found = nearest(inquiry, [each for each in said if states("addressee", each.text)])
    best = saying(inquiry, [each for each in found if each.score >= least])
    return from_passages(inquiry, best) if best else Refusal("")


def _says_nothing(evidence: Evidence) -> bool:
    """Whether it is the title of a part, or says only at whose proposal a document was issued."""
    return names_part(evidence) or states("proposes", evidence.text)


def names_part(evidence: Evidence) -> bool:
    """Whether it is the title of a part, division, chapter or section: what stands under it is no list."""
    return evidence.clause.provision.level in _TOO_WIDE and is_heading_only(evidence)


def is_of_parts(inquiry: Inquiry, evidence: Evidence) -> bool:
    """Whether what it introduces are the parts of a document: "ban hành Kế hoạch ... như sau:"."""
    return any(each.provision.level in _TOO_WIDE for each in items_of(inquiry, evidence))


def from_passages(inquiry: Inquiry, best: Sequence[Passage]) -> Draft:
    """The best of ``best`` (sorted by score, not empty) with the lists that they introduce."""
    kept = _apart([each.evidence for each in best if each.score >= _NEAR_BEST * best[0].score])[:_MOST]
    shown = {(each.clause.key, each.span): each for evidence in kept for each in _with_list(inquiry, evidence)}
    facts = {fact.text: fact for fact in (fact_of(inquiry, each) for each in shown.values())}
    return Draft(told_apart(list(facts.values())))


def _apart(found: Sequence[Evidence]) -> list[Evidence]:
    """``found`` without headings of what stands there already, and without what stands under a heading there."""
    kept: list[Evidence] = []
    for each in found:
        if not any(_is_part(each, other) or _is_part(other, each) for other in kept):
            kept.append(each)
    return kept


def _is_part(one: Evidence, other: Evidence) -> bool:
    """Whether ``one`` stands in a clause under that of ``other``, a heading whose list is told with it."""
    inside = one.clause.provision.address.is_within(other.clause.provision.address)
    same = one.clause.document.id == other.clause.document.id and one.clause.key != other.clause.key
    return same and inside and introduces(other)


def introduces(evidence: Evidence) -> bool:
    """Whether it says that a list follows: a heading, or words before a colon."""
    return evidence.text.endswith(":") or is_heading_only(evidence)


def opens_list(evidence: Evidence) -> bool:
    """Whether it holds the first item of a list that goes on in the sentences behind it ("03 đơn vị: Trung tâm A;")."""
    return ":" in evidence.text and evidence.text.rstrip().endswith(";")


def _broken_down(evidence: Evidence) -> Iterator[Evidence]:
    """The sentences behind that go on with the list of ``evidence``, or the one that says what its number is made of
    ("Trong đó, có 28 trạm 5G.")."""
    behind = [each for each in evidence.clause.sentences if each.span.start >= evidence.span.end]
    if not opens_list(evidence):
        yield from (each for each in behind[:1] if each.text.casefold().startswith("trong đó"))
        return
    for each in behind:
        yield each
        if not each.text.rstrip().endswith(";"):
            return


def _with_list(inquiry: Inquiry, evidence: Evidence) -> list[Evidence]:
    """``evidence``, then the clauses under it when it only introduces them: a heading, or words before a colon. Of a
    long text the first clauses, and all that stand right under it."""
    level = evidence.clause.provision.level
    if not introduces(evidence) or level in _TOO_WIDE or is_of_parts(inquiry, evidence):
        return [evidence, *_broken_down(evidence)]
    told, depth, letters = [], _depth(inquiry, evidence), 0
    for each in listed_below(inquiry, evidence):
        letters += len(each.provision.text)
        if letters <= _LONG or len(each.path) == depth:
            told.append(whole(each))
    return [evidence, *told]


def listed_below(inquiry: Inquiry, evidence: Evidence) -> list[Clause]:
    """What stands in the list that ``evidence`` introduces, at any depth: under its clause, or beside a paragraph."""
    below = inquiry.library.below(evidence.clause)
    return below or (inquiry.library.beside(evidence.clause) if _is_paragraph(evidence) else [])


def items_of(inquiry: Inquiry, evidence: Evidence) -> list[Clause]:
    """The clauses right in the list that ``evidence`` introduces."""
    depth = _depth(inquiry, evidence)
    return [each for each in listed_below(inquiry, evidence) if len(each.path) == depth]


def _depth(inquiry: Inquiry, evidence: Evidence) -> int:
    is_beside = _is_paragraph(evidence) and not inquiry.library.below(evidence.clause)
    return len(evidence.clause.path) + (0 if is_beside else 1)


def _is_paragraph(evidence: Evidence) -> bool:
    return evidence.clause.provision.level is Level.PARAGRAPH
