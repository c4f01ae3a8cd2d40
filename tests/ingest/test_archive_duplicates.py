"""The same document twice: recognised by content or by number, issuer and year, and treated as was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.archive import AddStatus, Archive, Difference, MetadataField, OnDuplicate
from ingest.parse import parse_text
from ingest.records import Metadata, ParsedDocument

KNOWN = Metadata("34/KH-UBND", "Kế hoạch", "UBND tỉnh Đắk Nông", date(2023, 3, 2), title="Cải cách hành chính")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        yield opened


def document(text: str, metadata: Metadata = KNOWN, source_file: str = "a.txt") -> ParsedDocument:
    return replace(parse_text(text, source_file), metadata=metadata)


# what is chosen -> what adding another content of the document does, texts then in force, earlier texts
CHOICES = [
    (OnDuplicate.REPLACE, AddStatus.REPLACED, {"1. Mới."}, ["1. Cũ."]),
    (OnDuplicate.SKIP, AddStatus.SKIPPED, {"1. Cũ."}, []),
    (OnDuplicate.ASK, AddStatus.DUPLICATE, {"1. Cũ."}, []),
    (OnDuplicate.KEEP, AddStatus.ADDED, {"1. Cũ.", "1. Mới."}, []),
]


@pytest.mark.parametrize(("choice", "status", "texts", "earlier"), CHOICES)
def test_the_user_chooses(
    archive: Archive, choice: OnDuplicate, status: AddStatus, texts: set[str], earlier: list[str]
) -> None:
    old, new = document("1. Cũ."), document("1. Mới.")
    archive.add(old)
    outcome = archive.add(new, choice)
    assert outcome.status is status
    assert {stored.text for stored in archive.documents()} == texts
    assert [version.text for version in archive.versions(old.id)] == earlier
    assert archive.generation() == (1 if status in (AddStatus.SKIPPED, AddStatus.DUPLICATE) else 2)


def test_a_duplicate_is_told_with_its_document_and_what_differs(archive: Archive) -> None:
    archive.add(document("1. Sở Nội vụ chủ trì.\n\n2. Giữ nguyên.\n\n3. Bỏ."))
    changed = replace(KNOWN, title="Kế hoạch cải cách hành chính", issued_on=date(2023, 3, 5), type=None)
    outcome = archive.add(document("1. Sở Y tế chủ trì.\n\n2. Giữ nguyên.", changed), OnDuplicate.ASK)
    assert outcome.existing == (outcome.document_id,) == (archive.catalogue()[0].id,)
    assert outcome.differences == (
        Difference("loại văn bản", "Kế hoạch", ""),
        Difference("ngày ban hành", "02/03/2023", "05/03/2023"),
        Difference("trích yếu", "Cải cách hành chính", "Kế hoạch cải cách hành chính"),
        Difference("nội dung", "2 dòng riêng", "1 dòng riêng"),
    )


def test_the_same_words_in_other_bytes_are_a_duplicate(archive: Archive) -> None:
    """A file without number that was saved again: other spaces, other bytes."""
    archive.add(document("Điều 1. Sở Nội vụ chủ trì.", Metadata()))
    again = document("Điều 1.  Sở Nội vụ chủ trì.\n", Metadata())
    outcome = archive.add(again, OnDuplicate.ASK)
    assert (outcome.status, outcome.differences) == (AddStatus.DUPLICATE, ())
    assert archive.add(again).status is AddStatus.REPLACED
    assert archive.add(document("Điều 1. Sở Nội vụ chủ trì", Metadata()), OnDuplicate.ASK).status is AddStatus.ADDED


def test_both_that_were_kept_stay_themselves(archive: Archive) -> None:
    first, second = document("1. Một."), document("1. Hai.")
    archive.add(first)
    outcome = archive.add(second, OnDuplicate.KEEP)
    assert (outcome.document_id, outcome.similar) == (f"{first.id}-2", (first.id,))
    for one in (first, second):
        assert archive.add(one).status is AddStatus.UNCHANGED
    better = replace(second, metadata=replace(KNOWN, place="Gia Nghĩa"))
    assert archive.add(better).document_id == f"{first.id}-2"
    assert archive.document(f"{first.id}-2").metadata.place == "Gia Nghĩa"
    archive.remove(first.id)
    assert [entry.id for entry in archive.catalogue()] == [f"{first.id}-2"]


def test_nothing_is_guessed_when_several_might_be_replaced(archive: Archive) -> None:
    archive.add(document("1. Một."))
    archive.add(document("1. Hai."), OnDuplicate.KEEP)
    outcome = archive.add(document("1. Ba."))
    assert (outcome.status, len(outcome.existing)) == (AddStatus.DUPLICATE, 2)
    assert {stored.text for stored in archive.documents()} == {"1. Một.", "1. Hai."}
    assert archive.add(document("1. Ba."), OnDuplicate.KEEP).document_id.endswith("-3")


@pytest.mark.parametrize("choice", OnDuplicate)
def test_the_same_bytes_are_never_stored_twice(archive: Archive, choice: OnDuplicate) -> None:
    one = document("1. Một.")
    archive.add(one)
    outcome = archive.add(one, choice)
    assert (outcome.status, outcome.document_id, outcome.is_earlier_version) == (AddStatus.UNCHANGED, one.id, False)


@pytest.mark.parametrize("choice", OnDuplicate)
def test_an_earlier_version_given_again_changes_nothing_and_is_told(archive: Archive, choice: OnDuplicate) -> None:
    old, new = document("1. Cũ."), document("1. Mới.")
    archive.add(old)
    archive.add(new)
    outcome = archive.add(old, choice)
    assert (outcome.status, outcome.document_id, outcome.is_earlier_version) == (AddStatus.UNCHANGED, new.id, True)


def test_a_number_corrected_by_hand_makes_a_duplicate(archive: Archive) -> None:
    misread = document("1. Một.", replace(KNOWN, number="84/KH-UBND"))
    archive.add(misread)
    assert archive.add(document("1. Hai."), OnDuplicate.ASK).status is AddStatus.ADDED
    archive.remove(archive.find_documents("34/KH-UBND")[0].id)
    archive.correct(misread.id, {MetadataField.NUMBER: "34/KH-UBND"})
    assert archive.add(document("1. Hai."), OnDuplicate.ASK).existing == (misread.id,)


LAW = """QUỐC HỘI

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 35-L/CTN

