"""A question with everything that its answer is sought in: documents, topic, index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from ingest.address import Address
from ingest.archive import StoredDocument
from search.answer import Filters
from search.evidence.library import Library
from search.question.description import full_title
from search.question.lexicon import is_slight
from search.question.query import Query
from search.relevance import RELEVANT, Topic, reading

Nearness = Mapping[tuple[str, str], float]

# How telling a topic's syllables must be on average to tell documents apart; below, they name the field of all.
TELLS_APART = 0.3
# How telling those must be that no title says, to tell clauses of one document apart.
_TELLS_ANYTHING = 0.15
# The nearness (``search.evidence.nearness``) from which a clause answers a question; below, it is refused. Where both
# errors together, answered wrongly and refused wrongly, are fewest: ``python -m search.evaluation.calibration``.
NEAR = 0.58
# "Đại hội lần thứ 14" is "Đại hội lần thứ XIV" in print.
_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {str(number): _TENS[number // 10] + _ONES[number % 10] for number in range(2, 30)}
_FEW = 12  # documents that are read clause by clause; of more only those in which the index finds the topic
_DEPTH = 60
_ANY = Filters()


class Found(Protocol):
    """A provision that an index found."""

    @property
    def document_id(self) -> str: ...
    @property
    def address(self) -> Address: ...
    @property
    def score(self) -> float: ...


class Finder(Protocol):
    """What is asked of an index; ``search.index.Index`` is one."""

    def search(self, text: str, filters: Filters = ..., limit: int = ...) -> Sequence[Found]:
        """The provisions nearest to ``text``, best first."""
        ...


class Remembering:
    """A finder for one question: what its parts and its readings ask alike is searched once."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._found: dict[tuple[str, Filters, int], Sequence[Found]] = {}

    def search(self, text: str, filters: Filters = _ANY, limit: int = _DEPTH) -> Sequence[Found]:
        """As the finder does."""
        asked = text, filters, limit
        if asked not in self._found:
            self._found[asked] = self._finder.search(*asked)
        return self._found[asked]


@dataclass(frozen=True)
class Inquiry:
    """``query`` over the documents ``ids`` of ``library``; ``index`` may be absent, then words alone count.

    ``relevant`` is the share of the topic from which an assignment is about it, ``near`` the nearness from which a
    clause is; ``whole`` is the query with the words of its topic that named the documents, when these were taken out.
    """

    query: Query
    library: Library
    index: Finder | None
    ids: tuple[str, ...]
    relevant: float = RELEVANT
    near: float = NEAR
    whole: Query | None = None

    @cached_property
    def topic(self) -> Topic:
        """The topic of the question, weighted by the archive."""
        return self.library.topic(self.query.runs, self.ids)

    @property
    def tells_documents_apart(self) -> bool:
        """Whether the topic is said by some documents rather than being the field of all."""
        return self.topic.specificity >= TELLS_APART

    @property
    def is_specific(self) -> bool:
        """Whether the topic says for sure what is asked about: nothing is answered that does not hold it."""
        return self.tells_documents_apart and self.narrows

    @cached_property
    def narrows(self) -> bool:
        """Whether the topic says more than what one of the documents in scope, or a part of it, is about as a whole."""
        own, topic = self.own_words, self.topic
        if not own or is_slight(self.query.topic):
            return False
        return sum(topic.telling[word] for word in own) / len(own) >= _TELLS_ANYTHING

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The syllables of the topic without those that are said by the title in scope which says most of them."""
        words, least = self.topic.words, self.topic.words
        for title in self._titles():
            said = reading(title)[0]
            rest = tuple(word for word in words if word not in said and _ROMAN.get(word) not in said)
            least = rest if len(rest) < len(least) else least
        return least

    def _titles(self) -> Iterator[str]:
        """For each document in scope the words of its title, of the titles of its parts and of its tables' heads."""
        wanted = set(self.ids)
        for entry in self.library.catalogue:
            if entry.id in wanted:
                parts = self.library.titles(entry.id) if len(self.ids) <= _FEW else ""
                yield f"{full_title(entry)} {parts}"

    @cached_property
    def ranks(self) -> dict[tuple[str, str], float]:
        """What the index finds for the topic, by document id and address, the best as 1."""
        found = self._search("\n".join((self.query.topic, *self.topic.wordings[1:]))) if self.query.topic else []
        best = max((each.score for each in found), default=0.0)
        if best <= 0:
            return {}
        return {(each.document_id, str(each.address)): max(0.0, each.score) / best for each in found}

    @cached_property
    def nearness(self) -> Nearness:
        """How near the index finds each provision to the whole question, 0 to 1, by document id and address; what it
        does not find, or all without an index, is left out. What introduces a list is as near as the best of it."""
        near: dict[tuple[str, str], float] = {}
        for each in self._search(self.query.sought or self.query.rewritten):
            score = _without_first(each.score)
            near[each.document_id, str(each.address)] = score
            if len(each.address.steps) > 1:
                near.setdefault((each.document_id, str(Address(each.address.steps[:-1]))), score)
        return near

    def nearest_in(self, ids: Collection[str]) -> float:
        """The nearness of the nearest provision of the documents ``ids``."""
        return max((score for (document_id, _), score in self.nearness.items() if document_id in ids), default=0.0)

    @property
    def near_ids(self) -> tuple[str, ...]:
        """The documents in scope; of many, those in which the index finds the topic."""
        if self.index is None or len(self.ids) <= _FEW or not self.ranks:
            return self.ids
        return tuple(dict.fromkeys(document_id for document_id, _ in self.ranks))[:_FEW]

    def _search(self, text: str) -> Sequence[Found]:
        if self.index is None:
            return []
        return self.index.search(text, Filters(documents=self.ids), _DEPTH)

    @property
    def documents(self) -> list[StoredDocument]:
        """The documents in scope."""
        return [self.library.document(document_id) for document_id in self.ids]

    def within(self, ids: Sequence[str]) -> Inquiry:
        """The same question over other documents."""
        return replace(self, ids=tuple(ids))


def _without_first(score: float) -> float:
    """``score`` without the one that is added for what the question names exactly: all in scope may have it."""
    return max(0.0, score - 1 if score > 1 else score)
