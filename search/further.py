"""What a document tells further for the next thing that a question asks: "ai ban bố và mỗi lệnh kéo dài tối đa bao
lâu?" goes on with what stands near the clause that says who.

Of the sentences that print such a thing as is asked (a time, a sum, an agency) the one is meant that stands nearest to
the part with what was said before it, and nearest to what is told already: where few in an article print a length of
time, words matter little. Weighed on 155 parts of questions of which such a sentence is the answer; 141 come first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from ingest.folding import normalize
from ingest.records import Level
from search.answer import Kind
from search.asked_for import asks_length, asks_same_sort, printed, prints, tells_type
from search.compose import Draft
from search.compose_clauses import from_passages
from search.compose_deadlines import timed_fact
from search.compose_values import prints_figure
from search.evidence.clauses import Passage, is_heading_only, statements, timed
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence, is_told
from search.evidence.nearness import near_enough, nearest
from search.evidence.unsaid import saying
from search.forms_asked import wordings
from search.question.lexicon import slight_words
from search.question.query import Part, Query
from search.relevance import RELEVANT, Topic

# What the words of the part, those of its topic, and each degree of kinship weigh beside the index.
_ASKED, _OWN, _KIN = 0.6, 0.2, 0.15
_SAME, _BESIDE, _ARTICLE, _NEXT = 4, 3, 2, 1  # degrees of kinship of two clauses
_FEW = 2  # sentences of the article that print such a thing: of more, or of several elsewhere, one must be nearer
_SURE, _ALONE = 0.95, 0.6  # from which a sentence answers a part that nothing else does
_FAR = 0.5  # below which nothing answers a part: what did in 191 of them had 0.64 and more
_SOMETHING = 0.05  # of what the part is about, less than which says nothing of it
_RARELY = 0.9  # of the nearness that answers a question, what a sentence needs that states all of several things asked
_BETTER, _OTHER = 0.3, 0.1  # by how much it must be nearer than an answer found otherwise, and than one told already


# What is said of all levels is said of each.
_ALL_LEVELS, _EACH_LEVEL = re.compile(r"\bcác cấp\b", re.IGNORECASE), "các cấp, cấp tỉnh, cấp xã"


@dataclass(frozen=True)
class Told:
    """What was ``said`` to another part, ``other``, and ``part`` read over the documents of that, with its own topic
    and with that of the other as well."""

    part: Part
    said: Draft
    other: Query
    readings: Sequence[Inquiry]

    @property
    def evidence(self) -> list[Evidence]:
        """What the facts that were said stand on."""
        return [each for fact in self.said.facts for each in fact.evidence]

    @cached_property
    def places(self) -> dict[tuple[str, str], Clause]:
        """The clauses that these stand in, by key."""
        return {each.clause.key: each.clause for each in self.evidence}

    def kinship(self, evidence: Evidence) -> int:
        """How near ``evidence`` stands to the nearest of these."""
        return max(_kinship(evidence.clause, each) for each in self.places.values())

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents that these stand in."""
        return tuple(dict.fromkeys(each.clause.document.id for each in self.evidence))

    @cached_property
    def timed(self) -> list[tuple[Evidence, Evidence]]:
        """Of what is asked when, what the documents state with the line or sentence that says so."""
        asks_time = self.part.query.aspect is Kind.DEADLINE or asks_length(self.part.query)
        return timed(self.readings[0].library, self.documents) if asks_time else []

    @cached_property
    def _spent(self) -> list[tuple[Evidence, frozenset[str]]]:
        facts = self.said.facts if asks_same_sort(self.part.query, self.other) else ()
        found = [(fact, printed(fact.text, self.part.query)) for fact in facts]
        return [(each, things) for fact, things in found if len(things) == 1 for each in fact.evidence]

    def is_spent(self, evidence: Evidence) -> bool:
        """Of two parts that ask for the same sort of thing, whether what ``evidence`` prints was said to the other."""
        things = printed(evidence.text, self.part.query) if self._spent else frozenset()
        return any(
            each.key == evidence.key or (each.clause.key == evidence.clause.key and things and things <= said)
            for each, said in self._spent
        )

    def is_its_own(self, evidence: Evidence) -> bool:
        """Whether ``evidence`` says more of the part than of the other."""
        return self.own_share(evidence) > 0

    def own_share(self, evidence: Evidence) -> float:
        """How much more ``evidence`` says of the part than of the other."""
        one, other = self._asked
        return one.coverage(evidence.text) - other.coverage(evidence.text)

    @cached_property
    def _asked(self) -> tuple[Topic, Topic]:
        library, ids = self.readings[0].library, self.readings[0].ids
        return library.topic([self.part.query.question], ids), library.topic([self.other.question], ids)


