"""Training texts as word numbers: segmented once, and kept in a cache folder outside the repository."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.training.texts import Article
from search.words import tokens

WordIds = NDArray[np.int32]
Report = Callable[[str], None]

_STEP = 5000  # articles between two lines of progress


@dataclass(frozen=True, slots=True)
class Segmented:
    """``titles[i]`` and ``texts[i]`` are the tokens of article ``i`` as positions in ``words``."""

    words: tuple[str, ...]
    titles: tuple[WordIds, ...]
    texts: tuple[WordIds, ...]

    def __len__(self) -> int:
        return len(self.titles)


def segmented(articles: Sequence[Article], cache: Path, report: Report = print) -> Segmented:
    """Tokens of ``articles``, read from ``cache`` when these articles were segmented before."""
    path = cache / f"segmented-{_digest(articles)}.npz"
    if path.is_file():
        return _read(path)
    made = _segment(articles, report)
    cache.mkdir(parents=True, exist_ok=True)
    _write(made, path)
    return made


def _segment(articles: Sequence[Article], report: Report) -> Segmented:
    numbers: dict[str, int] = {}

    def numbered(text: str) -> WordIds:
        return np.array([numbers.setdefault(word, len(numbers)) for word in tokens(text)], dtype=np.int32)

    titles, texts = [], []
    for done, article in enumerate(articles, start=1):
        titles.append(numbered(article.title))
        texts.append(numbered(article.text))
        if done % _STEP == 0:
            report(f"Segmented {done} of {len(articles)} articles")
    return Segmented(tuple(numbers), tuple(titles), tuple(texts))


def _digest(articles: Iterable[Article]) -> str:
    digest = hashlib.sha256()
    for article in articles:
        digest.update(f"{article.title}\n{article.text}\n".encode())
    return digest.hexdigest()[:16]


def _write(made: Segmented, path: Path) -> None:
    buffer = io.BytesIO()
    np.savez(
        buffer,
        words=np.frombuffer("\n".join(made.words).encode("utf-8"), dtype=np.uint8),
        lengths=np.array([len(ids) for ids in chain(made.titles, made.texts)], dtype=np.int64),
        ids=np.concatenate([np.zeros(0, dtype=np.int32), *made.titles, *made.texts]),
    )
    path.write_bytes(buffer.getvalue())


def _read(path: Path) -> Segmented:
    with np.load(path) as stored:
        words = tuple(stored["words"].tobytes().decode("utf-8").split("\n"))
        pieces = tuple(_pieces(stored["ids"], stored["lengths"]))
    half = len(pieces) // 2
    return Segmented(words, pieces[:half], pieces[half:])


def _pieces(ids: WordIds, lengths: NDArray[np.int64]) -> Iterator[WordIds]:
    ends = np.cumsum(lengths)
    for start, end in zip((ends - lengths).tolist(), ends.tolist(), strict=True):
        yield ids[start:end]
