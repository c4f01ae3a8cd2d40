"""Marks that were not typed are read as the documents in scope print the words; typed ones stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.evidence.library import Library
from search.evidence.spelling import as_printed

TEXT = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 73/2031/QĐ-UBND

Lai Châu, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
Ban hành bảng giá tính thuế

Điều 1. Giá tính thuế

1. Giá cát san lấp là 70.000 đồng/m3.

2. Giá đá hộc là 90.000 đồng/m3.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    opened.add(parse_text(TEXT, "gia.txt"))
    return opened


@pytest.mark.parametrize(
    ("guessed", "run", "printed"),
    [
        ("giá cắt sản lập bao nhiêu", "cắt sản lập", "giá cát san lấp bao nhiêu"),
        ("giá đã học bao nhiêu", "đã học", "giá đá hộc bao nhiêu"),
        ("giá cát san lấp bao nhiêu", "cát san lấp", "giá cát san lấp bao nhiêu"),
        ("giá vàng miếng bao nhiêu", "vàng miếng", "giá vàng miếng bao nhiêu"),
    ],
)
def test_words_of_the_topic_as_printed(guessed: str, run: str, printed: str, archive: Archive) -> None:
    library = Library.of(archive)
    assert as_printed(guessed, (run,), library, [entry.id for entry in library.catalogue]) == printed


def test_many_documents_leave_the_guess(archive: Archive) -> None:
    library = Library.of(archive)
    ids = [entry.id for entry in library.catalogue] * 13
    assert as_printed("giá đã học", ("đã học",), library, ids) == "giá đã học"


def test_an_unmarked_question_is_answered_in_the_documents_words(archive: Archive) -> None:
    assert "90.000 đồng/m3" in ask("gia da hoc o lai chau la bao nhieu", archive, None).answer


@pytest.mark.parametrize(
    ("question", "province"),
    [("Người Việt Nam định cư ở nước ngoài nộp thuế gì?", ()), ("nguoi viet nam dinh cu nop thue gi", ())],
)
def test_a_province_inside_other_words(question: str, province: tuple[str, ...], archive: Archive) -> None:
    assert ask(question, archive, None).interpretation.provinces == province
