"""Finding the clauses that answer: documents in scope, relevance, tasks, sentences, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive import Archive, CatalogueEntry, State
from ingest.corpus import DOCUMENTS
from ingest.parse import parse_file, parse_text
from ingest.records import Level, Metadata, Role
from search.evidence.clauses import definitions, funding, naming_persons, reporting, statements
from search.evidence.library import Library
from search.evidence.mentions import find_mentions
from search.evidence.selection import aiming, select, undated
from search.evidence.tasks import about, distinct, nearest_best, tasks, tasks_of_named
from search.question.description import describe, matching
from search.question.query import Scope
from search.question.values import unit_asked
from search.question.years import aims
from search.relevance import Weights, syllables, units, words_of


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        for path in sorted(DOCUMENTS.glob("*.txt")):
            archive.add(parse_file(path))
        yield archive


@pytest.fixture(scope="module")
def library(shelf: Archive) -> Library:
    return Library(shelf)


def ids(library: Library, province: str | None) -> list[str]:
    return [entry.id for entry in library.catalogue if entry.metadata.province == province]


def entry(name: str, state: State = State.ACTIVE, **known: Any) -> CatalogueEntry:
    return replace(_any_entry(), id=name, metadata=Metadata(**known), source_file=f"{name}.txt", state=state)


@cache
def _any_entry() -> CatalogueEntry:
    with Archive.open("sqlite:///:memory:") as archive:
        archive.add(parse_text("KẾ HOẠCH\n\nI. MỘT\n\n1. Một việc.\n", "mot.txt"))
        return archive.catalogue()[0]


CATALOGUE = (
    entry("a-2016", province="A", period=(2016, 2020), type="Quyết định", title="Kế hoạch tuyên truyền CCHC"),
    entry("a-2020", province="A", period=(2020, 2020), type="Kế hoạch", title="Tuyên truyền CCHC năm 2020"),
    entry("b-2018", province="B", period=(2018, 2018), issued_on=date(2017, 12, 28), title="Cải cách hành chính"),
    entry("c", title="Thu hút đầu tư"),
)

SCOPES = [
    (Scope(), ["a-2016", "a-2020", "b-2018", "c"]),
    (Scope(provinces=("A",), historic=("A",)), ["a-2016", "a-2020"]),
    (Scope(provinces=("Z",), historic=("Z", "B")), ["b-2018"]),
    (Scope(provinces=("Z",), historic=("Z",)), []),
    (Scope(years=(2020,)), ["a-2020"]),
    (Scope(years=(2017,), historic=("A",)), ["a-2016"]),
    (Scope(years=(2017,), historic=("B",)), ["b-2018"]),
    (Scope(years=(2018, 2020)), ["a-2020", "b-2018"]),
    (Scope(years=(2031,)), []),
    (Scope(period=(2016, 2020)), ["a-2016", "b-2018"]),
    (Scope(documents=("c",), historic=("A",)), ["c"]),
    (Scope(documents=("a-2016", "b-2018"), historic=("B",)), ["b-2018"]),
    (Scope(missing=("9/QĐ",)), []),
    (Scope(title="thu hút đầu tư", historic=()), ["c"]),
    (Scope(title="kế hoạch cchc năm 2020", historic=("A",)), ["a-2020"]),
]


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_scope_is_a_constraint(scope: Scope, expected: list[str]) -> None:
    selection = select(scope, CATALOGUE)
    assert list(selection.ids) == expected
    assert bool(selection.missing) is not bool(expected)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(historic=("Hồ Chí Minh",), years=(2025,)), ("bare",)),
        (Scope(historic=("Hồ Chí Minh",), years=(2018,)), ()),
        (Scope(historic=("Cà Mau",), years=(2025,)), ()),
        (Scope(years=(2025,)), ()),
        (Scope(historic=("Hồ Chí Minh",)), ()),
        (Scope(historic=("Hồ Chí Minh",), years=(2025,), documents=("other",)), ()),
    ],
)
def test_documents_without_a_date_may_be_of_a_year_that_they_name(scope: Scope, expected: tuple[str, ...]) -> None:
    shelf = [entry("bare", province="Hồ Chí Minh"), entry("dated", province="Hồ Chí Minh", issued_on=date(2025, 1, 2))]
    assert undated(scope, shelf, lambda _: "xep loai nam 2025 gui truoc ngay 05 thang 12 nam 2025") == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(historic=("Đồng Tháp",), years=(2035,)), ("617",)),
        (Scope(historic=("Đồng Tháp",), years=(2045,)), ()),
        (Scope(historic=("Đồng Tháp",), years=(2025,)), ()),
        (Scope(historic=("Đồng Tháp",), years=(2035,), title="kế hoạch chuyển đổi số"), ()),
    ],
)
def test_a_year_after_all_documents_is_what_they_aim_at(scope: Scope, expected: tuple[str, ...]) -> None:
    dated = [entry(name, province="Đồng Tháp", issued_on=date(2025, 12, 1)) for name in ("617", "552")]
    texts = {"617": "den het nam 2035 co 85% doanh nghiep", "552": "trong nam 2025"}
    assert aiming(scope, dated, texts.__getitem__) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng Tháp đặt mục tiêu hết năm 2035 bao nhiêu % doanh nghiệp dùng công nghệ số?", True),
        ("chỉ tiêu phủ sóng 5G năm 2030 của Nghệ An", True),
        ("cuoi nam 2027 phai xong viec gi", True),
        ("Kế hoạch CCHC năm 2026 giao Sở Nội vụ những gì?", False),
        ("Năm 2026 giá cát san lấp là bao nhiêu?", False),
    ],
)
def test_questions_of_what_is_aimed_at(text: str, expected: bool) -> None:
    assert aims(text) is expected


def test_recalled_documents_are_never_in_scope() -> None:
    recalled = entry("x", State.RECALLED)
    assert select(Scope(), (recalled,)).ids == ()


def test_a_title_is_described_by_words_that_stand_in_it() -> None:
    found = describe("theo Kế hoạch tuyên truyền cải cách hành chính của tỉnh thì ai làm", CATALOGUE)
    assert [words for words, _ in found] == ["Kế hoạch tuyên truyền cải cách hành chính"]
    assert describe("ai lập kế hoạch kiểm tra chuyên đề", CATALOGUE) == []
    assert [each.id for each in matching("hành chính", CATALOGUE)] == ["a-2016", "a-2020", "b-2018"]


def test_acronyms_are_spelled_out_on_both_sides() -> None:
    assert syllables("công tác CCHC") == syllables("công tác cải cách hành chính")
    assert words_of("Uỷ ban") == words_of("Ủy ban")


@given(st.text(max_size=60))
def test_units_hold_every_syllable(text: str) -> None:
    assert set(syllables(text)) <= units(words_of(text))


WEIGHTS = Weights.learn(
    [
        "Tuyên truyền cải cách hành chính bằng pa nô, áp phích",
        "Tuyên truyền cải cách hành chính trên sóng phát thanh",
        "Khảo sát sự hài lòng của người dân về cải cách hành chính",
        "Sắp xếp các trường cao đẳng trên địa bàn",
    ]
)

CLOSER = [
    (["pa nô áp phích"], "Xây dựng pa nô, áp phích", "Xây dựng tờ rơi"),
    (["khao sat hai long"], "Khảo sát sự hài lòng của người dân", "Tuyên truyền cải cách hành chính"),
    (["khảo xát hài lòng"], "Khảo sát sự hài lòng của người dân", "Tuyên truyền cải cách hành chính"),
    (["trường cao đẳng"], "Sắp xếp các trường cao đẳng", "Tăng cường cao điểm"),
    (["CCHC", "pa nô"], "cải cách hành chính bằng pa nô", "cải cách hành chính"),
]


@pytest.mark.parametrize(("runs", "nearer", "farther"), CLOSER)
def test_the_closer_text_scores_higher(runs: list[str], nearer: str, farther: str) -> None:
    topic = WEIGHTS.topic(runs)
    assert topic.score(nearer) > topic.score(farther)
    assert 0 <= topic.score(farther) <= topic.coverage(farther) <= 1


def test_what_every_clause_says_is_not_specific() -> None:
    assert WEIGHTS.topic(["cải cách hành chính"]).specificity < WEIGHTS.topic(["pa nô"]).specificity
    assert WEIGHTS.topic([]).specificity == WEIGHTS.topic([]).score("pa nô") == 0


@given(st.lists(st.text(max_size=20), max_size=3), st.text(max_size=60))
def test_scores_are_shares(runs: list[str], text: str) -> None:
    assert 0 <= WEIGHTS.topic(runs).score(text) <= 1.0000001


def test_tasks_of_an_agency_by_role(library: Library) -> None:
    there = ids(library, "Thái Nguyên")
    found = tasks(library, there, ("van-phong-ubnd-tinh",), (Role.COORDINATE,))
    assert [str(task.clause.provision.address) for task in found] == ["phu-luc/4", "phu-luc/5"]
    assert found[0].names(Role.LEAD) == "Các sở, ban, ngành, UBND các huyện, thành phố"
    assert found[0].roles_of(["van-phong-ubnd-tinh"]) == [Role.COORDINATE]
    assert tasks_of_named(library, there, "Văn phòng UBND")
    assert tasks_of_named(library, there, "Sở Vũ trụ") == []


def test_evidence_of_a_task_is_literal_and_names_the_agency_above(library: Library) -> None:
    for task in tasks(library, [entry.id for entry in library.catalogue]):
        quote = task.evidence.span.of(task.clause.document.text)
        assert quote.strip() and task.assignment.span.of(task.clause.document.text) in quote
    under = tasks(library, ids(library, "Bình Phước"), ("so-thong-tin-va-truyen-thong",), (Role.LEAD,))[0]
    assert under.evidence.text.startswith("7. Sở Thông tin và Truyền thông")
    assert under.evidence.clause.provision.level is Level.CLAUSE


def test_tasks_about_a_topic(library: Library) -> None:
    found = distinct(tasks(library, ids(library, "Bình Phước")))
    topic = library.weights().topic(["khảo sát sự hài lòng của người dân"])
    best = nearest_best(about(found, topic, {}))
    assert [str(task.clause.provision.address) for task in best] == ["phu-luc/VII/3"]
    assert about(found, library.weights().topic(["đường sắt cao tốc"]), {}) == []
    assert distinct([*found, *found]) == found


def test_sentences_lie_inside_their_clause_and_lose_nothing(library: Library) -> None:
    for clause in library.clauses([entry.id for entry in library.catalogue]):
        spans = [each.span for each in clause.sentences]
        assert all(clause.provision.start <= span.start < span.end <= clause.provision.end for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_list_of_dates_is_one_sentence() -> None:
    text = "KẾ HOẠCH\n\nI. BÁO CÁO\n\n1. Trước ngày 5/3 (quý I), ngày 5/6 (6 tháng); 01/12 (năm). Gửi Sở Nội vụ; Bộ.\n"
    with Archive.open("sqlite:///:memory:") as archive:
        added = archive.add(parse_text(text, "a.txt"))
        found = [each.text for each in statements(Library(archive), [added.document_id])]
    assert "Trước ngày 5/3 (quý I), ngày 5/6 (6 tháng); 01/12 (năm)" in " ".join(found)


def test_rules_of_reporting_and_money(library: Library) -> None:
    reports = reporting(library, ids(library, "Bình Phước"))
    assert any("5/3 (báo cáo quý I)" in each.text for each in reports)
    assert all(each.clause.provision.level is not Level.ROW for each in reports)
    money = funding(library, ids(library, "Thái Nguyên"))
    assert [str(each.clause.provision.address) for each in money] == ["ke-hoach/III/doan-1"]


def test_figures_are_printed_in_the_unit_asked(library: Library) -> None:
    percent = unit_asked("đạt bao nhiêu phần trăm")
    assert percent is not None
    found = [each for each in statements(library, ids(library, "Bình Phước")) if percent.is_in(each.text)]
    assert found and all("%" in each.text for each in found)
    assert naming_persons(statements(library, ids(library, "Bình Phước"))) == []


def test_meanings(library: Library) -> None:
    found = definitions(library, [entry.id for entry in library.catalogue], "PAPI")
    assert found and all("(PAPI)" in each.text for each in found)


def test_mentions_are_complete_and_literal(library: Library) -> None:
    everywhere = [entry.id for entry in library.catalogue]
    found = find_mentions(library, everywhere, "chỉ số PAPI")
    assert found.term == "PAPI"
    assert len(found.printed) == sum(text.count("PAPI") for text in map(_text, DOCUMENTS.glob("*.txt")))
    assert all("PAPI" in each.span.of(each.clause.document.text) for each in found.printed)
    assert {each.clause.document.metadata.number for each in found.in_words} == {"34/KH-UBND"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


MENTIONED = [
    ("3490/QĐ-BNV", 3),
    ("3490/qd-bnv", 3),
    ("Đề án 06", 1),
    ("cà phê doanh nhân", 2),
    ("ca phe doanh nhan", 2),
    ("cà phế doanh nhân", 2),
    ("phế", 0),
    ("trí tuệ nhân tạo", 0),
]


@pytest.mark.parametrize(("term", "count"), MENTIONED)
def test_mentions_in_any_spelling(library: Library, term: str, count: int) -> None:
    assert len(find_mentions(library, [entry.id for entry in library.catalogue], term).printed) == count


def test_a_library_is_shared_until_the_archive_changes(shelf: Archive) -> None:
    assert Library.of(shelf) is Library.of(shelf)
    before = Library.of(shelf).weights()
    added = shelf.add(parse_text("KẾ HOẠCH\n\nI. MỚI\n\n1. Việc hoàn toàn mới.\n", "moi.txt"))
    assert added.document_id in {entry.id for entry in Library.of(shelf).catalogue}
    assert Library.of(shelf).weights() is not before
    shelf.remove(added.document_id)
    assert added.document_id not in {entry.id for entry in Library.of(shelf).catalogue}
