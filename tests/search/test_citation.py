"""The wording of places and the making of citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from ingest.address import Address
from ingest.archive import Archive, StoredDocument
from ingest.errors import Defect
from ingest.parse import parse_text
from ingest.records import Level, Metadata, Provision, Span
from search import citation

_LEVELS = {
    "phan": Level.DIVISION,
    "chuong": Level.CHAPTER,
    "muc": Level.SECTION,
    "dieu": Level.ARTICLE,
    "can-cu": Level.BASIS,
    "doan": Level.PARAGRAPH,
    "chu-ky": Level.SIGNATURE,
    "noi-nhan": Level.RECIPIENTS,
    "-": Level.DASH,
}

DECISION = Metadata(
    number="52/QĐ-UBND",
    type="Quyết định",
    issuer="Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông",
    issued_on=date(2017, 1, 11),
    province="Đắk Nông",
)
PLAN = Metadata(
    number="02/KH-UBND", type="Kế hoạch", issuer="UBND tỉnh Đắk Nông", issued_on=date(2020, 1, 3), province="Đắk Nông"
)
LAW = Metadata(number="53/2014/QH13", type="Luật", title="Công chứng")

PLAN_NAME = "Kế hoạch số 02/KH-UBND ngày 03/01/2020 của UBND tỉnh Đắk Nông"


def stored(metadata: Metadata, text: str = "văn bản") -> StoredDocument:
    return replace(_any_document(), id="mot", metadata=metadata, source_file="000_abc.txt", text=text)


@cache
def _any_document() -> StoredDocument:
    with Archive.open("sqlite:///:memory:") as archive:
        archive.add(parse_text(TEXT, "moi.txt"))
        return archive.documents()[0]


def path(address: str, row: bool = False) -> tuple[Provision, ...]:
    """The path of ``address``: plain markers are sections when Roman, clauses when digits, points when letters."""
    steps = Address.parse(address).steps
    found = []
    for number in range(1, len(steps) + 1):
        step = steps[number - 1]
        level = Level.PART if step.is_part else _LEVELS.get(step.prefix, _plain(step.value))
        if row and number == len(steps):
            level = Level.ROW
        here = Address(steps[:number])
        found.append(Provision(here, level, step.value, "", "văn bản", (Span(0, 7),), None))
    return tuple(found)


def _plain(value: str) -> Level:
    if value.isupper():
        return Level.SECTION
    return Level.POINT if value.isalpha() else Level.CLAUSE


WORDED = [
    (
        DECISION,
        "ke-hoach/VI/1/c",
        False,
        "điểm c khoản 1 Mục VI Kế hoạch ban hành kèm theo Quyết định số 52/QĐ-UBND ngày 11/01/2017"
        " của Chủ tịch UBND tỉnh Đắk Nông",
    ),
    (
        DECISION,
        "phu-luc/VII/5",
        True,
        "STT 5 Mục VII Phụ lục kèm theo Quyết định số 52/QĐ-UBND ngày 11/01/2017 của Chủ tịch UBND tỉnh Đắk Nông",
    ),
    (DECISION, "dieu-2", False, "Điều 2 Quyết định số 52/QĐ-UBND ngày 11/01/2017 của Chủ tịch UBND tỉnh Đắk Nông"),
    (
        DECISION,
        "can-cu-3",
        False,
        "căn cứ thứ ba Quyết định số 52/QĐ-UBND ngày 11/01/2017 của Chủ tịch UBND tỉnh Đắk Nông",
    ),
    (
        PLAN,
        "danh-muc/14",
        True,
        f"STT 14 Danh mục kèm theo {PLAN_NAME}",
    ),
    (
        PLAN,
        "ke-hoach/IV/2/b",
        False,
        f"điểm b khoản 2 Mục IV {PLAN_NAME}",
    ),
    (
        PLAN,
        "ke-hoach/IV/2/-2",
        False,
        f"gạch đầu dòng thứ hai khoản 2 Mục IV {PLAN_NAME}",
    ),
    (PLAN, "ke-hoach/chu-ky", False, f"phần chữ ký {PLAN_NAME}"),
    (PLAN, "ke-hoach/noi-nhan", False, f"nơi nhận {PLAN_NAME}"),
    (
        PLAN,
        "ke-hoach/II/1/1.2",
        False,
        f"khoản 1.2 Mục II {PLAN_NAME}",
    ),
    (LAW, "chuong-I/muc-1/dieu-5/2/a", False, "điểm a khoản 2 Điều 5 Luật Công chứng số 53/2014/QH13"),
    (LAW, "chuong-II", False, "Chương II Luật Công chứng số 53/2014/QH13"),
    (Metadata(), "noi-dung/7/-2", False, "gạch đầu dòng thứ hai khoản 7 văn bản không rõ số, ký hiệu"),
]


@pytest.mark.parametrize(("metadata", "address", "row", "words"), WORDED)
def test_wording(metadata: Metadata, address: str, row: bool, words: str) -> None:
    said = citation.word(stored(metadata), path(address, row))
    assert said.startswith(words)
    if metadata.number:
        assert said == words


def test_document_without_number_is_named_by_its_file() -> None:
    said = citation.word(stored(Metadata()), path("noi-dung/7"))
    assert said.endswith("văn bản không rõ số, ký hiệu (tệp 000_abc.txt)")


def test_short_place_leaves_the_document_out() -> None:
    assert citation.short_place(stored(DECISION), path("ke-hoach/VI/1")) == "khoản 1 Mục VI Kế hoạch"
    assert citation.short_place(stored(PLAN), path("ke-hoach/VI/1")) == "khoản 1 Mục VI"
    assert citation.short_place(stored(DECISION), path("dieu-2")) == "Điều 2"


def test_second_part_of_one_type_is_told_by_its_heading() -> None:
    second = replace(path("ke-hoach~2")[0], heading="Kế hoạch  cụ thể")
    assert citation.part_name(stored(DECISION), (second,)).startswith("Kế hoạch “Kế hoạch cụ thể” ban hành kèm theo")


@pytest.mark.parametrize(
    ("day", "printed"),
    [(date(2023, 3, 2), "02/3/2023"), (date(2020, 1, 3), "03/01/2020"), (date(2017, 12, 28), "28/12/2017")],
)
def test_dates_as_the_decree_writes_them(day: date, printed: str) -> None:
    assert citation.printed_date(day) == printed


TEXT = """KẾ HOẠCH
Cải cách hành chính năm 2030

