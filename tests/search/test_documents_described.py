"""Documents asked for by what they do, all of them; a plan that a province does not have, however like others it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.answer import Kind, ReasonType
from search.ask import ask

DOCUMENT = """ỦY BAN NHÂN DÂN
TỈNH {place}

Số: {number}

{small}, ngày 10 tháng 9 năm 2031

{kind}
{title}

Điều 1. {text}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình
"""
NONE = "Sở Nội vụ báo cáo kết quả hằng năm trước ngày 15 tháng 12."
HELD = (
    ("Lai Châu", "11/QĐ-UBND", "Quyết định", "Ủy quyền cho Giám đốc Sở Xây dựng cấp giấy phép", NONE),
    (
        "Sơn La",
        "12/QĐ-UBND",
        "Quyết định",
        "Ủy quyền cho Chánh Văn phòng Ủy ban nhân dân tỉnh ký giấy mời",
        NONE,
    ),
    ("Sơn La", "13/QĐ-UBND", "Quyết định", "Công bố danh mục thủ tục hành chính mới ban hành lĩnh vực muối", NONE),
    ("Lai Châu", "14/QĐ-UBND", "Quyết định", "Công bố thủ tục hành chính bị bãi bỏ lĩnh vực nghề cá", NONE),
    ("Lai Châu", "15/KH-UBND", "Kế hoạch", "Trồng rừng ngập mặn ven hồ", NONE),
    ("Sơn La", "16/KH-UBND", "Kế hoạch", "Bảo vệ bí mật nhà nước", NONE),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("documents")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        for place, number, kind, title, text in HELD:
            values = {"place": place.upper(), "small": place, "number": number, "kind": kind.upper(), "title": title}
            opened.add(parse_text(DOCUMENT.format(text=text, **values), f"{number.replace('/', '-')}.txt"))
        yield opened


LISTED = [
    ("Những quyết định nào công bố thủ tục hành chính?", ("13/QĐ-UBND", "14/QĐ-UBND")),
    ("Những quyết định nào ủy quyền cho giám đốc sở hoặc chánh văn phòng UBND tỉnh?", ("11/QĐ-UBND", "12/QĐ-UBND")),
    ("Có mấy quyết định ủy quyền cho giám đốc sở?", ("11/QĐ-UBND",)),
    ("tinh nao co ke hoach ve trong rung", ("15/KH-UBND",)),
    ("Kế hoạch nào của Sơn La?", ("16/KH-UBND",)),
    ("Văn bản nào của Sơn La ban hành ngày 10/9/2031?", ("12/QĐ-UBND", "13/QĐ-UBND", "16/KH-UBND")),
    ("Kho có những văn bản nào của Sơn La?", ("12/QĐ-UBND", "13/QĐ-UBND", "16/KH-UBND")),
]


@pytest.mark.parametrize(("question", "numbers"), LISTED)
def test_all_that_do_it_are_listed(archive: Archive, question: str, numbers: tuple[str, ...]) -> None:
    answer = ask(question, archive, None)
    assert {citation.number for citation in answer.citations} == set(numbers)
    assert answer.answer.startswith(f"Có {len(numbers)} văn bản")


def test_a_plan_that_the_province_does_not_have_is_missing(archive: Archive) -> None:
    asked = "Theo Kế hoạch trồng rừng ngập mặn ven hồ đến năm 2035 của tỉnh {} thì báo cáo trước ngày nào?"
    refused = ask(asked.format("Sơn La"), archive, None)
    assert refused.reason_type is ReasonType.NO_DOCUMENT
    assert "trong kho không có Kế hoạch trồng rừng ngập mặn ven hồ đến năm 2035 của Sơn La" in refused.answer
    assert ask(asked.format("Lai Châu"), archive, None).reason_type is not ReasonType.NO_DOCUMENT


def test_words_of_a_title_ask_nothing(archive: Archive) -> None:
    asked = "Quyết định công bố danh mục thủ tục hành chính mới ban hành lĩnh vực muối căn cứ nghị định nào?"
    assert ask(asked, archive, None).interpretation.kind is Kind.LEGAL_BASIS
