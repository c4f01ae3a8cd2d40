"""Lists that a clause introduces are told whole, and who acts where statutes name no agency."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.listings import listing_asked, listing_examples

LAW = """QUỐC HỘI
Luật số: 91/2031/QH17

LUẬT
THƯ VIỆN XÃ

Điều 1. Hồ sơ cấp thẻ bạn đọc

1. Hồ sơ cấp thẻ bạn đọc bao gồm:

a) Tờ khai;

b) Hai ảnh chân dung;

c) Bản sao thẻ bạn đọc và giấy tờ khác của bạn đọc.

2. Thẻ bạn đọc bị thu hồi trong các trường hợp sau đây:

a) Làm hỏng sách nhiều lần;

b) Cho người khác mượn thẻ.

Điều 2. Trách nhiệm của thủ thư

Thủ thư có trách nhiệm sau đây:

1. Giữ gìn kho sách;

2. Mở cửa đúng giờ.

Điều 3. Họp bạn đọc

1. Cuộc họp bạn đọc về sách quý được tổ chức mỗi năm và cuộc họp bạn đọc về sách quý phải có biên bản.

2. Thành phần cuộc họp bạn đọc gồm người quản lý kho chủ trì, bạn đọc và thủ thư.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("listed")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "luat-thu-vien-xa.txt"))
        yield opened


@pytest.mark.parametrize(("question", "noun"), listing_examples())
def test_lists_asked_for(question: str, noun: str) -> None:
    found = listing_asked(question)
    assert found is not None
    assert found.noun == noun


@pytest.mark.parametrize(
    "question",
    ["Ai chủ trì hội thi?", "Hồ sơ nộp ở đâu?", "Kế hoạch có bao nhiêu nhiệm vụ?", "Trong trường hợp này ai ký?"],
)
def test_no_list_asked_for(question: str) -> None:
    assert listing_asked(question) is None


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hồ sơ cấp thẻ bạn đọc gồm những giấy tờ gì?", ("Tờ khai", "Hai ảnh chân dung"), "thu hồi"),
        ("Thẻ bạn đọc bị thu hồi trong trường hợp nào?", ("Làm hỏng sách", "mượn thẻ"), "Tờ khai"),
        ("Thủ thư có những nhiệm vụ gì?", ("Giữ gìn kho sách", "Mở cửa đúng giờ"), "Tờ khai"),
        ("Thủ thư có trách nhiệm gì?", ("Giữ gìn kho sách", "Mở cửa đúng giờ"), "Tờ khai"),
    ],
)
def test_a_list_is_told_whole(archive: Archive, question: str, told: tuple[str, ...], untold: str) -> None:
    answer = ask(question, archive, None)
    assert all(each in answer.answer for each in told), answer.answer
    assert untold not in answer.answer


def test_who_leads_by_law_is_who_is_said_to(archive: Archive) -> None:
    answer = ask("Cuộc họp bạn đọc về sách quý ai chủ trì?", archive, None)
    assert "người quản lý kho chủ trì" in answer.answer
