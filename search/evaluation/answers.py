"""Evaluation of answers against questions with expected strings and source quotes.

Each line of the file is ``{id, question, kind, expected[], forbidden[], sources[{quote}], answerable}``. *Right*:
every expected string is in ``answer`` and none of the forbidden is (compared after dropping ``*``, folding case
and white space, and removing spaces around "/"); an unanswerable question is right when it is refused.
*Cited*: each source quote overlaps a citation's quote by half of the shorter one. *Precise*: the share of citations
that overlap some source. *Refused*: unanswerable questions that were refused.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ingest.errors import BadInput, FileError, cause
from ingest.folding import strip_marks
from search.answer import Answer

_SPACES = re.compile(r"\s+")
_SLASH = re.compile(r"\s*/\s*")
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One question with what its answer must and must not hold, and the quotes it must stand on."""

    id: str
    question: str
    kind: str
    expected: tuple[str, ...]
    forbidden: tuple[str, ...]
    sources: tuple[str, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. ``precise`` is None when nothing was cited or no source is known."""

    id: str
    kind: str
    question: str
    answer: str
    answerable: bool
    right: bool
    cited: bool | None
    precise: float | None
    refused: bool | None
    missing: tuple[str, ...]
    found_forbidden: tuple[str, ...]
    citations: tuple[str, ...]
    understood: str  # the kind that the question was taken for


def comparable(text: str) -> str:
    """``text`` as it is compared.

    >>> comparable("Số:  **02** / KH-UBND")
    'số: 02/kh-ubnd'
    """
    plain = _SPACES.sub(" ", text.replace("*", "")).strip().casefold()
    return _SLASH.sub("/", plain)


def overlaps(one: str, other: str) -> bool:
    """Whether the two quotes share a run of at least half of the shorter one."""
    first, second = comparable(one), comparable(other)
    shorter = min(len(first), len(second))
    if not shorter:
        return False
    if first in second or second in first:
        return True
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return match.size >= shorter * _OVERLAP


def read_examples(path: Path) -> list[Example]:
    """The questions of a JSON-lines file, blank lines skipped.

    Raises:
        BadInput: the file cannot be read, or a line is not such an object (named with its line).
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(path, f"không đọc được tệp câu hỏi ({cause(error)}).") from error
    examples = [_read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not examples:
        raise FileError(path, "tệp không có câu hỏi nào.")
    return examples


def _read_line(path: Path, number: int, line: str) -> Example:
    try:
        raw = json.loads(line)
        return Example(
            id=str(raw["id"]),
            question=_text(raw["question"]),
            kind=str(raw.get("kind", "open")),
            expected=tuple(map(_text, raw.get("expected", ()))),
            forbidden=tuple(map(_text, raw.get("forbidden", ()))),
            sources=tuple(_text(source["quote"]) for source in raw.get("sources", ())),
            answerable=bool(raw.get("answerable", True)),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        message = (
            f"{path.name}: dòng {number} không phải câu hỏi hợp lệ ({error!r}); cần id, question, expected, sources."
        )
        raise BadInput(message) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"không phải chuỗi: {value!r}")
    return value


def judge(example: Example, answer: Answer) -> Outcome:
    """What ``answer`` is worth for ``example``."""
    said = comparable(answer.answer)
    missing = tuple(text for text in example.expected if comparable(text) not in said)
    found = tuple(text for text in example.forbidden if comparable(text) in said)
    quotes = [citation.quote for citation in answer.citations]
    right = answer.answerable == example.answerable and not found and not (example.answerable and missing)
    judged = example.answerable and bool(example.sources)
    return Outcome(
        id=example.id,
        kind=example.kind,
        question=example.question,
        answer=answer.answer,
        answerable=answer.answerable,
        right=right,
        cited=all(_any_overlap(source, quotes) for source in example.sources) if judged else None,
        precise=_share(quotes, example.sources) if judged and quotes else None,
        refused=None if example.answerable else not answer.answerable,
        missing=missing if example.answerable else (),
        found_forbidden=found,
        citations=tuple(citation.citation for citation in answer.citations),
        understood=answer.interpretation.kind.value,
    )


def _any_overlap(quote: str, others: Iterable[str]) -> bool:
    return any(overlaps(quote, other) for other in others)


def _share(quotes: Sequence[str], sources: Sequence[str]) -> float:
    return sum(_any_overlap(quote, sources) for quote in quotes) / len(quotes)


def _mean(values: Iterable[float | bool | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "questions": len(outcomes),
        "right": _mean(one.right for one in outcomes),
        "cited": _mean(one.cited for one in outcomes),
        "precise": _mean(one.precise for one in outcomes),
        "refused": _mean(one.refused for one in outcomes),
    }


def evaluate_answers(path: Path, ask: Callable[[str], Answer], strip: bool, dump: Path | None) -> dict[str, Any]:
    """``{questions, right, cited, precise, refused, by_kind: {kind: the same}, confusion}``; shares 0..1, None when not
    defined. ``confusion`` ({kind: {understood: number}}) counts for each kind of the file as what its questions were
    understood.

    With ``strip`` the questions are asked without any mark. With ``dump`` every outcome is written there, one JSON
    object a line.

    Raises:
        BadInput: the file of questions cannot be used.
    """
    examples = read_examples(path)
    outcomes = [judge(one, ask(strip_marks(one.question) if strip else one.question)) for one in examples]
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    if dump is not None:
        lines = (json.dumps(asdict(outcome), ensure_ascii=False) + "\n" for outcome in outcomes)
        dump.write_text("".join(lines), encoding="utf-8")
    kinds = sorted(by_kind)
    return {
        **_summary(outcomes),
        "by_kind": {kind: _summary(by_kind[kind]) for kind in kinds},
        "confusion": {kind: _understood(by_kind[kind]) for kind in kinds},
    }


def _understood(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many of ``outcomes`` were understood as each kind, the most frequent first."""
    return dict(Counter(one.understood for one in outcomes).most_common())
