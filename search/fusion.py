"""Putting the lexical and the dense scores of passages together: a weighted sum of normalised scores."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from search.passages import Key


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each side in the fused score, which decides what is looked at again and in what order that begins.

    Found by ``cchc evaluate retrieval`` without the second look for shares of 0.3 to 0.7 on zalo-dev and vlsp2023,
    where 0.3 to 0.45 is best (MRR@10 0.746, 0.744, 0.741 and 0.894, 0.893, 0.889 at 0.3, 0.4, 0.5), and checked on
    alqac2022 (0.937 to 0.940, flat). The weights inside each side stand in
    ``search.lexical.Boosts`` and ``search.hybrid``.
    """

    lexical: float = 0.4
    dense: float = 0.6


WEIGHTS = Weights()


def fuse(
    lexical: Mapping[Key, float],
    dense: Mapping[Key, float],
    first: Container[Key] = (),
    weights: Weights = WEIGHTS,
) -> list[tuple[Key, float]]:
    """Every passage of either side with its fused score, best first; ties in the order of keys. Those of ``first`` come
    before all others, by one added to their score.

    BM25 scores are divided by the best one, cosines taken as they are; a passage that a side does not know scores 0
    there. With one side empty the order is the other's.
    """
    shares = _scaled(lexical)
    fused = {
        key: (key in first) + weights.lexical * shares.get(key, 0.0) + weights.dense * max(0.0, dense.get(key, 0.0))
        for key in {**lexical, **dense}
    }
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))


def _scaled(scores: Mapping[Key, float]) -> dict[Key, float]:
    best = max(scores.values(), default=0.0)
    return {key: score / best for key, score in scores.items()} if best > 0 else {}
