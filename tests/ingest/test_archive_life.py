"""Recall, earlier versions, corrections by hand, former ids: what happens to a document after it was added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from ingest.archive import AddStatus, Archive, MetadataField, Recall, State
from ingest.corpus import DOCUMENTS
from ingest.errors import BadInput, NotFound
from ingest.parse import parse_file, parse_text
from ingest.records import ParsedDocument

HEADER = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK NÔNG

Số: {number}

Đắk Nông, ngày 02 tháng 3 năm 2023

KẾ HOẠCH

Cải cách hành chính năm 2023

"""
TASK = (
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thực hiện Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ."
)
TODAY = date(2026, 11, 20)
REASON = "Ban hành sai thẩm quyền"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        yield opened


def plan(number: str = "34/KH-UBND", task: str = TASK, source_file: str = "kế hoạch.txt") -> ParsedDocument:
    return parse_text(HEADER.format(number=number) + task, source_file)


def test_a_recalled_document_is_out_of_every_answer_at_once(archive: Archive) -> None:
    kept, recalled = plan("34/KH-UBND"), plan("35/KH-UBND")
    for document in (kept, recalled):
        archive.add(document)
    archive.recall(recalled.id, f"  {REASON}\n", TODAY)
    assert [document.id for document in archive.documents()] == [entry.id for entry in archive.catalogue()] == [kept.id]
    assert list(archive.document_generations()) == [kept.id]
    assert archive.changed_since(2) == [recalled.id]
    assert {item.document_id for item in archive.assignments()} == {kept.id}
    assert {item.document_id for item in archive.references(["30c/NQ-CP"])} == {kept.id}
    assert {use.assignments for use in archive.agencies()} == {1}
    for typed in ("35/KH-UBND", recalled.id):
        assert archive.find_documents(typed) == []
        assert [found.id for found in archive.find_documents(typed, with_recalled=True)] == [recalled.id]