def further(told: Told, found: Draft | None) -> Draft | None:
    """The sentence that states what the part asks, or a fact of what was said where that does; None where ``found``,
    the answer that was found otherwise, is nearer, or nothing near enough."""
    if not told.readings:
        return None
    near = _nearness(told)
    stating = _stating(told)
    best = _best(told, stating, near)
    if best is None or near(best) < _least(told, found, near, _is_rare(told, best, stating)):
        return None
    times = {deed.key: time for deed, time in told.timed}
    if best.key in times:
        return Draft((timed_fact(best, times),))
    fact = next((fact for fact in told.said.facts if is_told(best, fact.evidence)), None)
    return Draft((fact,)) if fact else from_passages(told.readings[0], [Passage(best, near(best))])


def _best(told: Told, stating: Sequence[Evidence], near: Callable[[Evidence], float]) -> Evidence | None:
    """The nearest of ``stating``; of two parts that ask for the same sort of thing, what is hardly farther and says
    more of this part than of the other goes before."""
    best = max(stating, key=near, default=None)
    if best is None or not asks_same_sort(told.part.query, told.other):
        return best
    rivals = [each for each in stating if near(each) > near(best) - _OTHER]
    return max(rivals, key=told.own_share) if len(rivals) > 1 else best


def together(parts: Sequence[Part], inquiry: Inquiry) -> Draft | None:
    """The sentence that states what every one of ``parts`` asks, where none has an answer of its own: what is so rare
    need not be as near ("gửi về đâu, trước ngày nào")."""
    if not all(tells_type(part.query) for part in parts):
        return None
    said = filter(_rules, statements(inquiry.library, inquiry.near_ids))
    about = (each for each in said if inquiry.topic.coverage(each.text) >= RELEVANT)
    stating = [each for each in about if all(prints(each, part.query) for part in parts)]
    least = _RARELY * near_enough(inquiry)
    best = [each for each in nearest(inquiry, stating) if each.score >= least]
    return from_passages(inquiry, best[:1]) if best else None


def is_far(told: Told, found: Draft) -> bool:
    """Whether ``found``, from the documents of what is told, is too far from the part to be an answer to it."""
    known = [each for fact in found.facts for each in fact.evidence]
    if not known or not tells_type(told.part.query) or "why" in wordings(told.part.query):
        return False  # a reason does not repeat what it is of
    if any(each.clause.document.id not in told.documents for each in known):
        return False
    return bool(told.readings) and max(map(_nearness(told), known)) < _FAR


def _is_rare(told: Told, best: Evidence, stating: Sequence[Evidence]) -> bool:
    """Whether few of ``stating`` stand in the article of what is told, ``best`` among them, or it is the only one that
    states a value."""
    akin = sum(1 for each in stating if told.kinship(each) >= _ARTICLE)
    return akin <= _FEW if told.kinship(best) >= _ARTICLE else len(stating) == 1 and not wordings(told.part.query)


def _least(told: Told, found: Draft | None, near: Callable[[Evidence], float], is_rare: bool) -> float:
    """The nearness from which a sentence is told rather than ``found``."""
    query = told.part.query
    known = [each for fact in found.facts for each in fact.evidence] if found else []
    answers = found is not None and any(printed(fact.text, query) for fact in found.facts)
    may_answer = bool(known) and bool(wordings(query))  # no value shows that it does not
    if not may_answer and not answers and not any(prints(each, query) for each in known):
        return _ALONE if is_rare else _SURE
    own = [each for each in known if not told.is_spent(each)]
    if known[:1] != own[:1]:
        least = [math.inf] if told.is_its_own(known[0]) else []
        return max([_SURE, *least, *(near(each) + _OTHER for each in own)])
    is_new = not all(is_told(each, told.evidence) for each in own)
    return max(map(near, own)) + (_BETTER if is_new else _OTHER)