I. MỤC ĐÍCH

1. Mục đích chung

Nâng cao chất lượng phục vụ.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ

Chủ trì, phối hợp với các cơ quan liên quan theo dõi Kế hoạch này.
"""


def test_quotes_are_literal_for_every_provision() -> None:
    parsed = parse_text(TEXT, "moi.txt")
    document = stored(parsed.metadata, parsed.text)
    tree = citation.by_address(parsed.provisions)
    for provision in parsed.provisions:
        cited = citation.cite(document, citation.path_to(tree, provision))
        assert cited.quote == document.text[cited.start : cited.end] and cited.quote
        assert cited.url == f"/documents/mot#{provision.address}"
        assert cited.address == str(provision.address)


def test_path_and_headings_run_from_the_top() -> None:
    parsed = parse_text(TEXT, "moi.txt")
    tree = citation.by_address(parsed.provisions)
    deepest = max(parsed.provisions, key=lambda each: len(each.address.steps))
    found = citation.path_to(tree, deepest)
    assert [str(each.address) for each in found] == [
        "/".join(str(deepest.address).split("/")[: number + 1]) for number in range(len(found))
    ]
    assert all(citation.heading_path(found))


@pytest.mark.parametrize("span", [Span(3, 3), Span(100, 120)])
def test_a_citation_without_a_quote_in_its_provision_cannot_be_made(span: Span) -> None:
    with pytest.raises(Defect):
        citation.cite(stored(PLAN, "văn bản" + " " * 200), path("ke-hoach/I"), span)