def test_a_recalled_document_is_still_listed_and_read_by_its_id(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    archive.recall(document.id, REASON, TODAY)
    [entry] = archive.catalogue(with_recalled=True)
    assert (entry.state, entry.recall) == (State.RECALLED, Recall(TODAY, REASON))
    assert archive.document(document.id).recall == Recall(TODAY, REASON)
    assert archive.documents(with_recalled=True)[0].text == document.text
    assert archive.parsed(document.id) == document


def test_a_recall_can_be_undone(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    archive.recall(document.id, REASON, TODAY)
    archive.reinstate(document.id)
    [entry] = archive.catalogue()
    assert (entry.state, entry.recall) == (State.ACTIVE, None)
    assert len(archive.assignments()) == 1
    with pytest.raises(BadInput, match="không ở trạng thái thu hồi"):
        archive.reinstate(document.id)


def test_a_recall_needs_a_reason_and_a_document(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    with pytest.raises(BadInput, match="lý do"):
        archive.recall(document.id, " ", TODAY)
    with pytest.raises(NotFound, match="khong-co"):
        archive.recall("khong-co", REASON, TODAY)
    assert archive.generation() == 1


def test_a_recalled_document_stays_so_when_it_is_read_again_or_replaced(archive: Archive) -> None:
    first = plan()
    archive.add(first)
    archive.recall(first.id, REASON, TODAY)
    again = archive.add(first)
    assert (again.status, again.recalled) == (AddStatus.UNCHANGED, True)
    replaced = archive.add(plan(task="1. Sở Y tế chủ trì."))
    assert (replaced.status, replaced.recalled) == (AddStatus.REPLACED, True)
    assert not archive.catalogue()
    assert not archive.assignments()
    archive.reinstate(first.id)
    assert len(archive.catalogue()) == 1


def test_every_earlier_version_is_readable_as_it_was(archive: Archive) -> None:
    versions = [plan(task=f"{TASK}\n\n2. Bản thứ {number}.", source_file=f"{number}.txt") for number in (1, 2, 3)]
    for document in versions:
        archive.add(document)
    listed = archive.versions(versions[2].id)
    assert [(one.revision, one.source_file) for one in listed] == [(1, "1.txt"), (2, "2.txt")]
    for one, document in zip(listed, versions, strict=False):
        assert one.text == document.text
        assert archive.version(document.id, one.revision) == document
    with pytest.raises(NotFound, match="không có bản 9"):
        archive.version(versions[0].id, 9)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_whole_documents_are_readable_as_versions(archive: Archive, path: Path) -> None:
    first = parse_file(path)
    archive.add(first)
    text = first.text + "\n\nDòng thêm vào.\n"
    second = replace(parse_text(text, path.name), metadata=replace(first.metadata, number="1/KH", issuer="UBND"))
    archive.correct(archive.catalogue()[0].id, {MetadataField.NUMBER: "1/KH", MetadataField.ISSUER: "UBND"})
    outcome = archive.add(replace(second, metadata=replace(second.metadata, issued_on=first.metadata.issued_on)))
    assert outcome.status is AddStatus.REPLACED
    kept = archive.version(outcome.document_id, 1)
    assert replace(kept, metadata=first.metadata) == first


def test_a_version_without_a_record_is_read_from_its_text(archive: Archive, tmp_path: Path) -> None:
    """Versions that the first schema kept, and records of a shape that is no longer known."""
    old, new = plan(), plan(task="1. Sở Y tế chủ trì.")
    archive.add(old)
    archive.add(new)
    engine = create_engine(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    for record in (None, b"\x00\x01"):
        with engine.begin() as connection:
            connection.execute(text("UPDATE document_version SET record = :record"), {"record": record})
        assert archive.version(new.id, 1) == old
    engine.dispose()


# field, what is typed -> what counts
CORRECTED = [
    (MetadataField.NUMBER, " 43 /KH - UBND", "43/KH-UBND"),
    (MetadataField.TYPE, "Chương trình", "Chương trình"),
    (MetadataField.ISSUER, "Sở  Nội vụ tỉnh Đắk Nông", "Sở Nội vụ tỉnh Đắk Nông"),
    (MetadataField.ISSUED_ON, "05/3/2023", date(2023, 3, 5)),
    (MetadataField.ISSUED_ON, "2023-03-05", date(2023, 3, 5)),
    (MetadataField.ISSUED_ON, "ngày 05 tháng 3 năm 2023", date(2023, 3, 5)),
    (MetadataField.TITLE, "Kiểm soát thủ tục hành chính", "Kiểm soát thủ tục hành chính"),
    (MetadataField.PROVINCE, "lâm đồng", "Lâm Đồng"),
    (MetadataField.TITLE, "  ", None),
    (MetadataField.ISSUED_ON, "", None),
]


@pytest.mark.parametrize(("field", "typed", "counts"), CORRECTED)
def test_a_correction_counts_and_what_was_read_is_kept(
    archive: Archive, field: MetadataField, typed: str, counts: Any
) -> None:
    document = plan()
    archive.add(document)
    archive.correct(document.id, {field: typed})
    expected = replace(document.metadata, **{field.value: counts})
    assert archive.document(document.id).metadata == archive.catalogue()[0].metadata == expected
    assert archive.parsed(document.id).metadata == expected
    [correction] = archive.corrections(document.id)
    read = getattr(document.metadata, field.value)
    assert (correction.field, correction.read) == (field, read.isoformat() if isinstance(read, date) else read)
    archive.undo_corrections(document.id)
    assert archive.parsed(document.id) == document
    assert archive.corrections(document.id) == []


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("Trần A (Phó Chủ tịch)", [("Trần A", "Phó Chủ tịch")]),
        (" Trần  A;Lê Bé (KT. CHỦ TỊCH) ; ", [("Trần A", ""), ("Lê Bé", "KT. CHỦ TỊCH")]),
        ("", []),
    ],
)
def test_signers_are_corrected_and_stand_in_the_document(
    archive: Archive, typed: str, counts: list[tuple[str, str]]
) -> None:
    document = plan()
    archive.add(document)
    archive.correct(document.id, {MetadataField.SIGNERS: typed})
    signers = archive.document(document.id).metadata.signers
    assert [(one.name, one.position) for one in signers] == counts
    assert all(archive.provision(document.id, one.address) for one in signers)
    assert archive.parsed(document.id).metadata.signers == signers
    archive.undo_corrections(document.id)
    assert archive.parsed(document.id) == document


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (MetadataField.ISSUED_ON, "hôm qua"),
        (MetadataField.PROVINCE, "Xứ Thanh Bình"),
        (MetadataField.SIGNERS, "Trần A (Chủ tịch"),
    ],
)
def test_a_value_that_cannot_be_is_refused(archive: Archive, field: MetadataField, typed: str) -> None:
    document = plan()
    archive.add(document)
    with pytest.raises(BadInput, match=re.escape(typed)):
        archive.correct(document.id, {MetadataField.TITLE: "Khác", field: typed})
    assert archive.parsed(document.id) == document


