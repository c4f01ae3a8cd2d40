"""Reading the best passages again with a cross-encoder, which sees question and text together: off by default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.errors import BadModel
from search.embedding import load_cross_encoder
from search.passages import Key

DEPTH = 30  # passages read again for each question
_LONGEST = 2000  # characters of a passage that are read

Score = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


class Reranker:
    """A cross-encoder; a higher score means that the text says more about the question."""

    def __init__(self, name: str, score: Score) -> None:
        """``score`` gives a number in 0..1 for each (question, text)."""
        self.name = name
        self._score = score

    @classmethod
    def load(cls, name: str | Path) -> Reranker:
        """A sentence-transformers ``CrossEncoder``, by folder or by its name on the hub.

        Raises:
            BadModel: there is no such model, it is damaged, or it cannot be fetched.
        """
        return cls(str(name), load_cross_encoder(name))

    @classmethod
    def load_or_report(cls, name: str | Path, report: Callable[[str], None]) -> Reranker | None:
        """As ``load``, but a model that cannot be loaded is told to ``report`` and None returned: the order stays."""
        try:
            return cls.load(name)
        except BadModel as error:
            report(str(error))
            return None

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score in 0..1 for each of ``texts``.

        Raises:
            BadModel: the model failed.
        """
        read = [(question, text[:_LONGEST]) for text in texts]
        return list(self._score(read)) if read else []


def reranked(
    reranker: Reranker, question: str, found: Sequence[tuple[Key, float]], texts: Sequence[str]
) -> list[tuple[Key, float]]:
    """``found``, of which the first ones have ``texts``: those in the order of the reranker, then the others as they
    were. Two is added to the scores of the first, so that scores fall from first to last."""
    read = zip(found, reranker.scores(question, texts), strict=False)
    first = sorted(((key, 2 + score) for (key, _), score in read), key=lambda hit: (-hit[1], hit[0]))
    return [*first, *found[len(first) :]]
