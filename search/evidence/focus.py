"""A topic that is the subject of a document names that document: what is left of it is what is asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from operator import itemgetter

from ingest.folding import fold
from search.answer import Kind
from search.evidence.clauses import statements
from search.evidence.inquiry import TELLS_APART, Inquiry
from search.evidence.nearness import near_enough, nearest, reachable
from search.question.description import full_title, holding
from search.question.lexicon import is_slight
from search.question.query import Query
from search.relevance import syllables
from search.words import segmented

# The share of the topic's weight that a title must hold to be what the topic names.
_NAMES = 0.55
_NEAR_BEST = 0.9
_HARDLY = 0.5  # of what the best title holds, less than which the others hold little of it
_FEW_OF = 4  # a title that fewer documents than one in so many share tells them apart
_LONG = 4  # words of a run that may name a document by itself
_AS_NEAR = 0.88  # of the nearest provision in scope, the nearest one of a document that is meant
_OF_DOCUMENTS = (Kind.SIGNER, Kind.METADATA, Kind.LEGAL_BASIS, Kind.MENTION)
_FACTS = (Kind.SIGNER,)  # asked of a document that its topic must name
_OF_TEXT = (Kind.OPEN, Kind.DEFINITION)
_OF_WORK = (Kind.LEAD, Kind.DUTY, Kind.COORDINATE, Kind.DEADLINE, Kind.REPORT)
_NEED_A_TOPIC = (Kind.LEAD, Kind.DEADLINE, Kind.COORDINATE, *_OF_TEXT)


def focused(inquiry: Inquiry) -> Inquiry:
    """``inquiry`` narrowed to the documents whose titles hold most of the topic, their title's words taken out of it;
    unchanged when documents were named, or no title does."""
    query = inquiry.query
    if query.aspect is Kind.MENTION or not query.runs:
        return inquiry
    if query.scope.documents:
        return _of_named(inquiry)
    titles = {entry.id: full_title(entry) for entry in inquiry.library.catalogue if entry.id in inquiry.ids}
    for runs in _subjects(query.runs):
        ids = _named_by(inquiry, runs, titles)
        left = without(query.runs, " ".join(titles[each] for each in ids))
        if ids and (left or query.aspect not in _OF_TEXT) and _speaks_of_it(inquiry, ids):
            needs_topic = not left and query.aspect in _NEED_A_TOPIC
            return replace(inquiry, query=query if needs_topic else replace(query, runs=left), ids=ids, whole=query)
    return _speaking(inquiry) if query.aspect in _FACTS and inquiry.is_specific else inquiry


def _of_named(inquiry: Inquiry) -> Inquiry:
    """``inquiry`` over documents that were named, without the words of the topic that only repeat their titles."""
    query, told = inquiry.query, [entry for entry in inquiry.library.catalogue if entry.id in inquiry.ids]
    left = without(query.runs, " ".join(map(full_title, told)))
    if query.kind not in _OF_WORK or not left or left == query.runs:
        return inquiry
    return replace(inquiry, query=replace(query, runs=left), whole=query)


def _speaking(inquiry: Inquiry) -> Inquiry:
    """``inquiry`` over those of its documents in which some clause is about the topic; there may be none."""
    said = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), near_enough(inquiry))
    near = (each.evidence for each in nearest(inquiry, said) if each.score >= near_enough(inquiry))
    return inquiry.within(tuple({each.clause.document.id for each in near}))


def described(inquiry: Inquiry, ids: Sequence[str]) -> Inquiry:
    """``inquiry`` over those of its documents, ``ids``, whose titles hold the words that describe a document; where
    these do not speak of it, or no title holds the words, they are words of the topic."""
    query = inquiry.query
    told = [entry for entry in inquiry.library.catalogue if entry.id in ids]
    if holding(query.scope.title, told) and _speaks_of_it(inquiry, ids):
        return inquiry.within(ids)
    return replace(inquiry, query=replace(query, runs=_in_order(query, query.scope.title)))


def _in_order(query: Query, title: str) -> tuple[str, ...]:
    """The runs of ``query`` with ``title`` where it stands among them."""
    said = fold(query.rewritten)
    place, start = said.find(fold(title)), 0
    for number, run in enumerate(map(fold, query.runs)):
        start = said.find(run, start) + len(run)
        if start > place:
            return (*query.runs[:number], title, *query.runs[number:])
    return (*query.runs, title)


def _speaks_of_it(inquiry: Inquiry, ids: Sequence[str]) -> bool:
    """Whether what is asked about stands nearly as near in the documents ``ids`` as anywhere in scope: else words of
    the question stand in their titles by chance. What is asked of documents themselves stands in none."""
    if inquiry.query.aspect in _OF_DOCUMENTS or len(ids) == len(inquiry.ids) or not inquiry.nearness:
        return True
    return inquiry.nearest_in(ids) >= _AS_NEAR * inquiry.nearest_in(inquiry.ids)


def _subjects(runs: Sequence[str]) -> Iterator[Sequence[str]]:
    """What of a topic may name a document: all of it, or one of several runs long enough to tell something."""
    yield runs
    if len(runs) > 1:
        yield from ([run] for run in runs if len(run.split()) >= _LONG)


def _named_by(inquiry: Inquiry, runs: Sequence[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The documents whose titles hold most of ``runs``, when these tell documents apart."""
    topic = inquiry.library.topic(runs, inquiry.ids)
    held = {document_id: topic.coverage(title) for document_id, title in titles.items()}
    best = max(held.values(), default=0.0)
    ids = tuple(each for each in inquiry.ids if held[each] >= _NEAR_BEST * best)
    others = max((share for each, share in held.items() if each not in ids), default=0.0)
    is_alone = others <= _HARDLY * best
    tells_apart = is_alone or topic.specificity >= TELLS_APART or len(ids) * _FEW_OF <= len(inquiry.ids)
    return ids if best >= _NAMES and tells_apart else ()


