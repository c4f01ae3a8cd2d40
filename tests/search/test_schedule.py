"""Schedules, the matrix and mentions over the five documents: complete, cited, never of another agency."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS
from ingest.records import Role, Span
from search.citing import Citer
from search.deadline_grammar import read_beside
from search.deadlines import Frame, TimingKind
from search.duties import DutyFilter, RoleChoice
from search.engine import Engine
from search.matrix import matrix_of
from search.mentioned import Mentions
from search.schedule import Schedule, due_between, key_of

PLAN_2018 = "3406-qd-ubnd-chu-tich-ubnd-tinh-binh-phuoc-2017-12-28"
YEAR_2018 = (date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture(scope="module")
def schedule(engine: Engine) -> Schedule:
    return Schedule(engine.archive)


@pytest.fixture(scope="module")
def mentions(engine: Engine) -> Mentions:
    return Mentions(engine.archive)


def test_every_assignment_is_there_once(schedule: Schedule, engine: Engine) -> None:
    assert [one.assignment for one in schedule.everything()] == [one.assignment for one in engine.archive.assignments()]


def test_what_is_due_names_a_deadline_that_is_printed(schedule: Schedule) -> None:
    found = due_between(schedule.everything(), *YEAR_2018)
    assert found
    for due in found:
        assert due.duty.assignment.deadline
        assert due.duty.timing.kind in (TimingKind.DATED, TimingKind.RECURRING)
    assert [due.day for due in found] == sorted(due.day for due in found)


def test_a_quarter_falls_due_on_its_last_day(schedule: Schedule) -> None:
    printed = {due.duty.assignment.deadline: due.day for due in due_between(schedule.everything(), *YEAR_2018)}
    assert printed["Quý I/2018"] == date(2018, 3, 31)


def test_what_recurs_stays_within_the_time_of_its_document(schedule: Schedule) -> None:
    for due in due_between(schedule.everything(), date(2000, 1, 1), date(2060, 12, 31)):
        frame = due.duty.frame
        if not due.duty.timing.periods:
            assert frame.first is not None
            assert frame.first <= due.day <= (frame.last or date.max)


@pytest.mark.parametrize("role", [RoleChoice.LEAD, RoleChoice.COORDINATE])
def test_one_agency_in_one_role(schedule: Schedule, role: RoleChoice) -> None:
    found = schedule.select(DutyFilter(role), "so-noi-vu")
    assert found
    for one in found:
        assert "so-noi-vu" in {key_of(mention) for mention in one.agencies(Role(role.value))}


def test_groups_add_general_duties(schedule: Schedule) -> None:
    own = schedule.select(DutyFilter(), "so-noi-vu")
    every = schedule.select(DutyFilter(), "so-noi-vu", with_groups=True)
    assert {id(one) for one in own} < {id(one) for one in every}
    assert schedule.select(DutyFilter(), "khong-co-co-quan-nay", with_groups=True) == []


def test_province_and_year(schedule: Schedule) -> None:
    found = schedule.select(DutyFilter(province="Bình Phước", year=2018))
    assert {one.document.id for one in found} == {PLAN_2018}


@pytest.mark.parametrize(
    ("printed", "task", "expected"),
    [
        (
            "định kỳ hàng quý, 6 tháng và năm",
            "Báo cáo trước ngày 5/3 (báo cáo quý I), ngày 5/6 (báo cáo 6 tháng); 01/12 (báo cáo năm)",
            ["trước ngày 05/3 hằng năm", "ngày 05/6 hằng năm", "ngày 01/12 hằng năm"],
        ),
        ("Hằng quý", "Trực đường dây nóng 24/7, ngày nào cũng có người trực", ["hằng quý"]),
        ("Hằng quý", "Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", ["hằng quý"]),
        ("trước ngày 15/11 hằng năm", "Báo cáo ngày 5/3", ["trước ngày 15/11 hằng năm"]),
    ],
)
def test_days_printed_in_the_task_serve_its_recurrence(printed: str, task: str, expected: list[str]) -> None:
    found = read_beside(printed, task, Frame(date(2018, 1, 1), (2018, 2018)))
    assert [one.words for one in found.recurrences] == expected


def test_the_matrix_counts_what_the_archive_holds(schedule: Schedule, engine: Engine) -> None:
    matrix = matrix_of(schedule.everything())
    counted: Counter[tuple[str, str, Role]] = Counter()
    for stored in engine.archive.assignments():
        for role, named in stored.assignment.roles.items():
            counted.update({(key_of(mention), stored.document_id, role) for mention in named})
    shown = {
        (row.agency.id, document_id, role): number
        for row in matrix.rows
        for document_id, cell in row.cells.items()
        for role, number in cell.counts.items()
    }
    assert shown == dict(counted)
    assert [row.whole.total for row in matrix.rows] == sorted((row.whole.total for row in matrix.rows), reverse=True)
    cell = next(row for row in matrix.rows if row.agency.id == "so-noi-vu").cells[PLAN_2018]
    assert cell.lead + cell.coordinate + cell.other == cell.total


def test_indices_by_acronym_and_in_words(mentions: Mentions, engine: Engine) -> None:
    found = {one.index.id: one for one in mentions.indices()}
    assert {"papi", "par-index"} <= set(found)
    for one in found.values():
        for place in one.places:
            printed = place.span.of(engine.archive.document(place.document_id).text)
            by_acronym = printed.upper().replace("-", " ") in (one.index.acronym, one.index.acronym.replace(" ", ""))
            assert by_acronym is not place.in_words
    assert any(place.in_words for place in found["papi"].places)


def test_every_printed_acronym_is_found(mentions: Mentions, engine: Engine) -> None:
    printing = {one.id for one in engine.archive.documents() if "PAPI" in one.text}
    papi = next(one for one in mentions.indices() if one.index.id == "papi")
    assert printing <= {place.document_id for place in papi.places}


def test_cited_documents_are_put_together_by_number(mentions: Mentions, engine: Engine) -> None:
    cited = {one.number: one for one in mentions.cited()}
    resolution = cited["30c/NQ-CP"]
    assert resolution.type == "Nghị quyết"
    assert resolution.issued_on == date(2011, 11, 8)
    assert resolution.documents == len({place.document_id for place in resolution.places}) >= 3
    assert len({one.key for one in mentions.cited()}) == len(mentions.cited())
    citer = Citer(engine.archive)
    texts = {one.id: one.text for one in engine.archive.documents()}
    for place in (place for one in mentions.cited() for place in one.places):
        assert citer.cite(place.document_id, place.address, place.span).quote == place.span.of(texts[place.document_id])


def test_a_citation_of_a_part_is_literal(engine: Engine) -> None:
    citer = Citer(engine.archive)
    whole = citer.cite(PLAN_2018, engine.archive.provisions(PLAN_2018)[10].address)
    part = citer.cite(PLAN_2018, engine.archive.provisions(PLAN_2018)[10].address, Span(whole.start, whole.start + 9))
    assert part.quote == whole.quote[:9]


def test_lists_follow_the_archive(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "kho") as own:
        schedule, mentions = Schedule(own.archive), Mentions(own.archive)
        assert (schedule.everything(), mentions.indices(), mentions.cited()) == ((), [], ())
        list(own.ingest([DOCUMENTS / "002_959ca475dbccc435.txt"]))
        assert schedule.everything()
        assert mentions.cited()
        own.remove("02/KH-UBND")
        assert (schedule.everything(), mentions.indices(), mentions.cited()) == ((), [], ())
