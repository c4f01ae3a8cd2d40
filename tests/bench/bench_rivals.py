"""Our search beside bm25s on the same texts and questions: ``python tests/bench/bench_rivals.py BEIR_FOLDER``.

bm25s is no dependency of the project: install it for the bench. Both get the words of ``search.words.tokens``; ours are
segmented within the time that is measured, those of bm25s before.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from search.embedding import Encoder
from search.evaluation.beir import Benchmark
from search.evaluation.metrics import averages, percentile
from search.evaluation.retrieval import evaluate_retrieval
from search.words import tokens

CUT = 10


def timed(ask: Callable[[str], list[str]], questions: dict[str, str]) -> tuple[dict[str, list[str]], list[float]]:
    """Rankings, and milliseconds of each search."""
    rankings, taken = {}, []
    for each, text in questions.items():
        started = time.perf_counter()
        rankings[each] = ask(text)
        taken.append((time.perf_counter() - started) * 1000)
    return rankings, taken


def bm25s_search(texts: list[tuple[str, list[str]]]) -> Callable[[str], list[str]]:
    """A search by bm25s, with its own defaults."""
    rival: Any = importlib.import_module("bm25s")
    index = rival.BM25()
    index.index([words for _, words in texts], show_progress=False)

    def ask(text: str) -> list[str]:
        found, _ = index.retrieve([tokens(text)], k=min(CUT, len(texts)), show_progress=False)
        return [texts[place][0] for place in found[0].tolist()]

    return ask


def main(folder: Path) -> None:
    benchmark = Benchmark.read(folder)
    texts = [(text.id, tokens(f"{text.title}\n{text.text}")) for text in benchmark.texts()]
    started = time.perf_counter()
    ask = bm25s_search(texts)
    built = time.perf_counter() - started
    rankings, taken = timed(ask, benchmark.questions)
    measured = averages(rankings, benchmark.relevant)
    print(f"bm25s: {measured}, built in {built:.1f} s, p95 {percentile(taken, 0.95):.1f} ms")
    started = time.perf_counter()
    ours = evaluate_retrieval(folder, Encoder.load())
    for system, figures in ours["systems"].items():
        print(f"ours, {system}: {figures}")
    print(f"ours: all of it in {time.perf_counter() - started:.1f} s, p95 {ours['latency_ms']['p95']:.1f} ms")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
