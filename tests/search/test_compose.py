"""Answers in words: text, statements, citations, notes; narrowing to the documents that a topic names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.address import Address
from ingest.archive import Archive
from ingest.corpus import DOCUMENTS
from ingest.parse import parse_file, parse_text
from ingest.records import Role
from search.answer import Filters, Kind
from search.ask import ask
from search.compose import NOT_FOUND, Draft, Fact, Refusal, answer_from, refusal_from
from search.compose_wording import (
    VERBS,
    appraise_fact,
    coordinate_fact,
    deadline_fact,
    duty_fact,
    lead_fact,
    listed_fact,
    main_role,
)
from search.evidence.focus import focused, focused_by_province
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence, Library
from search.evidence.tasks import Task, tasks
from search.index import PassageHit
from search.question.query import Query, Scope

NO_FILTERS = Filters()


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        for path in sorted(DOCUMENTS.glob("*.txt")):
            archive.add(parse_file(path))
        yield archive


@pytest.fixture(scope="module")
def library(shelf: Archive) -> Library:
    return Library.of(shelf)


def query(kind: Kind = Kind.LEAD, *runs: str) -> Query:
    return Query("?", "?", kind, kind, Scope(), runs=runs)


def ids(library: Library, province: str) -> tuple[str, ...]:
    return tuple(entry.id for entry in library.catalogue if entry.metadata.province == province)


def task(library: Library, province: str, address: str) -> Task:
    found = tasks(library, ids(library, province))
    return next(each for each in found if str(each.clause.provision.address) == address)


def evidence(library: Library, province: str, count: int) -> list[Evidence]:
    return [each.evidence for each in tasks(library, ids(library, province))[:count]]


def test_one_fact_stands_with_its_full_citation(library: Library) -> None:
    said = evidence(library, "Thái Nguyên", 1)
    answer = answer_from(Draft((Fact("Sở Nội vụ chủ trì.", tuple(said)),)), query())
    assert answer.answer == f"Sở Nội vụ chủ trì ({answer.citations[0].citation})."
    assert answer.statements[0].citations == (1,)


def test_several_facts_are_grouped_by_document(library: Library) -> None:
    said = [*evidence(library, "Đắk Nông", 1), *evidence(library, "Thái Nguyên", 2)]
    facts = tuple(Fact(f"Việc {number}", (each,)) for number, each in enumerate(said))
    answer = answer_from(Draft(facts, "Có 3 việc:", ("Lưu ý: không có gì.",)), query())
    lines = answer.answer.split("\n")
    assert lines[0] == "Có 3 việc:" and lines[-1] == "Lưu ý: không có gì."
    assert [line.startswith("Theo ") for line in lines[1:-1]] == [True, False, True, False, False]
    assert answer.statements[0].citations == (1, 2, 3)


def test_the_same_words_are_cited_once(library: Library) -> None:
    said = evidence(library, "Thái Nguyên", 1)[0]
    answer = answer_from(Draft((Fact("một", (said,)), Fact("hai", (said, said)))), query())
    assert len(answer.citations) == 1
    assert [statement.citations for statement in answer.statements] == [(1,), (1,)]


def test_a_refusal_has_its_reason_and_only_nearest_clauses(library: Library) -> None:
    nearest = tuple(evidence(library, "Thái Nguyên", 2))
    answer = refusal_from(Refusal("văn bản không nêu", nearest), query())
    assert answer.answer == f"{NOT_FOUND}: văn bản không nêu."
    assert (answer.answerable, answer.reason, answer.statements, answer.citations) == (
        False,
        "văn bản không nêu",
        (),
        (),
    )
    assert [citation.id for citation in answer.nearest] == [1, 2]


def test_a_row_in_words(library: Library) -> None:
    row = task(library, "Thái Nguyên", "phu-luc/3")
    text = "Tổ chức các lớp tập huấn, bồi dưỡng nghiệp vụ CCHC"
    assert lead_fact(row, False).text.startswith(f"Sở Nội vụ chủ trì: {text}")
    assert lead_fact(row, False).text.endswith("; thời gian: Quý II, quý III/2023")
    assert "; phối hợp: Các sở, ban, ngành tỉnh; UBND các huyện, thành phố" in lead_fact(row, True).text
    assert coordinate_fact(row).text.startswith("Các sở, ban, ngành tỉnh; UBND các huyện, thành phố phối hợp: ")
    assert coordinate_fact(row).text.endswith("; chủ trì: Sở Nội vụ")
    assert deadline_fact(row).text.startswith(f"Quý II, quý III/2023: {text}")
    assert listed_fact(row).text.startswith(text)
    assert duty_fact(row, ["so-noi-vu"]).text.startswith(f"Chủ trì: {text}")
    assert duty_fact(row, ["cac-so-ban-nganh"]).text.startswith(f"Phối hợp: {text}")


def test_a_section_keeps_its_own_words_of_role(library: Library) -> None:
    section = task(library, "Bình Phước", "ke-hoach/VI/3/doan-1")
    assert duty_fact(section, ["so-tu-phap"]).text.startswith("Chủ trì, phối hợp các cơ quan")
    assert lead_fact(section, False).text.startswith("Sở Tư pháp được giao: Chủ trì, phối hợp")


def test_appraising_is_told_apart(library: Library) -> None:
    row = task(library, "Bình Phước", "phu-luc/III/3")
    assert appraise_fact(row).text.startswith("Sở Nội vụ thẩm định: Xây dựng Đề án")
    assert main_role(row, ["so-noi-vu"]) in (Role.COORDINATE, Role.APPRAISE)
    assert set(VERBS) == set(Role)


def test_every_assignment_can_be_worded(library: Library) -> None:
    for each in tasks(library, [entry.id for entry in library.catalogue]):
        held = [mention.id or "" for named in each.assignment.roles.values() for mention in named]
        assert duty_fact(each, held).text and listed_fact(each).text and deadline_fact(each).text


TWO_PLANS = (
    (
        "5g.txt",
        "KẾ HOẠCH\nPhát triển hạ tầng 5G năm 2031\n\nI. KINH PHÍ\n\nDoanh nghiệp viễn thông bảo đảm kinh phí.\n",
    ),
    ("rung.txt", "KẾ HOẠCH\nPhòng cháy, chữa cháy rừng năm 2031\n\nI. KINH PHÍ\n\nKinh phí do ngân sách bảo đảm.\n"),
)


@pytest.fixture(scope="module")
def plans() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        for name, text in TWO_PLANS:
            archive.add(parse_text(text, name))
        yield archive


def inquiry(archive: Archive, kind: Kind, *runs: str) -> Inquiry:
    library = Library.of(archive)
    return Inquiry(query(kind, *runs), library, None, tuple(entry.id for entry in library.catalogue))


def test_a_topic_that_is_a_title_names_its_document(plans: Archive) -> None:
    narrowed = focused(inquiry(plans, Kind.FUNDING, "phát triển hạ tầng 5G"))
    assert [document.source_file for document in narrowed.documents] == ["5g.txt"]
    assert narrowed.query.topic == ""


def test_a_question_of_who_keeps_its_topic(plans: Archive) -> None:
    narrowed = focused(inquiry(plans, Kind.LEAD, "chữa cháy rừng"))
    assert [document.source_file for document in narrowed.documents] == ["rung.txt"]
    assert narrowed.query.topic == "chữa cháy rừng"


@pytest.mark.parametrize(
    ("kind", "runs"), [(Kind.FUNDING, ()), (Kind.FUNDING, ("trồng cây xanh đô thị",)), (Kind.MENTION, ("hạ tầng 5G",))]
)
def test_other_topics_change_nothing(plans: Archive, kind: Kind, runs: tuple[str, ...]) -> None:
    asked = inquiry(plans, kind, *runs)
    assert focused(asked) is asked
    assert sum(len(part.ids) for part in focused_by_province(asked)) == 2


@pytest.mark.parametrize(
    ("question", "expected", "absent"),
    [
        ("Kinh phí phát triển hạ tầng 5G lấy từ đâu?", "Doanh nghiệp viễn thông", "ngân sách"),
        ("kinh phi chua chay rung lay tu dau", "ngân sách", "viễn thông"),
    ],
)
def test_funding_of_the_plan_that_is_meant(plans: Archive, question: str, expected: str, absent: str) -> None:
    said = ask(question, plans, None).answer
    assert expected in said and absent not in said


NOTED = [
    ("Sở Thông tin và Truyền thông Bình Phước chủ trì việc gì?", "nay là Sở Khoa học và Công nghệ"),
    ("Sở Nội vụ Đồng Nai phải làm gì năm 2018?", "tỉnh Bình Phước nay thuộc Đồng Nai"),
]


@pytest.mark.parametrize(("question", "note"), NOTED)
def test_changed_names_are_noted_and_never_put_into_the_document(shelf: Archive, question: str, note: str) -> None:
    answer = ask(question, shelf, None)
    assert note in answer.answer.split("\n")[-1] or note in answer.answer
    assert all(note not in statement.text for statement in answer.statements)


class _Finds:
    """An index that finds the first clause of one document."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id

    def search(self, text: str, filters: Filters = NO_FILTERS, limit: int = 10) -> list[PassageHit]:
        return [PassageHit(self.document_id, Address.parse("I"), 0.5)]


def test_of_very_many_documents_those_that_the_index_finds() -> None:
    archive = Archive.open("sqlite:///:memory:")
    library = Library(archive)
    many = tuple(f"van-ban-{number}" for number in range(300))
    asked = Inquiry(query(Kind.OPEN, "rừng"), library, _Finds("van-ban-7"), many)
    assert asked.near_ids == ("van-ban-7",) and asked.ranks == {("van-ban-7", "I"): 1.0}
    few = Inquiry(query(Kind.OPEN, "rừng"), library, _Finds("van-ban-7"), many[:5])
    assert few.near_ids == many[:5]
    assert Inquiry(query(Kind.OPEN, "rừng"), library, None, many).near_ids == many
