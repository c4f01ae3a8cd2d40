"""Who decides for the agency that is named, whose a unit is, and prices by a unit said after what asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.answer import Kind
from search.ask import ask
from search.evidence.places_said import communes_named, says_commune
from search.question.columns import columns_asked
from search.question.lexicon import states
from search.question.remarks import asides
from search.question.topic import cue_spans, topic_of

DECISION = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 83/2031/QĐ-UBND

Nghệ An, ngày 28 tháng 11 năm 2031

QUYẾT ĐỊNH
QUY ĐỊNH THẨM QUYỀN QUYẾT ĐỊNH SỬ DỤNG MÁY MÓC, THIẾT BỊ

Điều 1. Thẩm quyền quyết định điều chỉnh mức giá máy móc cao hơn từ trên 15% đến không quá 30%

1. Sở Nội vụ chủ trì quyết định điều chỉnh mức giá đối với các đơn vị thuộc phạm vi quản lý.

2. Sở Tài chính quyết định đối với Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh; Thanh tra tỉnh.

Điều 2. Hiệu lực thi hành

Quyết định này có hiệu lực từ ngày ký.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("owners")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(DECISION, "quyet-dinh-83.txt"))
        yield opened


def test_who_decides_is_the_one_who_decides_for_the_agency_named(archive: Archive) -> None:
    found = ask(
        "Thanh tra tỉnh Nghệ An mua máy móc mức giá cao hơn từ trên 15% đến 30% thì cơ quan nào quyết định?",
        archive,
        None,
    )
    assert "Sở Tài chính quyết định" in found.answer
    assert "Sở Nội vụ" not in found.answer


@pytest.mark.parametrize(
    "question",
    [
        "giá cát vàng là bao nhiêu một mét khối",
        "giá cát vàng là bao nhiêu tiền 1 m3",
        "giá cát vàng bao nhiêu đồng mỗi ki lô gam",
    ],
)
def test_a_unit_behind_what_asks_is_no_topic(question: str) -> None:
    topic = " ".join(topic_of(question, cue_spans(question, (Kind.OPEN,)), timed=False))
    assert not {"mét", "khối", "m3", "ki", "lô", "gam"} & set(topic.split())


def test_what_a_place_was_before_is_an_aside() -> None:
    question = "Trung tâm Bảo tồn Di sản Hội An (trước thuộc Quảng Nam) gồm những phòng nào?"
    assert [each.of(question) for each in asides(question)] == ["(trước thuộc Quảng Nam)"]


def test_whose_a_unit_is() -> None:
    assert states("asks_belonging", "Trung tâm hiện nay trực thuộc cơ quan nào?")
    assert not states("asks_belonging", "Việc này thuộc trách nhiệm cơ quan nào?")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Quảng trường Trung tâm Văn hóa Kinh Bắc, phường Vũ Ninh", False),
        ("Điểm tiếp nhận phường Kinh Bắc", True),
        ("Các phường: Vũ Ninh, Kinh Bắc, Võ Cường", True),
    ],
)
def test_a_commune_is_said_as_one(text: str, is_said: bool) -> None:
    assert says_commune(text, "Kinh Bắc") is is_said


def test_communes_named_end_where_capitals_do() -> None:
    assert communes_named("xã đặc biệt khó khăn ở phường Kinh Bắc có chợ nào") == ("Kinh Bắc",)


def test_columns_of_fees_and_ways() -> None:
    fee = "Lệ phí cấp giấy chứng nhận doanh nghiệp khoa học và công nghệ ở Lạng Sơn là bao nhiêu?"
    assert [each.head for each in columns_asked(fee)] == ["Phí, lệ phí (nếu có)"]
    assert not columns_asked("Tổng kinh phí của kế hoạch là bao nhiêu?")
    way = "Nộp hồ sơ công nhận nhà đầu tư cá nhân ở Phú Thọ bằng cách nào?"
    assert [each.head for each in columns_asked(way)] == ["Cách thức thực hiện"]
