"""An answer as the page and the terminal show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.answer import Answer, Interpretation, ReasonType, Statement
from search.citation import document_name
from search.engine import Engine
from search.evidence.library import Library
from web.clause_view import clause_view
from web.page_state import PageState
from web.passages_view import passages_view
from web.reading_view import reading_view
from web.views import KIND_NAMES

_REGISTRY = "Danh mục sắp xếp cơ quan, tỉnh kèm theo phần mềm"
CLAUSES_SHOWN = 30  # cited clauses shown whole; further ones by their quotes


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
    parts += [f"đã hiểu “{one.typed}” là “{one.meant}”" for one in taken.understood]
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
    if len(answer.statements) < 2 or not answer.citations:
        return ""
    first = answer.statements[0]
    return first.text if {one.id for one in answer.citations} <= set(first.citations) else ""


def _grouped(engine: Engine, answer: Answer, facts: Sequence[Statement]) -> tuple[StatementGroup, ...]:
    documents = {one.id: one.document_id for one in answer.citations}
    groups: dict[str, list[Statement]] = {}
    for fact in facts:
        groups.setdefault(documents[fact.citations[0]] if fact.citations else "", []).append(fact)
    named = (
        (document_name(engine.archive.document(one)) if one else _REGISTRY, found) for one, found in groups.items()
    )
    return tuple(StatementGroup(name, tuple(found)) for name, found in named)


def _notes(answer: Answer) -> tuple[str, ...]:
    """The lines of the whole answer after its last statement: how names were understood, what was left out."""
    if not answer.answerable:
        return ()
    ends = [answer.answer.rfind(one.text.rstrip(" .;,:")) for one in answer.statements]
    rest = answer.answer[max(ends) :].partition("\n")[2] if ends else ""
    return tuple(line.strip() for line in rest.splitlines() if line.strip())


def answer_page(engine: Engine, state: PageState) -> dict[str, Any]:
    """The values of the page that answers the question of ``state``, with the passages found for it, unless a refusal
    already names the nearest and none is about the question.

    Raises:
        BadQuestion: the question is empty or too long.
        BadInput: something set by hand is no value of its field.
    """
    answer = engine.ask(state.question, state.choices())
    library = Library.of(engine.archive)
    cited = answer.citations or answer.nearest
    return {
        "answer": answer,
        "query": state.at_page(1).query,
        "view": answer_view(engine, answer),
        "taken": reading_view(engine, state, answer.interpretation),
        "clauses": [clause_view(library, one) for one in cited[:CLAUSES_SHOWN]],
        "more_citations": cited[CLAUSES_SHOWN:],
        "passages": passages_view(engine, state, answer),
        "is_unclear": answer.reason_type is ReasonType.UNCLEAR,
        "meanings": [(one.label, state.asking(one.question).url()) for one in answer.choices],
    }
