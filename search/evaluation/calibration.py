"""Where to refuse: for each threshold of nearness how many questions are answered or refused wrongly.

``python -m search.evaluation.calibration --data DIR FILE.jsonl...`` asks every question of the files at every threshold
and prints the table; the threshold in use is ``search.evidence.inquiry.NEAR``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.answer import Answer
from search.ask import ask
from search.engine import Engine
from search.evaluation.answers import Example, judge, read_examples
from search.evidence.inquiry import NEAR

THRESHOLDS = tuple(step / 100 for step in range(46, 74, 3))


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold does: shares (0 to 1) of the unanswerable questions that were answered, of the answerable ones
    that were refused, and of all that were answered right."""

    threshold: float
    answered_wrongly: float
    refused_wrongly: float
    right: float

    @property
    def error(self) -> float:
        """Both errors together."""
        return self.answered_wrongly + self.refused_wrongly


def measure(examples: Sequence[Example], answer: Callable[[str], Answer], threshold: float) -> Point:
    """What ``threshold`` does to ``examples``; ``answer`` asks at that threshold."""
    judged = [(example, answer(example.question)) for example in examples]
    right = [judge(example, found).right for example, found in judged]
    return Point(
        threshold,
        _share(found.answerable for example, found in judged if not example.answerable),
        _share(not found.answerable for example, found in judged if example.answerable),
        _share(right),
    )


def _share(outcomes: Iterable[bool]) -> float:
    found = list(outcomes)
    return round(sum(found) / len(found), 4) if found else 0.0


def best(points: Sequence[Point]) -> Point:
    """The point of least error; of several the one with most right answers, then the middle one."""
    least = min((point.error, -point.right) for point in points)
    equal = [point for point in points if (point.error, -point.right) == least]
    return equal[len(equal) // 2]


def calibrate(engine: Engine, examples: Sequence[Example], thresholds: Sequence[float] = THRESHOLDS) -> list[Point]:
    """A point for each threshold, over the archive of ``engine``."""
    archive, index = engine.archive, engine.index
    return [
        measure(examples, lambda question, at=threshold: ask(question, archive, index, near=at), threshold)  # type: ignore[misc]
        for threshold in thresholds
    ]


def table(points: Sequence[Point]) -> str:
    """The points as a table in Vietnamese, the threshold in use and the best one named below."""
    lines = ["ngưỡng  trả lời sai (lẽ ra từ chối)  từ chối sai (lẽ ra trả lời)  đúng"]
    lines += [
        f"{one.threshold:<7.2f} {one.answered_wrongly:<28.4f} {one.refused_wrongly:<27.4f} {one.right:.4f}"
        for one in points
    ]
    return "\n".join([*lines, f"đang dùng: {NEAR:.2f}; ít sai nhất: {best(points).threshold:.2f}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the questions, ask them and print the table."""
    parser = argparse.ArgumentParser(description="Đo ngưỡng từ chối trên các bộ câu hỏi.")
    parser.add_argument("--data", type=Path, required=True, help="thư mục dữ liệu đã nạp văn bản")
    parser.add_argument("files", type=Path, nargs="+", help="tệp câu hỏi .jsonl")
    options = parser.parse_args(arguments)
    examples = [example for file in options.files for example in read_examples(file)]
    with Engine.open(options.data) as engine:
        print(table(calibrate(engine, examples)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
