"""How many questions made from the records are answered right: ``python tests/bench/bench_generated.py [--data DIR]``.

Without ``--data`` the five documents that ship are asked about. Every wrong answer is printed with ``--wrong``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from search.evaluation.generated import generated, is_literal, is_right


def measure(engine: Engine, show_wrong: bool, every: int = 1) -> dict[str, list[bool]]:
    """For each kind of question whether each was answered right; of many questions one in ``every``."""
    outcomes: dict[str, list[bool]] = defaultdict(list)
    literal = 0
    started = time.perf_counter()
    for one in islice(generated(engine.archive), None, None, every):
        answer = engine.ask(one.question)
        is_quoted = is_literal(answer, engine.archive)
        right = is_quoted and is_right(one, answer)
        literal += is_quoted
        outcomes[one.kind].append(right)
        if show_wrong and not right:
            print(f"{one.kind}: {one.question}\n   expected {one.expected}\n   {answer.answer[:300]!r}", flush=True)
    asked = sum(map(len, outcomes.values()))
    print(f"{asked} questions in {time.perf_counter() - started:.0f} s, quotes literal in {literal}")
    return outcomes


def report(outcomes: dict[str, list[bool]]) -> float:
    """Print the share right of each kind and of all; return that of all."""
    for kind, found in outcomes.items():
        print(f"{kind:<12} {sum(found):>5} of {len(found):>5} right  {sum(found) / len(found):.4f}")
    everything = [right for found in outcomes.values() for right in found]
    share = sum(everything) / len(everything)
    print(f"{'all':<12} {sum(everything):>5} of {len(everything):>5} right  {share:.4f}")
    return share


def main() -> int:
    """Ask everything and print the table; 1 when less than 98% is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="data folder to ask; default: the five documents, read anew")
    parser.add_argument("--wrong", action="store_true", help="print every wrong answer")
    parser.add_argument("--every", type=int, default=1, help="ask one question in so many")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        Engine.open(options.data or Path(name)) as engine,
    ):
        if options.data is None:
            list(engine.ingest([DOCUMENTS]))
        return 0 if report(measure(engine, options.wrong, options.every)) >= 0.98 else 1


if __name__ == "__main__":
    sys.exit(main())
