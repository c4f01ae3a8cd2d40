"""Acronyms, indices and reorganisations: data that fits together and is found in text."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.agencies import AgencyRegistry
from ingest.corpus import DOCUMENTS
from ingest.folding import strip_marks
from ingest.registry_terms import PublicIndex, acronyms, find_indices, indices, may_name_indices
from ingest.reorganisations import all_successions

REGISTRY = AgencyRegistry.load()


def test_an_acronym_expands_alone_only_with_one_expansion() -> None:
    for acronym in acronyms().values():
        assert acronym.expansions
        assert len(acronym.expansions) == 1 or not acronym.unambiguous, acronym.text


@pytest.mark.parametrize("text", ["TT", "CT", "BC", "CĐ", "HD", "HĐ", "TC", "ĐA", "DA", "NN", "BP", "ĐN"])
def test_never_expanded_alone(text: str) -> None:
    assert not acronyms()[text].unambiguous


@pytest.mark.parametrize(
    ("text", "expansion"),
    [("CCHC", "cải cách hành chính"), ("TTHC", "thủ tục hành chính"), ("QPPL", "quy phạm pháp luật")],
)
def test_expansions(text: str, expansion: str) -> None:
    assert acronyms()[text].expansions == (expansion,)


INDEX_TEXTS = [
    ("Chỉ số Hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)", [("papi", False), ("papi", True)]),
    ("Chi số quản trị và hành chính công cấp tỉnh (PAPI)", [("papi", False), ("papi", True)]),
    ("Chỉ số cải cách hành chính (PAR INDEX)", [("par-index", False), ("par-index", True)]),
    ("Chỉ số PAR - INDEX của tỉnh", [("par-index", True)]),
    ("Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", [("pci", False), ("pci", True)]),
    ("chỉ số hài lòng về sự phục vụ\nhành chính (SIPAS)", [("sipas", False), ("sipas", True)]),
    ("bộ chỉ số DDCI; Chỉ số chuyển đổi số (DTI)", [("ddci", True), ("dti", False), ("dti", True)]),
    ("cải cách hành chính nhà nước", []),
]


@pytest.mark.parametrize(("text", "expected"), INDEX_TEXTS, ids=[row[0][:30] for row in INDEX_TEXTS])
def test_indices_in_text(text: str, expected: list[tuple[str, bool]]) -> None:
    found = find_indices(text)
    assert [(mention.id, mention.by_acronym) for mention in found] == expected
    assert all(mention.span.of(text) for mention in found)


def test_every_wording_of_an_index_finds_it() -> None:
    for index in indices():
        for name in (index.name, index.acronym, *index.names):
            assert [mention.id for mention in find_indices(name)] == [index.id], name


def test_reorganisations_refer_to_agencies() -> None:
    for entry in all_successions():
        assert REGISTRY.get(entry.old).id == entry.old
        assert entry.new is None or REGISTRY.get(entry.new).id == entry.new
        assert entry.new or entry.note


def test_a_split_agency_says_what_went_where() -> None:
    for agency in REGISTRY.all():
        successions = [entry for entry in REGISTRY.successions(agency.id) if entry.new]
        if len(successions) > 1:
            assert all(entry.scope for entry in successions), agency.id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("so-ke-hoach-va-dau-tu", ["so-tai-chinh"]),
        ("so-thong-tin-va-truyen-thong", ["so-khoa-hoc-va-cong-nghe", "so-van-hoa-the-thao-va-du-lich"]),
        ("so-tai-nguyen-va-moi-truong", ["so-nong-nghiep-va-moi-truong"]),
        ("bo-giao-thong-van-tai", ["bo-xay-dung"]),
        ("ban-tuyen-giao", ["ban-tuyen-giao-va-dan-van"]),
        ("ubnd-cap-huyen", [None]),
        ("so-noi-vu", []),
    ],
)
def test_successions(old: str, new: list[str | None]) -> None:
    assert [entry.new for entry in REGISTRY.successions(old)] == new


def test_predecessors() -> None:
    olds = {entry.old for entry in REGISTRY.predecessors("so-khoa-hoc-va-cong-nghe")}
    assert olds == {"so-thong-tin-va-truyen-thong"}
    assert {entry.from_date for entry in REGISTRY.predecessors("so-xay-dung")} == {date(2025, 3, 1)}


@pytest.mark.parametrize("index", indices(), ids=lambda index: index.id)
def test_no_name_of_an_index_is_passed_over_unread(index: PublicIndex) -> None:
    for name in (index.acronym, index.name, *index.names):
        for text in (f"nâng cao {name} năm 2026", name.upper().replace(" ", "\n"), f"**{name}**"):
            assert find_indices(text) == [] or may_name_indices(strip_marks(text).casefold())


def test_nothing_in_the_shipped_documents_is_passed_over_unread() -> None:
    for file in DOCUMENTS.glob("*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not find_indices(line) or may_name_indices(strip_marks(line).casefold())
