"""Measures of a ranking against the ids that are relevant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2

CUT = 10


def recall(ranking: Sequence[str], relevant: Collection[str], cut: int) -> float:
    """Share of ``relevant`` among the first ``cut``.

    >>> recall(["a", "b", "c"], {"b", "d"}, 2)
    0.5
    """
    return len(set(ranking[:cut]) & set(relevant)) / len(relevant)


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], cut: int = CUT) -> float:
    """1 / rank of the first relevant id within ``cut``, else 0.

    >>> reciprocal_rank(["a", "b"], {"b"})
    0.5
    """
    return next((1 / rank for rank, found in enumerate(ranking[:cut], start=1) if found in relevant), 0.0)


def gain(ranking: Sequence[str], relevant: Collection[str], cut: int = CUT) -> float:
    """nDCG at ``cut`` with binary relevance.

    >>> gain(["a"], {"a"}), gain(["b"], {"a"})
    (1.0, 0.0)
    """
    got = sum(1 / log2(rank + 1) for rank, found in enumerate(ranking[:cut], start=1) if found in relevant)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(cut, len(relevant)) + 1))
    return got / best


def averages(rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Collection[str]]) -> dict[str, float]:
    """R@1, R@10, MRR@10 and nDCG@10 over the questions of ``relevant``, each in 0..1, to four places."""
    judged = [(rankings.get(question, ()), wanted) for question, wanted in relevant.items()]
    return {
        "r@1": _mean(recall(ranking, wanted, 1) for ranking, wanted in judged),
        "r@10": _mean(recall(ranking, wanted, CUT) for ranking, wanted in judged),
        "mrr@10": _mean(reciprocal_rank(ranking, wanted) for ranking, wanted in judged),
        "ndcg@10": _mean(gain(ranking, wanted) for ranking, wanted in judged),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie (nearest rank); 0 for none.

    >>> percentile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(sum(listed) / max(len(listed), 1), 4)