def focused_by_province(inquiry: Inquiry) -> list[Inquiry]:
    """``inquiry`` for each province in scope apart, each narrowed to the documents that the topic names there."""
    provinces = dict.fromkeys(document.metadata.province for document in inquiry.documents)
    parts = [
        inquiry.within([each.id for each in inquiry.documents if each.metadata.province == province])
        for province in provinces
    ]
    return [focused(part) for part in parts]


def without(runs: Sequence[str], title: str) -> tuple[str, ...]:
    """``runs`` without the words of ``title``; what stood apart stays apart. One that says which of several by a number
    that the title lacks ("Tiểu dự án 1") stays whole."""
    known = set(syllables(title))
    return tuple(left for run in runs for left in _left_of(run, known) if left == run or not is_slight(left))


def _left_of(run: str, known: Collection[str]) -> list[str]:
    words = run.split()
    is_numbered = any(word.isdigit() and word not in known for word in words[1:])
    return [run] if is_numbered else _outside(words, known)


def _outside(words: Sequence[str], known: Collection[str]) -> list[str]:
    """The runs of ``words`` that are not ``known``, compounds kept whole; a single word among known ones is the title
    said otherwise."""
    known = set(known)
    said = [(word, known.issuperset(syllables(" ".join(each)))) for each in _compounds(words) for word in each]
    runs = [(is_known, [word for word, _ in run]) for is_known, run in groupby(said, itemgetter(1))]
    last = len(runs) - 1
    return [
        " ".join(run)
        for place, (is_known, run) in enumerate(runs)
        if not is_known and (place in (0, last) or _without_known(run, known) > 1)
    ]


def _compounds(words: Sequence[str]) -> list[Sequence[str]]:
    """``words`` as typed, by the compounds of the segmenter; each alone where it reads others ("KH&CN")."""
    lengths = [len(each) for each in segmented(words)]
    if sum(lengths) != len(words):
        return [[word] for word in words]
    return [words[past - length : past] for past, length in zip(accumulate(lengths), lengths, strict=True)]


def _without_known(words: Sequence[str], known: Collection[str]) -> int:
    return sum(1 for word in words if not set(syllables(word)) <= set(known))