Hà Nội, ngày 22 tháng 6 năm 1994

LUẬT

SỐ 35-L/CTN NGÀY 22/06/1994 CỦA QUỐC HỘI VỀ {title}

Chương 1:

NHỮNG QUY ĐỊNH CHUNG

Điều 1

{first}

Điều 2

Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
"""
TAX = LAW.format(
    title="THUẾ CHUYỂN QUYỀN SỬ DỤNG ĐẤT",
    first="Tổ chức, hộ gia đình, cá nhân có quyền sử dụng đất khi chuyển quyền phải nộp thuế theo quy định.",
)
INVESTMENT = LAW.format(
    title="KHUYẾN KHÍCH ĐẦU TƯ TRONG NƯỚC",
    first="Nhà nước bảo hộ và khuyến khích tổ chức, công dân Việt Nam đầu tư vào các lĩnh vực kinh tế - xã hội.",
)


@pytest.mark.parametrize("choice", OnDuplicate)
def test_two_laws_with_one_number_are_both_kept(archive: Archive, choice: OnDuplicate) -> None:
    """Two laws print 35-L/CTN of 22 June 1994, and share their headings."""
    tax, investment = parse_text(TAX, "thue.txt"), parse_text(INVESTMENT, "dau-tu.txt")
    archive.add(tax)
    outcome = archive.add(investment, choice)
    assert (outcome.status, outcome.document_id) == (AddStatus.ADDED, f"{tax.id}-2")
    assert outcome.similar == (tax.id,)
    assert {entry.source_file for entry in archive.catalogue()} == {"thue.txt", "dau-tu.txt"}
    assert [archive.add(one, choice).status for one in (tax, investment)] == [AddStatus.UNCHANGED] * 2


# title and text of another document of the same number, issuer and year -> whether it is the same document
ALIKE = [
    ("Cải cách hành chính", "Không còn một chữ nào như cũ.", True),
    ("Kế hoạch cải cách hành chính", "1. Sở Nội vụ chủ trì. 2. Sở Tài chính bố trí kinh phí.", True),
    ("Chuyển đổi số", "1. Sở Nội vụ chủ trì tuyên truyền. 2. Sở Tài chính bố trí kinh phí hằng năm.", False),
    ("Chuyển đổi số", "Phát triển hạ tầng số trong các khu công nghiệp.", False),
    (None, "1. Sở Nội vụ chủ trì tuyên truyền. 2. Sở Tài chính bố trí kinh phí hằng năm.", True),
    (None, "Phát triển hạ tầng số trong các khu công nghiệp.", False),
]


@pytest.mark.parametrize(("title", "text", "is_same"), ALIKE)
def test_a_number_alone_replaces_nothing(archive: Archive, title: str | None, text: str, is_same: bool) -> None:
    archive.add(document("1. Sở Nội vụ chủ trì tuyên truyền. 2. Sở Tài chính bố trí kinh phí."))
    outcome = archive.add(document(text, replace(KNOWN, title=title)))
    assert (outcome.status is AddStatus.REPLACED) is is_same
    assert len(archive.catalogue()) == (1 if is_same else 2)


def test_a_title_corrected_by_hand_does_not_part_two_versions(archive: Archive) -> None:
    archive.add(document("1. Cũ."))
    new = document("1. Mới.")
    archive.correct_unstored(new, {MetadataField.TITLE: "Sửa trước"})
    assert archive.add(new).status is AddStatus.REPLACED
    assert archive.add(document("1. Mới hơn.")).status is AddStatus.REPLACED
