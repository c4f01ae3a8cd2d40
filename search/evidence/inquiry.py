"""A question with everything that its answer is sought in: documents, topic, index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from ingest.address import Address
from ingest.archive import StoredDocument
from search.answer import Filters
from search.evidence.library import Library
from search.question.query import Query
from search.relevance import Topic

# How telling a topic's syllables must be on average to tell things apart; below, they name the field of all documents.
SPECIFIC = 0.3
_DEPTH = 40
_MANY = 200  # documents from which open questions are sought only where the index finds their topic


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


@dataclass(frozen=True)
class Inquiry:
    """``query`` over the documents ``ids`` of ``library``; ``index`` may be absent, then words alone count."""

    query: Query
    library: Library
    index: Finder | None
    ids: tuple[str, ...]

    @cached_property
    def topic(self) -> Topic:
        """The topic of the question, weighted by the archive."""
        return self.library.weights().topic(self.query.runs)

    @property
    def is_specific(self) -> bool:
        """Whether the topic narrows what is asked, rather than naming the field that all documents are about."""
        return self.topic.specificity >= SPECIFIC

    @cached_property
    def ranks(self) -> dict[tuple[str, str], float]:
        """What the index finds for the topic, by document id and address, the best as 1."""
        found = self._search(self.query.topic) if self.query.topic else []
        best = max((each.score for each in found), default=0.0)
        if best <= 0:
            return {}
        return {(each.document_id, str(each.address)): max(0.0, each.score) / best for each in found}

    @property
    def near_ids(self) -> tuple[str, ...]:
        """The documents in scope; of very many, those in which the index finds the topic."""
        if self.index is None or len(self.ids) <= _MANY or not self.ranks:
            return self.ids
        return tuple(dict.fromkeys(document_id for document_id, _ in self.ranks))

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
