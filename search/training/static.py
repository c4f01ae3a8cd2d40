"""Training the shipped embedding model: a vector a word, a text's vector the mean of its words'.

Loss: multiple negatives ranking in both directions; the other pairs of a batch are the negatives. Batches are made of
runs of neighbouring articles, so that many negatives are of the same law.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from search.training.pairs import Pairs, Rows, Shares, Vocabulary
from search.training.segmented import Report, Segmented


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the result, with the training texts."""

    dimension: int = 256
    most_words: int = 20_000
    most_pairs: int = 16_000
    least_articles: int = 3
    window: int = 160  # tokens: compounds and syllables, about 100 syllables
    title_share: float = 0.75
    asked_share: float = 0.25
    neighbours: int = 32  # articles of a run
    epochs: int = 8
    batch: int = 2048
    scale: float = 20.0
    rate: float = 0.02
    warm_up: int = 20  # steps
    spread: float = 0.05  # of the first random weights
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Trained:
    """``weights`` is float32 with a row for each of ``words``."""

    words: tuple[str, ...]
    weights: NDArray[np.float32]
    pairs: int
    seconds: float
    loss: float


def train(texts: Segmented, recipe: Recipe, phrases: Sequence[str] = (), report: Report = print) -> Trained:
    """Weights learnt from ``texts``; the same on the same machine for the same recipe."""
    started = time.perf_counter()
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    vocabulary = Vocabulary.of(texts, recipe.most_words, recipe.most_pairs, recipe.least_articles)
    pairs = Pairs(texts, vocabulary, Shares(recipe.window, recipe.title_share, recipe.asked_share), phrases)
    weights = torch.nn.Parameter(torch.from_numpy(_first_weights(vocabulary, recipe, chance)))
    optimizer = torch.optim.Adam([weights], lr=recipe.rate)
    batches = list(_batches(len(pairs), recipe, chance))
    loss = torch.zeros(())
    for step, numbers in enumerate(batches):
        optimizer.param_groups[0]["lr"] = _rate(step, len(batches), recipe)
        loss = _loss(weights, *pairs.sample(numbers, chance), recipe.scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if step % 20 == 0:
            report(f"Step {step} of {len(batches)}: loss {loss.item():.3f}")
    seconds = time.perf_counter() - started
    return Trained(vocabulary.words, weights.detach().numpy(), len(pairs), seconds, float(loss.item()))


def _first_weights(vocabulary: Vocabulary, recipe: Recipe, chance: np.random.Generator) -> NDArray[np.float32]:
    """Random directions; rare words begin longer, as they say more."""
    rows = chance.normal(0, recipe.spread, (len(vocabulary.words), recipe.dimension))
    lengths = np.sqrt(np.maximum(vocabulary.idf, 1e-3) / max(float(vocabulary.idf.mean()), 1e-3))
    return (rows * lengths[:, None]).astype(np.float32)


def _batches(size: int, recipe: Recipe, chance: np.random.Generator) -> Iterator[Sequence[int]]:
    """Numbers of the articles of each step; what does not fill a batch is left out of that epoch."""
    batch = min(recipe.batch, size)
    for _ in range(recipe.epochs):
        order = _runs(size, recipe.neighbours, chance)
        for start in range(0, size - batch + 1, batch):
            yield order[start : start + batch].tolist()


def _runs(size: int, length: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """The numbers below ``size`` in runs of ``length``, the runs in random order and cut at random places."""
    numbers = np.roll(np.arange(size), int(chance.integers(size)))
    runs = np.array_split(numbers, max(1, size // length))
    return np.concatenate([runs[place] for place in chance.permutation(len(runs))])


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    """Learning rate: up over the warm-up, then down in a line."""
    return recipe.rate * min(1.0, (step + 1) / recipe.warm_up) * max(0.02, 1 - step / steps)


def _loss(weights: torch.Tensor, shorts: list[Rows], passages: list[Rows], scale: float) -> torch.Tensor:
    likeness = scale * _vectors(weights, shorts) @ _vectors(weights, passages).T
    own = torch.arange(len(shorts))
    return (functional.cross_entropy(likeness, own) + functional.cross_entropy(likeness.T, own)) / 2


def _vectors(weights: torch.Tensor, texts: list[Rows]) -> torch.Tensor:
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    means = functional.embedding_bag(torch.from_numpy(np.concatenate(texts)), weights, torch.from_numpy(starts))
    return functional.normalize(means)
