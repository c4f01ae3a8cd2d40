"""What an answer leaves out of several things of which a question asks the same: "kiểm tra hồ sơ và kiểm tra kho bãi
mất mấy giờ?" is answered for each.

A thing is left out where the answer tells of the one beside it and says nothing of its own words. What states the same
of it stands near what is told, most often in the next clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.address import Address
from ingest.records import Level
from search.asked_for import prints
from search.compose import Draft, Fact
from search.evidence.clauses import statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence, is_told
from search.evidence.nearness import near_enough, nearest
from search.question.conjoined import Thing, conjoined
from search.question.values import without
from search.relevance import Topic

_Place = tuple[str, Address | None]
_SAYS = 0.75  # of the weight of its own words that a clause must hold to be of a thing
_FIRST, _MOST = 2, 4  # words of a thing that tell it from the one beside it: at least and at most
_KIN = 0.1  # by how much what stands beside a told clause counts as nearer


def with_left_out(inquiry: Inquiry, draft: Draft) -> Draft:
    """``draft`` with, for each thing that it leaves out, the clause that states of it what is asked, where one does."""
    facts = list(draft.facts)
    for thing, beside in list(_left_out(inquiry, draft)):
        found = _stated_of(thing, _without(inquiry, thing, beside), facts)
        facts += [Fact(found.text, (found,))] if found else []
    return replace(draft, facts=tuple(facts))


def _told(draft: Draft) -> str:
    return " ".join(f"{fact.text} {_with_headings(each)}" for fact in draft.facts for each in fact.evidence)


def _left_out(inquiry: Inquiry, draft: Draft) -> Iterator[tuple[Thing, Thing]]:
    """Of the things that the question joins those that ``draft`` does not tell of, each with one beside it of which it
    tells."""
    said = _told(draft)
    query = inquiry.whole or inquiry.query
    for pair in conjoined(query.rewritten, query.runs):
        first, second = (_topic(inquiry, thing, _FIRST).coverage(said) >= _SAYS for thing in pair)
        if first != second:
            yield pair[::-1] if first else pair


def _topic(inquiry: Inquiry, thing: Thing, most: int) -> Topic:
    return inquiry.library.topic([thing.nearest(most)], inquiry.ids)


def _without(inquiry: Inquiry, thing: Thing, beside: Thing) -> Inquiry:
    """``inquiry`` about ``thing`` without what the question says of the one ``beside`` it alone."""
    own = {word.casefold() for word in thing.words}
    other = [word for word in beside.nearest(_MOST).split() if word.casefold() not in own]
    return replace(inquiry, query=replace(inquiry.query, runs=tuple(without(inquiry.query.runs, other))))


def _stated_of(thing: Thing, inquiry: Inquiry, facts: Sequence[Fact]) -> Evidence | None:
    """What else the documents of ``facts`` state of ``thing``, by the most of its own words that a clause says."""
    told = [each for fact in facts for each in fact.evidence]
    said = statements(inquiry.library, tuple(dict.fromkeys(each.clause.document.id for each in told)))
    ruling = (each for each in said if each.clause.provision.level is not Level.BASIS)
    stating = [each for each in ruling if prints(each, inquiry.query) and not is_told(each, told)]
    for most in range(min(len(thing.words), _MOST), min(len(thing.words), _FIRST) - 1, -1):
        topic = _topic(inquiry, thing, most)
        of_it = [each for each in stating if topic.coverage(_with_headings(each)) >= _SAYS]
        if of_it:
            return _nearest(inquiry, of_it, {_above(each) for each in told})
    return None


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
