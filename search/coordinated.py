"""What an answer leaves out of several things of which a question asks the same: "kiểm tra hồ sơ và kiểm tra kho bãi
mất mấy giờ?" is answered for each, and so are the two sides of a comparison.

A thing is left out where the answer tells of the one beside it and says nothing of its own words. The question without
the other thing may answer it from the same documents; else what states the same of it stands near what is told, most
often in the next clause.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.address import Address
from ingest.folding import normalize
from ingest.records import Level
from search.asked_for import printed, prints, tells_type
from search.compose import Draft, Fact, Refusal
from search.evidence.clauses import statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence, is_told
from search.evidence.nearness import near_enough, nearest
from search.question.conjoined import Thing, conjoined
from search.question.query import Query
from search.question.values import without
from search.relevance import Topic

_Place = tuple[str, Address | None]
_SAYS = 0.75  # of the weight of its own words that a clause must hold to be of a thing
_FIRST, _MOST = 2, 4  # words of a thing that tell it from the one beside it: at least and at most
_FEW = 2  # facts of the one, or as many as there are of the other
_KIN = 0.1  # by how much what stands beside a told clause counts as nearer

_SILENT = "Về phía “{}”: không tìm thấy trong kho văn bản."

Compose = Callable[[Inquiry], Draft | Refusal]


def with_left_out(inquiry: Inquiry, draft: Draft, compose: Compose) -> Draft:
    """``draft`` with, for each thing that it leaves out, what states of it what is asked, where anything does; where
    nothing does of one that goes by a number, a note says so."""
    facts = list(draft.facts)
    notes = list(draft.notes)
    for pair in list(_left_out(inquiry, draft)):
        alone = _alone(inquiry, *pair, facts)
        found = _asked_alone(alone, pair, facts, compose) or _stated_of(pair[0], alone, facts)
        facts += found
        notes += [_SILENT.format(pair[0].label)] if pair[0].label and not found else []
    return replace(draft, facts=tuple(facts), notes=tuple(notes))


def _with_places(fact: Fact) -> str:
    return f"{fact.text} {' '.join(map(_with_headings, fact.evidence))}"


@dataclass(frozen=True, slots=True)
class _Own:
    """The words by which one of two things is told; ``longer`` is what the other says around them, if it does."""

    topic: Topic
    longer: str

    def is_said_in(self, text: str) -> bool:
        """Whether ``text`` says them, and not only as words of the other."""
        plain = normalize(text)
        return self.topic.coverage(plain.replace(self.longer, " ") if self.longer else plain) >= _SAYS


def _owns(inquiry: Inquiry, pair: tuple[Thing, Thing]) -> tuple[_Own, _Own]:
    words = [normalize(" ".join(thing.words)) for thing in pair]
    first, second = (set(each.split()) for each in words)
    topics = [_topic(inquiry, thing, _FIRST) for thing in pair]
    return _Own(topics[0], words[1] if first < second else ""), _Own(topics[1], words[0] if second < first else "")


def _left_out(inquiry: Inquiry, draft: Draft) -> Iterator[tuple[Thing, Thing]]:
    """Of the things that the question joins those that ``draft`` does not tell of, each with one beside it of which it
    tells."""
    query = inquiry.whole or inquiry.query
    for pair in conjoined(query.rewritten, query.runs):
        owns = _owns(inquiry, pair)
        first, second = (_is_told_of(draft.facts, *each) for each in (owns, owns[::-1]))
        if first != second:
            yield pair[::-1] if first else pair


def _is_told_of(facts: Sequence[Fact], own: _Own, other: _Own) -> bool:
    """Whether any of ``facts`` or all together say the words of one of two things, and not in the place of which they
    say the ``other``."""
    if not own.is_said_in(" ".join(map(_with_places, facts))):
        return False
    return not all(other.is_said_in(fact.text) and not own.is_said_in(fact.text) for fact in facts)


def _topic(inquiry: Inquiry, thing: Thing, most: int) -> Topic:
    return inquiry.library.topic([thing.nearest(most)], inquiry.ids)


def _alone(inquiry: Inquiry, thing: Thing, beside: Thing, facts: Sequence[Fact]) -> Inquiry:
    """``inquiry`` over the documents of ``facts`` about ``thing``, without what the question says of the one ``beside``
    it alone."""
    own = {word.casefold() for word in thing.words}
    other = [word for word in beside.nearest(_MOST).split() if word.casefold() not in own]
    documents = dict.fromkeys(each.clause.document.id for fact in facts for each in fact.evidence)
    whole = inquiry.query
    rewritten, asking = (beside.cut_from(text, _MOST, own) for text in (whole.rewritten, whole.asking))
    runs = tuple(without(whole.runs, other))
    query = replace(whole, rewritten=rewritten, asking=asking, runs=runs, sought="", sides=(), kind=whole.aspect)
    return replace(inquiry.within(tuple(documents)), query=query, whole=None)


def _asked_alone(alone: Inquiry, pair: tuple[Thing, Thing], facts: Sequence[Fact], compose: Compose) -> list[Fact]:
    """What answers the question about the first of ``pair`` alone, besides ``facts``: it says the words of that, or
    stands beside one of these and does not say those of the other; both, where words alone do not tell an answer."""
    result = compose(alone)
    if isinstance(result, Refusal):
        return []
    told = [each for fact in facts for each in fact.evidence]
    places = {_above(each) for each in told}
    own, other = _owns(alone, pair)

    def is_of_it(fact: Fact) -> bool:
        said, is_beside = _with_places(fact), _above(fact.evidence[0]) in places
        if not tells_type(alone.query):
            return is_beside and own.is_said_in(said)
        return own.is_said_in(said) or (is_beside and not other.is_said_in(said))

    new = [fact for fact in result.facts if not any(is_told(each, told) for each in fact.evidence)]
    found = [fact for fact in new if is_of_it(fact) and _answers(fact, alone.query)]
    return found[: max(_FEW, len(facts))]


def _answers(fact: Fact, query: Query) -> bool:
    return (
        not tells_type(query) or bool(printed(fact.text, query)) or any(prints(each, query) for each in fact.evidence)
    )


def _stated_of(thing: Thing, inquiry: Inquiry, facts: Sequence[Fact]) -> list[Fact]:
    """What else the documents of ``facts`` state of ``thing``, by the most of its own words that a clause says."""
    told = [each for fact in facts for each in fact.evidence]
    said = statements(inquiry.library, inquiry.ids)
    ruling = (each for each in said if each.clause.provision.level is not Level.BASIS)
    stating = [each for each in ruling if prints(each, inquiry.query) and not is_told(each, told)]
    for most in range(min(len(thing.words), _MOST), min(len(thing.words), _FIRST) - 1, -1):
        topic = _topic(inquiry, thing, most)
        of_it = [each for each in stating if topic.coverage(_with_headings(each)) >= _SAYS]
        if of_it:
            best = _nearest(inquiry, of_it, {_above(each) for each in told})
            return [Fact(best.text, (best,))] if best else []
    return []


def _nearest(inquiry: Inquiry, found: Sequence[Evidence], beside: Collection[_Place]) -> Evidence | None:
    """The nearest of ``found`` that is near enough; what stands under the same as a told clause counts as nearer."""
    near = nearest(inquiry, found)
    scored = [(each.score + _KIN * (_above(each.evidence) in beside), each.evidence) for each in near]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= near_enough(inquiry) else None


def _above(evidence: Evidence) -> _Place:
    return evidence.clause.document.id, evidence.clause.provision.parent


def _with_headings(evidence: Evidence) -> str:
    return f"{evidence.text} {evidence.clause.headings}"