def test_a_corrected_document_keeps_its_id_and_is_found_by_its_new_number(archive: Archive) -> None:
    document = plan("34/KH-UBND")
    archive.add(document)
    archive.correct(document.id, {MetadataField.NUMBER: "43/KH-UBND"})
    assert [found.id for found in archive.find_documents("43/KH-UBND")] == [document.id]
    assert archive.find_documents("34/KH-UBND") == []
    assert archive.changed_since(1) == [document.id]
    real = plan("34/KH-UBND", task="1. Văn bản thật sự mang số này.")
    outcome = archive.add(real)
    assert (outcome.status, outcome.document_id) == (AddStatus.ADDED, f"{document.id}-2")
    assert archive.add(real).document_id == outcome.document_id
    better = plan("43/KH-UBND", task="1. Bản mới của kế hoạch đã sửa số.")
    replaced = archive.add(better)
    assert (replaced.status, archive.document(document.id).id) == (AddStatus.REPLACED, better.id)


def test_corrections_survive_reading_the_same_bytes_again(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    archive.correct(document.id, {MetadataField.TITLE: "Đúng", MetadataField.NUMBER: "43/KH-UBND"})
    archive.correct(document.id, {MetadataField.TITLE: "Đúng hơn"})
    assert archive.add(document).status is AddStatus.UNCHANGED
    better = replace(document, metadata=replace(document.metadata, title="Đọc tốt hơn", place="Gia Nghĩa"))
    outcome = archive.add(better)
    assert (outcome.status, outcome.corrected) == (AddStatus.REPLACED, (MetadataField.NUMBER, MetadataField.TITLE))
    known = archive.document(document.id).metadata
    assert (known.title, known.number, known.place) == ("Đúng hơn", "43/KH-UBND", "Gia Nghĩa")
    assert {one.field: one.read for one in archive.corrections(document.id)}[MetadataField.TITLE] == "Đọc tốt hơn"
    archive.remove(document.id)
    assert archive.add(document).corrected == (MetadataField.NUMBER, MetadataField.TITLE)
    assert archive.document(document.id).metadata.title == "Đúng hơn"


def test_other_bytes_are_read_afresh(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    archive.correct(document.id, {MetadataField.TITLE: "Sửa tay"})
    other = plan(task="1. Sở Y tế chủ trì.")
    assert archive.add(other).corrected == ()
    assert archive.parsed(other.id) == other
    assert archive.version(other.id, 1).metadata.title == "Sửa tay"


def test_one_correction_is_undone_and_the_others_stay(archive: Archive) -> None:
    document = plan()
    archive.add(document)
    archive.correct(document.id, {MetadataField.TITLE: "Sửa tay", MetadataField.TYPE: "Đề án"})
    archive.undo_corrections(document.id, [MetadataField.TITLE])
    known = archive.document(document.id).metadata
    assert (known.title, known.type) == (document.metadata.title, "Đề án")


def test_an_id_that_a_better_reading_changed_still_leads_to_its_document(archive: Archive) -> None:
    better = plan()
    first = replace(better, metadata=replace(better.metadata, number=None))
    assert first.id != better.id
    archive.add(first)
    archive.add(better)
    assert archive.document(first.id).id == archive.find_documents(first.id)[0].id == better.id
    assert archive.versions(first.id) == []
    archive.remove(better.id)
    for read in (archive.document, archive.versions):
        with pytest.raises(NotFound):
            read(first.id)
