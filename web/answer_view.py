"""An answer as the page and the terminal show it."""

from __future__ import annotations

from typing import Any

from search.answer import Answer, Interpretation, Kind
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


def lead_in(answer: Answer) -> str:
    """What the whole answer says before its first statement ("Có 5 nhiệm vụ:"); "" when it begins with it."""
    if not answer.statements:
        return answer.answer
    before, found, _ = answer.answer.partition(answer.statements[0].text)
    return before.strip(" \n-•") if found else ""


def answer_page(engine: Engine, question: str) -> dict[str, Any]:
    """The values of the page that answers ``question``, and the passages found for it, unless a refusal
    already names the nearest.

    Raises:
        BadQuestion: the question is empty or too long.
    """
    answer = engine.ask(question)
    found = None if answer.nearest else engine.search(question, limit=PASSAGES_SHOWN)
    return {
        "answer": answer,
        "reading": reading(question, answer.interpretation),
        "lead_in": lead_in(answer) if answer.answerable else "",
        "hits": found.hits if found else (),
        "total": found.total if found else 0,
    }
