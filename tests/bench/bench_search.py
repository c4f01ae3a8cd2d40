"""How fast the index is at size: ``python tests/bench/bench_search.py [PASSAGES]``.

Passages are made by shuffling sentences of the shipped documents, so the figures need no other data.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.corpus import DOCUMENTS
from search.embedding import Encoder
from search.evaluation.metrics import percentile
from search.hybrid import HybridIndex, read
from search.passages import Key, Passage, windows
from search.terms import term

QUESTIONS = (
    "ai chủ trì tuyên truyền cải cách hành chính",
    "so noi vu phai lam gi",
    "kinh phí thực hiện lấy từ đâu",
    "thoi han bao cao ket qua",
    "kế hoạch nào nhắc đến chỉ số PAPI",
)
BATCH = 500


def made_passages(count: int) -> Iterator[Passage]:
    chance = random.Random(1)
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt")))
    sentences = list(windows(text, 20))
    for number in range(count):
        body = " ".join(chance.sample(sentences, 3))
        terms = frozenset({term("year", 2000 + number % 25)})
        yield Passage(Key(f"d{number // 50}", f"I/{number % 50 + 1}"), "", "Kế hoạch", (body,), terms, ())


def filled(hybrid: HybridIndex, encoder: Encoder, count: int) -> float:
    """Seconds to index ``count`` passages."""
    started = time.perf_counter()
    passages = made_passages(count)
    while batch := list(islice(passages, BATCH)):
        hybrid.add(batch, encoder.encode_passages)
    hybrid.lexical.commit()
    return time.perf_counter() - started


def latencies(hybrid: HybridIndex, groups: list[frozenset[str]], rounds: int = 20) -> list[float]:
    """Milliseconds of each search."""
    taken = []
    for question in QUESTIONS * rounds:
        started = time.perf_counter()
        hybrid.search(read(question), groups, 10)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def main(count: int) -> None:
    encoder = Encoder.load()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        hybrid = HybridIndex.open(Path(folder), encoder)
        seconds = filled(hybrid, encoder, count)
        print(f"{count} passages indexed in {seconds:.1f} s ({count / seconds:.0f} a second)")
        for name, groups in (("any", []), ("one year", [frozenset({term("year", 2017)})])):
            taken = latencies(hybrid, groups)
            print(f"search, {name}: p50 {percentile(taken, 0.5):.1f} ms, p95 {percentile(taken, 0.95):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
