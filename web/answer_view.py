"""An answer as the page and the terminal show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.answer import Answer, Interpretation, Kind, Statement
from search.citation import document_name
from search.engine import Engine

PASSAGES_SHOWN = 5
KIND_NAMES = {
    Kind.LEAD: "cơ quan chủ trì",
    Kind.COORDINATE: "cơ quan phối hợp",
    Kind.DUTY: "nhiệm vụ của cơ quan",
    Kind.DEADLINE: "thời hạn",
    Kind.REPORT: "chế độ báo cáo",
    Kind.LEGAL_BASIS: "căn cứ pháp lý",
    Kind.MENTION: "văn bản có nhắc đến",
    Kind.FUNDING: "kinh phí",
    Kind.SIGNER: "người ký",
    Kind.METADATA: "thông tin văn bản",
    Kind.LIST: "liệt kê",
    Kind.COMPARE: "so sánh",
    Kind.COUNT: "đếm số lượng",
    Kind.DEFINITION: "giải thích từ ngữ",
    Kind.OPEN: "nội dung chung",
}


def reading(question: str, taken: Interpretation) -> str:
    """How the question was understood, in one line, so that a wrong reading is seen at once."""
    parts = [f"Hiểu câu hỏi là: {KIND_NAMES[taken.kind]}"]
    named = (
        ("cơ quan", taken.agencies),
        ("tỉnh, thành phố", taken.provinces),
        ("năm", tuple(map(str, taken.years))),
        ("văn bản", taken.documents),
    )
    parts += [f"{name}: {', '.join(values)}" for name, values in named if values]
    if taken.rewritten and taken.rewritten.casefold() != question.casefold():
        parts.append(f"viết lại có dấu: “{taken.rewritten}”")
    return "; ".join(parts) + "."


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements that stand on one document, named in words."""

    document: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer in the parts that a reader sees: what sums it up, the facts by document, what must be added."""

    lead: str
    groups: tuple[StatementGroup, ...]
    notes: tuple[str, ...]
    reading: str


def answer_view(engine: Engine, answer: Answer) -> AnswerView:
    """The parts of ``answer``."""
    lead = _lead(answer)
    facts = answer.statements[1:] if lead else answer.statements
    return AnswerView(
        lead, _grouped(engine, answer, facts), _notes(answer), reading(answer.question, answer.interpretation)
    )


def _lead(answer: Answer) -> str:
    """The first of several statements when it sums up the others (it stands on everything that is cited)."""
    if len(answer.statements) < 2:
        return ""
    first = answer.statements[0]
    return first.text if {one.id for one in answer.citations} <= set(first.citations) else ""


def _grouped(engine: Engine, answer: Answer, facts: Sequence[Statement]) -> tuple[StatementGroup, ...]:
    documents = {one.id: one.document_id for one in answer.citations}
    groups: dict[str, list[Statement]] = {}
    for fact in facts:
        groups.setdefault(documents[fact.citations[0]], []).append(fact)
    named = ((document_name(engine.archive.document(one)), found) for one, found in groups.items())
    return tuple(StatementGroup(name, tuple(found)) for name, found in named)


def _notes(answer: Answer) -> tuple[str, ...]:
    """The lines of the whole answer after its last statement: how names were understood, what was left out."""
    if not answer.answerable:
        return ()
    ends = [answer.answer.rfind(one.text.rstrip(" .;,:")) for one in answer.statements]
    rest = answer.answer[max(ends) :].partition("\n")[2] if ends else ""
    return tuple(line.strip() for line in rest.splitlines() if line.strip())


def answer_page(engine: Engine, question: str) -> dict[str, Any]:
    """The values of the page that answers ``question``, with the passages found for it, unless a refusal
    already names the nearest.

    Raises:
        BadQuestion: the question is empty or too long.
    """
    answer = engine.ask(question)
    hits = () if answer.nearest else engine.search(question, limit=PASSAGES_SHOWN).hits
    return {"answer": answer, "view": answer_view(engine, answer), "hits": hits}
