"""Misspelt names of agencies and provinces, made by rule: ``python tests/bench/bench_slips.py [QUESTIONS]``.

How many are read as the name that was meant, how many as another, and how long it takes. QUESTIONS, files of lines
with ``question`` or ``text``, are ordinary questions: how many names are read into them, as typed and without marks.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ingest.folding import strip_marks
from search.evaluation.metrics import percentile
from search.evaluation.slips import right_names, slips
from search.question.misspelt import Misspelt, NameBook


def timed(text: str, taken: list[float]) -> list[Misspelt]:
    """What is read; the milliseconds go to ``taken``."""
    started = time.perf_counter()
    found = NameBook.load().find(text)
    taken.append((time.perf_counter() - started) * 1000)
    return found


def measure_slips() -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    taken: list[float] = []
    for slip in slips():
        ids = [one.name.id for one in timed(slip.question, taken)]
        for kind in (slip.kind, "all"):
            counts[kind][0] += ids == [slip.id]
            counts[kind][1] += bool(ids) and ids != [slip.id]
            counts[kind][2] += 1
    print(f"{'slip':<12} {'made':>6} {'right':>7} {'wrong':>7}")
    for kind, (right, wrong, made) in counts.items():
        print(f"{kind:<12} {made:>6} {right / made:>7.3f} {wrong / made:>7.3f}")
    print(f"p50 {percentile(taken, 0.5):.2f} ms, p95 {percentile(taken, 0.95):.2f} ms")


def measure_ordinary(name: str, texts: Iterable[str]) -> None:
    taken: list[float] = []
    bent = [(text, found) for text in texts if (found := timed(text, taken))]
    for text, found in bent:
        print("   ", [(one.span.of(text), one.name.text) for one in found], "in", text[:100])
    timing = f"p50 {percentile(taken, 0.5):.2f} ms, p95 {percentile(taken, 0.95):.2f} ms"
    print(f"{name}: names read into {len(bent)} of {len(taken)}; {timing}")


def questions(files: Iterable[Path]) -> Iterable[str]:
    for file in files:
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            text = line.get("question") or line["text"]
            yield from (text, strip_marks(text))


def main() -> None:
    NameBook.load().find("cải cách hành chính")
    measure_slips()
    measure_ordinary("names written right", right_names())
    if len(sys.argv) > 1:
        measure_ordinary("questions", questions(map(Path, sys.argv[1:])))


if __name__ == "__main__":
    main()
