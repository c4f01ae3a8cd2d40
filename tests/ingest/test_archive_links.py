"""Mentions resolved to documents of the archive, in both directions, as documents come and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.address import Address
from ingest.archive import Archive, OnDuplicate
from ingest.parse import parse_text
from ingest.records import Level, Metadata, ParsedDocument, Provision, Reference, Span

DAK_NONG, CAO_BANG = "UBND tỉnh Đắk Nông", "UBND tỉnh Cao Bằng"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        yield opened


@dataclass(frozen=True)
class Said:
    """A mention as printed: what could be read of it."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    type: str | None = "Kế hoạch"
    text: str = "Kế hoạch số ..."


def document(metadata: Metadata, *said: Said) -> ParsedDocument:
    text = f"{metadata}"
    address, span = Address.parse("doan-1"), Span(0, len(text))
    provision = Provision(address, Level.PARAGRAPH, "", "", text, (span,), None)
    references = tuple(
        Reference("document", one.text, one.type, one.number, one.issued_on, one.issuer, None, address, span)
        for one in said
    )
    digest = sha256(f"{text}{said}".encode()).hexdigest()
    return ParsedDocument("a.txt", digest, text, metadata, (provision,), (), references)


def plan(number: str, issuer: str, issued_on: date | None) -> Metadata:
    province = issuer.removeprefix("UBND tỉnh ") if issuer.startswith("UBND tỉnh ") else None
    return Metadata(number, "Kế hoạch", issuer, issued_on, province=province)


CITING = plan("99/KH-UBND", DAK_NONG, date(2023, 6, 1))
DECREE = Metadata("30/2020/NĐ-CP", "Nghị định", "Chính phủ", date(2020, 3, 5))
LAW = Metadata("77/2015/QH13", "Luật", "Quốc hội", date(2015, 6, 19), title="Luật Tổ chức chính quyền địa phương")
# the mention, the document in the archive -> whether the mention means it
MEANT = [
    (Said("34/KH-UBND", date(2023, 3, 2), "UBND tỉnh"), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), True),
    (Said("34 /KH - UBND", date(2023, 3, 2)), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), True),
    (Said("34/KH-UBND", date(2022, 3, 2)), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), False),
    (Said("34/KH-UBND", date(2023, 3, 2), CAO_BANG), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), False),
    (Said("34/KH-UBND", date(2023, 3, 2), CAO_BANG), plan("34/KH-UBND", CAO_BANG, date(2023, 3, 2)), True),
    (Said("34/KH-UBND"), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), True),
    (Said("34/KH-UBND"), plan("34/KH-UBND", CAO_BANG, date(2023, 3, 2)), False),
    (Said("34/KH-UBND"), plan("34/KH-UBND", DAK_NONG, date(2024, 3, 2)), False),
    (Said("34/KH-UBND", None, "Chủ tịch UBND tỉnh"), plan("34/KH-UBND", DAK_NONG, None), True),
    (Said("34/KH-UBND", None, "Ủy ban nhân dân tỉnh"), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), True),
    (Said("35/KH-UBND"), plan("34/KH-UBND", DAK_NONG, date(2023, 3, 2)), False),
    (Said("30/2020/NĐ-CP", type="Nghị định"), DECREE, True),
    (Said("30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Nghị định"), DECREE, True),
    (Said("30/2020/NĐ-CP", None, "Thủ tướng Chính phủ", "Nghị định"), DECREE, True),
    (
        Said(None, date(2015, 6, 19), None, "Luật", "Luật Tổ chức chính quyền\nđịa phương ngày 19/6/2015"),
        LAW,
        True,
    ),
    (Said(None, date(2015, 6, 19), None, "Luật", "Luật Tổ chức Chính phủ ngày 19/6/2015"), LAW, False),
    (Said(None, None, None, "Luật", "Luật Tổ chức chính quyền địa phương"), LAW, False),
]


@pytest.mark.parametrize(("said", "stored", "meant"), MEANT)
def test_what_a_mention_means(archive: Archive, said: Said, stored: Metadata, meant: bool) -> None:
    citing, cited = document(CITING, said), document(stored)
    for one in (cited, citing):
        archive.add(one)
    targets = [link.targets for link in archive.cites(citing.id)]
    assert sum(targets, ()) == ((cited.id,) if meant else ())
    back = archive.cited_by(cited.id)
    assert [link.document_id for link in back] == ([citing.id] if meant else [])
    assert [link.reference for link in back] == (list(citing.references) if meant else [])


def test_links_follow_the_documents(archive: Archive) -> None:
    citing, cited = document(CITING, Said("30/2020/NĐ-CP", type="Nghị định")), document(DECREE)
    archive.add(citing)
    assert [link.targets for link in archive.cites(citing.id)] == [()]
    archive.add(cited)
    assert [link.targets for link in archive.cites(citing.id)] == [(cited.id,)]
    archive.recall(cited.id, "Bị bãi bỏ", date(2026, 11, 20))
    assert [link.targets for link in archive.cites(citing.id)] == [()]
    assert len(archive.cited_by(cited.id)) == 1
    archive.reinstate(cited.id)
    archive.recall(citing.id, "Ban hành sai", date(2026, 11, 20))
    assert archive.cited_by(cited.id) == []
    archive.reinstate(citing.id)
    archive.remove(cited.id)
    assert [link.targets for link in archive.cites(citing.id)] == [()]


def test_several_that_fit_are_all_told(archive: Archive) -> None:
    citing = document(CITING, Said("34/KH-UBND"))
    first = document(plan("34/KH-UBND", DAK_NONG, date(2022, 3, 2)))
    second = document(plan("34/KH-UBND", DAK_NONG, date(2021, 3, 2)))
    for one in (citing, first, second):
        archive.add(one, OnDuplicate.KEEP)
    [link] = archive.cites(citing.id)
    assert link.targets == tuple(sorted((first.id, second.id)))
    assert len(archive.cited_by(first.id)) == len(archive.cited_by(second.id)) == 1


def test_a_document_does_not_cite_itself(archive: Archive) -> None:
    own = document(CITING, Said(CITING.number, CITING.issued_on, "UBND tỉnh"), Said("30/2020/NĐ-CP"))
    archive.add(own)
    assert [link.reference.number for link in archive.cites(own.id)] == ["30/2020/NĐ-CP"]
    assert archive.cited_by(own.id) == []


def test_links_from_real_words(archive: Archive) -> None:
    """The mention as the parser reads it, not as a test makes it."""
    header = "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK NÔNG\n\nSố: {}\n\nĐắk Nông, ngày {}\n\nKẾ HOẠCH\n\nCải cách hành chính\n\n"
    cited = parse_text(header.format("34/KH-UBND", "02 tháng 3 năm 2023") + "1. Sở Nội vụ chủ trì.", "a.txt")
    words = "1. Tiếp tục thực hiện Kế hoạch số 34/KH-UBND ngày 02/3/2023 của UBND tỉnh về cải cách hành chính."
    citing = parse_text(header.format("99/KH-UBND", "01 tháng 6 năm 2023") + words, "b.txt")
    for one in (cited, citing):
        archive.add(one)
    [link] = archive.cited_by(cited.id)
    assert link.targets == (cited.id,)
    assert link.reference.span.of(citing.text) == link.reference.text
