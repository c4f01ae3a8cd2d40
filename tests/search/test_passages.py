"""Provisions as passages: context, windows, filter terms."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.address import Address
from ingest.archive import State, StoredAssignment, StoredDocument
from ingest.corpus import DOCUMENTS
from ingest.folding import squeeze
from ingest.parse import parse_file
from ingest.records import Level, ParsedDocument
from search.answer import Filters
from search.passages import Passage, document_passages, windows
from search.terms import APPENDIX, AROUND, MAIN, groups, part_terms, term

FILES = sorted(DOCUMENTS.glob("*.txt"))


def passages_of(parsed: ParsedDocument) -> list[Passage]:
    known = (parsed.id, parsed.metadata, parsed.source_file, parsed.sha256, parsed.text)
    document = StoredDocument(*known, State.ACTIVE, datetime(2026, 1, 1, tzinfo=UTC), ())
    assignments = [StoredAssignment(parsed.id, assignment) for assignment in parsed.assignments]
    return document_passages(document, parsed.provisions, assignments)


def test_there_are_documents() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name)[:3])
def test_every_leaf_of_a_shipped_document_is_a_passage(path: Path) -> None:
    parsed = parse_file(path)
    passages = {passage.key.address: passage for passage in passages_of(parsed)}
    parents = {provision.parent for provision in parsed.provisions}
    for provision in parsed.provisions:
        if provision.address not in parents and provision.text.strip() and provision.level != Level.TABLE_HEAD:
            assert str(provision.address) in passages
    for address, passage in passages.items():
        assert str(Address.parse(address)) == address
        assert passage.windows and not any("\n" in line for line in (passage.context, *passage.windows))


@pytest.mark.parametrize(
    ("address", "level", "expected"),
    [
        ("ke-hoach/VI/1/c", Level.POINT, {"ke-hoach", "noi-dung-chinh"}),
        ("phu-luc-II/VII/5", Level.ROW, {"phu-luc"}),
        ("danh-muc/14", Level.ROW, {"danh-muc", "phu-luc"}),
        ("dieu-2", Level.ARTICLE, {"quyet-dinh", "noi-dung-chinh"}),
        ("can-cu-3", Level.BASIS, {"quyet-dinh", "can-cu"}),
        ("ke-hoach/noi-nhan", Level.RECIPIENTS, {"ke-hoach", "noi-nhan"}),
        ("chu-ky", Level.SIGNATURE, {"quyet-dinh", "chu-ky"}),
    ],
)
def test_the_part_in_which_a_provision_stands(address: str, level: Level, expected: set[str]) -> None:
    assert part_terms(Address.parse(address), level, "Quyết định") == {term("part", each) for each in expected}


def test_every_passage_stands_in_one_part_of_the_whole() -> None:
    wholes = {term("part", each) for each in (MAIN, APPENDIX, *AROUND.values())}
    for path in FILES:
        for passage in passages_of(parse_file(path)):
            assert len(passage.terms & wholes) == 1
            assert term("state", "active") in passage.terms


def test_context_names_the_document_and_the_headings_above() -> None:
    passage = {each.key.address: each for each in passages_of(parse_file(FILES[0]))}["ke-hoach/VI/1/b"]
    assert passage.context.startswith("Quyết định 52/QĐ-UBND Đắk Nông 2017")
    assert "UBND các huyện" in passage.context
    assert term("province", "Đắk Nông") in passage.terms
    assert term("year", 2017) in passage.terms
    assert "52/QĐ-UBND" in passage.numbers


def test_a_row_is_read_with_its_columns() -> None:
    rows = [each for path in FILES for each in passages_of(parse_file(path)) if "thực hiện:" in each.windows[0]]
    assert len(rows) > 20


def test_who_is_given_a_task_can_be_filtered_by() -> None:
    passages = [each for path in FILES for each in passages_of(parse_file(path))]
    finance = [each for each in passages if term("agency", "Sở Tài chính") in each.terms]
    assert finance
    assert all("tài chính" in " ".join([each.context, *each.windows]).lower() for each in finance)


@given(st.text(alphabet="ab .;\n", max_size=400), st.integers(2, 20))
def test_windows_lose_nothing(text: str, size: int) -> None:
    found = list(windows(text, size))
    assert found
    assert squeeze(" ".join(found)) == squeeze(text)
    assert all(len(window.split()) <= size for window in found)


def test_windows_end_where_sentences_end() -> None:
    text = "Một hai ba bốn năm. Sáu bảy tám chín. Mười mười một."
    assert list(windows(text, 6)) == ["Một hai ba bốn năm.", "Sáu bảy tám chín.", "Mười mười một."]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), []),
        (Filters(provinces=("Đắk Nông",), years=(2018, 2019)), [{"province:dak-nong"}, {"year:2018", "year:2019"}]),
        (Filters(agencies=("so-noi-vu", "Sở Nội vụ")), [{"agency:so-noi-vu"}]),
        (Filters(types=("Kế hoạch",), documents=("a-1",)), [{"type:ke-hoach"}, {"document:a-1"}]),
        (Filters(parts=("phu-luc",), states=("active",)), [{"part:phu-luc"}, {"state:active"}]),
    ],
)
def test_filters_as_groups_of_terms(filters: Filters, expected: list[set[str]]) -> None:
    assert groups(filters) == [frozenset(group) for group in expected]
