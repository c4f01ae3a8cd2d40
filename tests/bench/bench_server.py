"""How long a running server takes to answer, asked one question at a time: ``python tests/bench/bench_server.py
QUESTIONS [URL]``, with ``cchc serve`` on in another window.

Every question of the file is asked once before it is timed, then three times; the time is that of the whole
``POST /api/ask`` on one connection that is kept open.
"""

from __future__ import annotations

import json
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from search.evaluation.metrics import percentile

RUNS = 3


def milliseconds(server: HTTPConnection, question: str) -> float:
    """How long ``server`` takes to answer ``question``."""
    body = json.dumps({"question": question})
    started = time.perf_counter()
    server.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
    answer = server.getresponse()
    answer.read()
    if answer.status != 200:
        sys.exit(f"{answer.status} for {question!r}")
    return 1000 * (time.perf_counter() - started)


def main(file: Path, url: str) -> None:
    """Ask everything and print the percentiles and the slowest."""
    questions = [json.loads(row)["question"] for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]
    server = HTTPConnection(urlsplit(url).netloc)
    for question in questions:
        milliseconds(server, question)
    taken = [(milliseconds(server, question), question) for _ in range(RUNS) for question in questions]
    times = [each for each, _ in taken]
    print(f"{len(questions)} questions: p50 {percentile(times, 0.5):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")
    slowest = max(taken)
    print(f"slowest: {slowest[0]:.1f} ms, {slowest[1]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8000")
