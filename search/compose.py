"""An answer in plain official Vietnamese from facts that each stand on clauses: first the answer, then its grounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from search import citation
from search.answer import Answer, Choice, Citation, ReasonType, Statement
from search.evidence.library import Evidence
from search.question.query import Query

NOT_FOUND = "Không tìm thấy trong kho văn bản"
UNCLEAR = "Câu hỏi chưa rõ"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words and the evidence it stands on, never empty; ``value`` is what of it is compared with another
    (names, a time), empty when nothing is."""

    text: str
    evidence: tuple[Evidence, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an answer: ``lead`` sums up (it stands on all evidence), ``facts`` are grouped by document when
    shown, ``notes`` explain what was taken for what; notes alone are what the registries say."""

    facts: tuple[Fact, ...]
    lead: str = ""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer: why, in Vietnamese and as a type, the nearest clauses, which are no answer, and what an unclear
    question may mean."""

    reason: str
    nearest: tuple[Evidence, ...] = ()
    type: ReasonType = ReasonType.NOT_STATED
    choices: tuple[Choice, ...] = ()


class _Numbering:
    """Citations in order of first use; the same words of the same clause are one citation."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[tuple[str, str], int, int], int] = {}
        self.citations: list[Citation] = []

    def add(self, evidence: Evidence) -> int:
        key = evidence.key
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(_cite(evidence, self._numbers[key]))
        return self._numbers[key]


def _cite(evidence: Evidence, number: int) -> Citation:
    return citation.cite(evidence.clause.document, evidence.clause.path, evidence.span, number)


def answer_from(draft: Draft, query: Query) -> Answer:
    """The answer that ``draft`` makes: its text holds every fact with its place, its statements their citations."""
    numbering = _Numbering()
    statements = [
        Statement(fact.text, tuple(dict.fromkeys(numbering.add(each) for each in fact.evidence)))
        for fact in draft.facts
    ]
    statements = statements or [Statement(note, ()) for note in draft.notes]
    if draft.lead and draft.facts:
        everything = tuple(each.id for each in numbering.citations)
        statements.insert(0, Statement(draft.lead, everything))
    return Answer(
        question=query.question,
        interpretation=query.interpretation(),
        answerable=True,
        reason=None,
        answer=_text(draft),
        statements=tuple(statements),
        citations=tuple(numbering.citations),
    )


def refusal_from(refusal: Refusal, query: Query) -> Answer:
    """The typed refusal, with its reason in the text and the nearest clauses apart."""
    nearest = [_cite(each, number) for number, each in enumerate(refusal.nearest, 1)]
    return Answer(
        question=query.question,
        interpretation=query.interpretation(),
        answerable=False,
        reason=refusal.reason,
        answer=_refused(refusal),
        nearest=tuple(nearest),
        reason_type=refusal.type,
        choices=refusal.choices,
    )


def _refused(refusal: Refusal) -> str:
    if refusal.type is not ReasonType.UNCLEAR:
        return f"{NOT_FOUND}: {refusal.reason}."
    lines = [f"{UNCLEAR}: {refusal.reason}.", *(["Hãy chọn một câu:"] if refusal.choices else [])]
    return "\n".join([*lines, *(f"- {choice.question}" for choice in refusal.choices)])


def _text(draft: Draft) -> str:
    groups = _by_document(draft.facts)
    if len(draft.facts) == 1 and not draft.lead:
        fact = draft.facts[0]
        lines = [f"{_sentence(fact.text)} ({_where(fact, with_document=True)})."]
    else:
        lines = [draft.lead] if draft.lead else []
        for facts in groups:
            lines.append(f"Theo {citation.document_name(facts[0].evidence[0].clause.document)}:")
            lines += [f"- {_sentence(fact.text)} ({_where(fact, with_document=False)})." for fact in facts]
    return "\n".join([*lines, *draft.notes])


def _sentence(text: str) -> str:
    return text.lstrip("-+•* ").rstrip(" .;,:")


def _by_document(facts: Iterable[Fact]) -> list[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.evidence[0].clause.document.id, []).append(fact)
    return list(groups.values())


def _where(fact: Fact, with_document: bool) -> str:
    """The places of a fact in words, each once."""
    places = []
    for evidence in fact.evidence:
        document, path = evidence.clause.document, evidence.clause.path
        places.append(citation.word(document, path) if with_document else citation.short_place(document, path))
    return "; ".join(dict.fromkeys(filter(None, places))) or "toàn văn bản"
