"""Who is competent where a clause says it as such, and money told by what speaks of money."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.evidence.clauses import funding
from search.evidence.library import Library

LETTER = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 4240/UBND-NC

Nghệ An, ngày 28 tháng 11 năm 2031

KẾ HOẠCH
Đánh giá, xếp loại chất lượng năm 2031

I. TỔ CHỨC THỰC HIỆN

1. Chủ tịch Ủy ban nhân dân xã, phường chủ trì quyết định xếp loại chất lượng công chức.

2. Việc đánh giá, xếp loại tập thể:

a) Đối với tập thể Ủy ban nhân dân xã, phường:

- Thành phần dự họp: toàn thể công chức.

- Thẩm quyền quyết định đánh giá, xếp loại chất lượng: Ban Thường vụ Đảng ủy cấp xã.

3. Căn cứ yêu cầu của người dân, nguồn lực tại địa phương, Sở Nội vụ ký hợp đồng với luật sư có đủ các điều kiện sau:

a) Không bị cấm hành nghề luật sư.

II. KINH PHÍ THỰC HIỆN

Do ngân sách cấp xã bảo đảm.
"""


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as opened:
        opened.add(parse_text(LETTER, "ke-hoach.txt"))
        yield opened


def test_who_decides_is_whom_the_clause_calls_competent(archive: Archive) -> None:
    found = ask("Nghệ An năm 2031, tập thể UBND xã, phường do ai quyết định xếp loại chất lượng?", archive, None)
    assert "Ban Thường vụ Đảng ủy cấp xã" in found.answer
    assert "Chủ tịch Ủy ban" not in found.answer


def test_a_sentence_that_mentions_resources_is_no_heading_of_money(archive: Archive) -> None:
    money = funding(Library(archive), [entry.id for entry in archive.catalogue()])
    assert [each.text for each in money] == ["Do ngân sách cấp xã bảo đảm."]
