"""What the page shows of an answer: nothing of it lost, its summary first, its facts under their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.answer import Interpretation, Kind
from search.engine import Engine
from web.answer_view import answer_view, reading
from web.examples import MAX_EXAMPLES, examples
from web.views import KIND_NAMES

QUESTIONS = [
    "Ai chủ trì Hội thi chung tay CCHC năm 2020?",
    "Sở Nội vụ chủ trì những nhiệm vụ nào?",
    "Những văn bản nào nhắc đến PAPI?",
    "Sở Thông tin và Truyền thông Bình Phước phải làm gì?",
    "Ai ký Quyết định số 52/QĐ-UBND?",
    "So sánh chế độ báo cáo của Đắk Nông và Thái Nguyên",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_statement_and_every_note_of_the_answer_is_shown_once(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    view = answer_view(engine, answer)
    facts = [statement for group in view.groups for statement in group.statements]
    shown = [*facts, *(one for one in answer.statements[:1] if view.lead == one.text)]
    assert sorted(one.text for one in shown) == sorted(one.text for one in answer.statements)
    told = [line for line in answer.answer.splitlines() if line.strip()]
    assert list(view.notes) == told[len(told) - len(view.notes) :]
    assert not any(note.startswith(("- ", "Theo ")) for note in view.notes)


def test_facts_of_several_documents_stand_under_their_names(engine: Engine) -> None:
    view = answer_view(engine, engine.ask("Sở Nội vụ chủ trì những nhiệm vụ nào?"))
    assert view.lead.startswith("Sở Nội vụ có ")
    names = [group.document for group in view.groups]
    assert len(names) == len(set(names)) >= 4
    assert "Kế hoạch số 34/KH-UBND ngày 02/3/2023 của Chủ tịch UBND tỉnh Thái Nguyên" in names


def test_a_refusal_has_no_parts(engine: Engine) -> None:
    view = answer_view(engine, engine.ask("Ai chủ trì hội thi của tỉnh Cà Mau năm 2035?"))
    assert (view.lead, view.groups, view.notes) == ("", (), ())


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (Interpretation(Kind.LEAD), "Hiểu câu hỏi là: cơ quan chủ trì."),
        (
            Interpretation(Kind.DUTY, ("Sở Nội vụ",), ("Đắk Nông",), (2018, 2019)),
            "Hiểu câu hỏi là: nhiệm vụ của cơ quan; cơ quan: Sở Nội vụ; tỉnh, thành phố: Đắk Nông; năm: 2018, 2019.",
        ),
        (
            Interpretation(Kind.OPEN, rewritten="cải cách"),
            "Hiểu câu hỏi là: nội dung chung; viết lại có dấu: “cải cách”.",
        ),
        (Interpretation(Kind.OPEN, rewritten="Cai Cach"), "Hiểu câu hỏi là: nội dung chung."),
    ],
)
def test_reading(taken: Interpretation, said: str) -> None:
    assert reading("cai cach", taken) == said


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)


def test_examples_come_from_the_archive(engine: Engine, tmp_path: Path) -> None:
    made = examples(engine)
    assert made == examples(engine)
    assert len(made) == len(set(made)) == MAX_EXAMPLES
    with Engine.open(tmp_path / "trống") as empty:
        assert examples(empty) == []
