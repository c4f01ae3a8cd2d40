"""Speed and memory on this machine, as tables: ``make bench``.

Every figure is a median over several runs in one process. ``BENCH_TEXTS`` names a folder with more texts to parse
(searched for .txt and .md), ``BENCH_QUESTIONS`` a question file; without them the shipped corpus is used.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.corpus import CORPUS, DOCUMENTS
from ingest.parse import parse_text
from search.engine import Engine

RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """How long each of ``runs`` calls took, in seconds, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def line(name: str, value: str) -> None:
    """One row of the table."""
    print(f"{name:<58} {value:>20}", flush=True)


def texts() -> list[tuple[str, str]]:
    """The texts to parse, as (name, text)."""
    folder = Path(os.environ.get("BENCH_TEXTS", DOCUMENTS))
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".md"}]
    return [(path.name, path.read_text(encoding="utf-8-sig")) for path in files]


def bench_parse() -> None:
    """Text in, records out: megabytes (UTF-8) a second on one core."""
    found = [(name, text) for name, text in texts() if text.strip()]
    size = sum(len(text.encode("utf-8")) for _, text in found) / 1e6
    taken = statistics.median(seconds(lambda: [parse_text(text, name) for name, text in found], 3))
    line(f"parse: {len(found)} texts, {size:.2f} MB", f"{size / taken:.2f} MB/s")


def bench_words() -> None:
    """Word segmentation alone, the yardstick for indexing."""
    from search.words import tokens

    found = [text for _, text in texts() if text.strip()]
    size = sum(len(text.encode("utf-8")) for text in found) / 1e6
    taken = statistics.median(seconds(lambda: [tokens(text) for text in found], 1))
    line("words: underthesea and folding over the same texts", f"{size / taken:.2f} MB/s")


def bench_archive(folder: Path) -> Engine:
    """Ingest and index the five documents; open again."""
    start = time.perf_counter()
    with Engine.open(folder) as engine:
        outcomes = list(engine.ingest([DOCUMENTS]))
        engine.search("cải cách hành chính")
    line(f"ingest and index {len(outcomes)} documents, model load included", f"{time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    engine = Engine.open(folder)
    engine.search("cải cách hành chính")
    line("open again and search", f"{time.perf_counter() - start:.2f} s")
    return engine


def bench_ask(engine: Engine) -> None:
    """Warm questions, one at a time."""
    file = Path(os.environ.get("BENCH_QUESTIONS", CORPUS / "questions" / "sample.jsonl"))
    questions = [json.loads(row)["question"] for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]
    for question in questions:
        engine.ask(question)
    taken = [t for question in questions for t in seconds(lambda q=question: engine.ask(q), 3)]  # type: ignore[misc]
    line(f"ask: {len(questions)} questions, median", f"{1000 * statistics.median(taken):.1f} ms")
    line("ask: 95th percentile", f"{1000 * percentile(taken, 0.95):.1f} ms")
    found = [t for question in questions for t in seconds(lambda q=question: engine.search(q), 3)]  # type: ignore[misc]
    line("search: median", f"{1000 * statistics.median(found):.1f} ms")
    line("search: 95th percentile", f"{1000 * percentile(found, 0.95):.1f} ms")


def main() -> int:
    """Run everything and print the table."""
    bench_parse()
    bench_words()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        engine = bench_archive(Path(name) / "Dữ liệu Sở Nội vụ")
        bench_ask(engine)
        engine.close()
    line("peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