def _stating(told: Told) -> list[Evidence]:
    """The sentences that state what the part asks for and say, with their headings, something of what it is about; of
    what is only a time, that of which it is the time."""
    first = told.readings[0]
    own = first.library.topic(_without_slight(told.part.query.runs), first.ids)
    deeds = {time.key: deed for deed, time in told.timed}
    said = ((deeds.get(each.key, each), each) for each in statements(first.library, told.documents) if _rules(each))
    near = ((what, each) for what, each in said if _may_win(what, told) and _states(each, told))
    stated = (what for what, each in near if not told.is_spent(each))
    return [each for each in stated if _may_be_about(each, own, told) and _leaves_nothing_unsaid(each, told)]


def _may_win(evidence: Evidence, told: Told) -> bool:
    """Whether the index found its clause, or it stands near what is told: nothing else is near enough."""
    key = evidence.clause.key
    return any(key in each.nearness for each in told.readings) or told.kinship(evidence) > 0


def _leaves_nothing_unsaid(evidence: Evidence, told: Told) -> bool:
    """Whether it says the words that tell what is asked; in the article of what is told they may have been said."""
    return told.kinship(evidence) >= _ARTICLE or bool(saying(told.readings[0], [Passage(evidence, 0.0)]))


def _may_be_about(evidence: Evidence, own: Topic, told: Told) -> bool:
    """Whether it says something of what the part is about; the clause that is told may word that otherwise."""
    in_other_words = bool(wordings(told.part.query)) and told.kinship(evidence) == _SAME
    return in_other_words or _is_about(evidence, own)


def _is_about(evidence: Evidence, own: Topic) -> bool:
    return own.weight <= 0 or own.coverage(f"{evidence.text} {evidence.clause.headings}") >= _SOMETHING


def _states(evidence: Evidence, told: Told) -> bool:
    """Whether it prints what the part asks for; where that is the same as before of something else, the number in a
    clause that is told may stand without its name ("Bộ Công an không quá 06")."""
    query = told.part.query
    if told.part.is_alike and "value" in query.facets and evidence.clause.key in told.places:
        return prints_figure(evidence)
    return tells_type(query) and prints(evidence, query)


def _rules(evidence: Evidence) -> bool:
    return evidence.clause.provision.level is not Level.BASIS and not is_heading_only(evidence)


def _nearness(told: Told) -> Callable[[Evidence], float]:
    """How near a sentence is to the part: to its words and, by the index, to its readings; and to what is told. That
    a deed with a time of its own stands beside another such says nothing."""
    query, first = told.part.query, told.readings[0]
    words = first.library.topic([query.question], first.ids)
    own = first.library.topic(_without_slight(query.runs), first.ids)
    dated = {deed.key for deed, _ in told.timed}

    def near(evidence: Evidence) -> float:
        indexed = sum(each.nearness.get(evidence.clause.key, 0.0) for each in told.readings) / len(told.readings)
        text = _ALL_LEVELS.sub(_EACH_LEVEL, evidence.text)
        spoken = _ASKED * words.score(text) + _OWN * own.score(text)
        kinship = told.kinship(evidence)
        return indexed + spoken + _KIN * (min(kinship, _NEXT) if evidence.key in dated else kinship)

    return near


def _without_slight(runs: Iterable[str]) -> list[str]:
    left = (" ".join(word for word in run.split() if normalize(word) not in slight_words()) for run in runs)
    return list(filter(None, left))


def _kinship(clause: Clause, told: Clause) -> int:
    """How near ``clause`` stands to ``told`` in their document: the same, under the same heading, in the same article,
    under the next heading above."""
    if clause.document.id != told.document.id:
        return 0
    pairs = zip(clause.path, told.path, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0].address == pair[1].address, pairs))
    above = len(told.path) - shared
    if not above and len(clause.path) == shared:
        return _SAME
    if shared > 1 and above <= 1:
        return _BESIDE
    if any(step.level is Level.ARTICLE for step in told.path[:shared]):
        return _ARTICLE
    return _NEXT if shared > 1 and above <= _ARTICLE else 0
