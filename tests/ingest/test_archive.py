"""The archive: adding, replacing, removing, finding, and the one query for an agency's duties."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ingest.address import Address
from ingest.archive import AddStatus, AgencyUse, Archive, State
from ingest.errors import Defect, NotFound
from ingest.records import (
    AgencyMention,
    Assignment,
    Level,
    Metadata,
    ParsedDocument,
    Provision,
    Reference,
    Role,
    Span,
)

ISSUER = "UBND tỉnh Đắk Nông"
LINE = "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        yield opened


def parsed(text: str = LINE, source_file: str = "a.txt", **known: object) -> ParsedDocument:
    """A document whose lines are its articles; each assigns Sở Nội vụ to lead and refers to one document."""
    provisions, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        span = Span(at, at + len(line))
        address = Address.parse(f"dieu-{number}")
        provisions.append(Provision(address, Level.ARTICLE, f"Điều {number}.", "", line, (span,), None))
        at = span.end + 1
    return ParsedDocument(
        source_file=source_file,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        metadata=Metadata(**known),  # type: ignore[arg-type]
        provisions=tuple(provisions),
        assignments=tuple(map(assignment, provisions)),
        references=tuple(map(reference, provisions)),
    )


def assignment(provision: Provision) -> Assignment:
    lead = AgencyMention("Sở Nội vụ", "so-noi-vu", Span(provision.start, provision.start + 9))
    others = (AgencyMention("Sở Tài chính", "so-tai-chinh", Span(0, 3)), AgencyMention("các đơn vị", None, Span(4, 6)))
    roles = {Role.LEAD: (lead,), Role.COORDINATE: others}
    return Assignment(provision.text, roles, "Quý I/2018", None, provision.address, provision.spans[0], "sentence")


def reference(provision: Provision) -> Reference:
    number, issued = "30c/NQ-CP", date(2011, 11, 8)
    return Reference("document", "x", "Nghị quyết", number, issued, "Chính phủ", None, provision.address, Span(0, 1))


def numbered(text: str, number: str, year: int, source_file: str = "a.txt") -> ParsedDocument:
    return parsed(
        text, source_file, number=number, issuer=ISSUER, issued_on=date(year, 1, 11), title="Cải cách hành chính"
    )


def test_a_document_is_read_back_as_it_was_added(archive: Archive) -> None:
    document = numbered(f"{LINE}\n{LINE}", "52/QĐ-UBND", 2017)
    outcome = archive.add(document)
    assert (outcome.status, outcome.document_id) == (AddStatus.ADDED, document.id)
    assert archive.parsed(document.id) == document
    assert tuple(archive.provisions(document.id)) == document.provisions
    stored = archive.document(document.id)
    assert (stored.text, stored.metadata, stored.sha256) == (document.text, document.metadata, document.sha256)
    assert stored.state is State.ACTIVE
    assert timedelta() <= datetime.now(UTC) - stored.added_at < timedelta(minutes=1)


def test_provision_text_is_the_stored_text_at_its_spans(archive: Archive) -> None:
    document = numbered(f"Điều 1. Đầu\n{LINE}", "52/QĐ-UBND", 2017)
    archive.add(document)
    text = archive.document(document.id).text
    found = archive.provision(document.id, Address.parse("dieu-2"))
    assert found.text == text[found.start : found.end] == LINE


def test_the_same_file_is_unchanged_even_under_another_name(archive: Archive) -> None:
    archive.add(numbered(LINE, "52/QĐ-UBND", 2017))
    outcome = archive.add(numbered(LINE, "52/QĐ-UBND", 2017, source_file="bản sao.txt"))
    assert outcome.status is AddStatus.UNCHANGED
    assert archive.generation() == 1


def test_the_same_file_read_better_takes_the_place_of_the_first_reading(archive: Archive) -> None:
    first, better = parsed(LINE), parsed(LINE, number="52/QĐ-UBND", issuer=ISSUER, issued_on=date(2017, 1, 11))
    archive.add(first)
    assert archive.add(better).status is AddStatus.REPLACED
    assert [entry.id for entry in archive.catalogue()] == [better.id]
    assert archive.versions(better.id) == []
    assert archive.changed_since(1) == sorted([first.id, better.id])


def test_another_content_replaces_and_the_earlier_text_is_kept(archive: Archive) -> None:
    old, new = numbered("Cũ", "52/QĐ-UBND", 2017, "cũ.txt"), numbered("Mới", "52/QĐ-UBND", 2017, "mới.txt")
    archive.add(old)
    outcome = archive.add(new)
    assert (outcome.status, outcome.earlier) == (AddStatus.REPLACED, ("cũ.txt",))
    [entry] = archive.catalogue()
    assert (entry.revision, entry.source_file) == (2, "mới.txt")
    [version] = archive.versions(new.id)
    assert (version.revision, version.source_file, version.text) == (1, "cũ.txt", "Cũ")
    assert archive.parsed(new.id) == new


def test_ingesting_both_versions_again_changes_nothing(archive: Archive) -> None:
    versions = [numbered("Cũ", "52/QĐ-UBND", 2017), numbered("Mới", "52/QĐ-UBND", 2017)]
    for document in versions:
        archive.add(document)
    assert [archive.add(document).status for document in versions] == [AddStatus.UNCHANGED] * 2
    assert archive.generation() == 2


# number and year of a document, then of another content -> whether the second takes the first's place
VERSIONS = [
    (("52/QĐ-UBND", 2017), ("52/QĐ-UBND", 2017), True),
    (("02/KH-UBND", 2020), ("2 /KH - UBND", 2020), True),
    (("01/KH-UBND", 2019), ("01/KH-UBND", 2020), False),
    (("24/2019/QĐ-UBND", 2019), ("24/2019/QĐ-UBND", 2020), True),
    (("52/QĐ-UBND", 2017), ("53/QĐ-UBND", 2017), False),
]


@pytest.mark.parametrize(("first", "second", "same"), VERSIONS)
def test_what_counts_as_the_same_document(
    archive: Archive, first: tuple[str, int], second: tuple[str, int], same: bool
) -> None:
    archive.add(numbered("Cũ", *first))
    assert (archive.add(numbered("Mới", *second)).status is AddStatus.REPLACED) is same
    assert len(archive.catalogue()) == (1 if same else 2)


def test_a_number_without_year_is_told_as_similar_and_replaces_nothing(archive: Archive) -> None:
    dated = numbered("Có ngày", "52/QĐ-UBND", 2017)
    undated = parsed("Không ngày", number="52/QĐ-UBND", issuer=ISSUER)
    archive.add(dated)
    outcome = archive.add(undated)
    assert (outcome.status, outcome.similar) == (AddStatus.ADDED, (dated.id,))
    other_year = archive.add(numbered("Năm khác", "52/QĐ-UBND", 2018))
    assert (other_year.status, other_year.similar) == (AddStatus.ADDED, (undated.id,))


def test_files_without_number_are_different_documents(archive: Archive) -> None:
    assert archive.add(parsed("Một")).status is AddStatus.ADDED
    assert archive.add(parsed("Hai")).status is AddStatus.ADDED
    assert len(archive.documents()) == 2


def test_a_failed_add_leaves_what_was(archive: Archive) -> None:
    good = numbered("Cũ", "52/QĐ-UBND", 2017)
    archive.add(good)
    wrong = Provision(Address.parse("dieu-1"), Level.ARTICLE, "", "", "khác", (Span(0, 4),), None)
    broken = ParsedDocument("b.txt", "0" * 64, "Mới nhất", good.metadata, (wrong,), (), ())
    with pytest.raises(Defect, match="dieu-1"):
        archive.add(broken)
    assert archive.parsed(good.id) == good
    assert (archive.generation(), archive.versions(good.id)) == (1, [])


def test_two_provisions_with_one_address_are_a_defect(archive: Archive) -> None:
    document = parsed("Một")
    twice = ParsedDocument("a.txt", "0" * 64, "Một", Metadata(), document.provisions * 2, (), ())
    with pytest.raises(Defect, match="trùng địa chỉ"):
        archive.add(twice)
    assert archive.documents() == []


def test_removed_is_gone_from_every_answer(archive: Archive) -> None:
    old, document = numbered("Cũ", "52/QĐ-UBND", 2017), numbered(LINE, "52/QĐ-UBND", 2017)
    archive.add(old)
    archive.add(document)
    archive.remove(document.id)
    assert archive.documents() == archive.find_documents("52/QĐ-UBND") == []
    assert not archive.assignments()
    assert not archive.references()
    for read in (archive.document, archive.provisions, archive.parsed, archive.versions, archive.remove):
        with pytest.raises(NotFound, match=document.id):
            read(document.id)
    assert archive.add(old).status is AddStatus.ADDED


def test_unknown_provision_is_not_found(archive: Archive) -> None:
    archive.add(parsed("Một"))
    with pytest.raises(NotFound, match="dieu-9"):
        archive.provision(archive.documents()[0].id, Address.parse("dieu-9"))


def test_generation_tells_what_changed(archive: Archive) -> None:
    first, second = parsed("Một"), parsed("Hai")
    assert (archive.generation(), archive.changed_since(0)) == (0, [])
    archive.add(first)
    archive.add(second)
    assert archive.document_generations() == {first.id: 1, second.id: 2}
    assert archive.changed_since(1) == [second.id]
    archive.remove(first.id)
    assert (archive.generation(), archive.changed_since(2)) == (3, [first.id])
    archive.add(first)
    assert archive.changed_since(3) == [first.id]
    assert archive.document_generations()[first.id] == 4


def test_marking_a_document_is_a_change(archive: Archive) -> None:
    archive.add(parsed("Một"))
    [entry] = archive.catalogue()
    archive.recall(entry.id, "Ban hành sai thẩm quyền", date(2026, 11, 20))
    assert archive.document(entry.id).state is State.RECALLED
    assert archive.changed_since(1) == [entry.id]


# text typed -> source files found
FOUND = [
    ("52/QĐ-UBND", ["000_kế hoạch.txt"]),
    ("52 /qd-ubnd", ["000_kế hoạch.txt"]),
    ("52/QD - UBND", ["000_kế hoạch.txt"]),
    ("Quyết định số 52/QĐ-UBND ngày 11/01/2017", ["000_kế hoạch.txt"]),
    ("quyet dinh so 52/qd-ubnd", ["000_kế hoạch.txt"]),
    ("2/KH-UBND", ["001_a.txt", "001_b.docx"]),
    ("000_kế hoạch.txt", ["000_kế hoạch.txt"]),
    ("000_ke hoach", ["000_kế hoạch.txt"]),
    ("000", ["000_kế hoạch.txt"]),
    ("001", ["001_a.txt", "001_b.docx"]),
    ("52-qd-ubnd-ubnd-tinh-dak-nong-2017-01-11", ["000_kế hoạch.txt"]),
    ("5", []),
    ("%", []),
    ("", []),
    ("  ", []),
]


@pytest.mark.parametrize(("typed", "files"), FOUND)
def test_finding_a_document_as_people_name_it(archive: Archive, typed: str, files: list[str]) -> None:
    archive.add(numbered("Một", "52/QĐ-UBND", 2017, "000_kế hoạch.txt"))
    archive.add(numbered("Hai", "02/KH-UBND", 2020, "001_a.txt"))
    archive.add(numbered("Ba", "02/KH-UBND", 2021, "001_b.docx"))
    assert [document.source_file for document in archive.find_documents(typed)] == files


# agencies, roles -> how many of the two documents' three assignments
DUTIES: list[tuple[list[str], list[Role], int]] = [
    (["so-noi-vu"], [], 3),
    (["so-noi-vu"], [Role.LEAD], 3),
    (["so-noi-vu"], [Role.COORDINATE], 0),
    (["so-noi-vu", "so-tai-chinh"], [Role.LEAD, Role.COORDINATE], 3),
    ([], [Role.COORDINATE], 3),
    ([], [], 3),
    (["so-y-te"], [], 0),
]


@pytest.mark.parametrize(("agencies", "roles", "count"), DUTIES)
def test_duties_by_agency_and_role(archive: Archive, agencies: list[str], roles: list[Role], count: int) -> None:
    first, second = parsed(f"{LINE}\n{LINE}"), parsed(LINE)
    archive.add(first)
    archive.add(second)
    found = archive.assignments(agencies, roles)
    assert len(found) == count
    assert all(item.assignment in (*first.assignments, *second.assignments) for item in found)
    within = archive.assignments(agencies, roles, [second.id])
    assert [item for item in found if item.document_id == second.id] == within


def test_duties_of_agencies_that_the_registry_does_not_know(archive: Archive) -> None:
    archive.add(parsed(LINE))
    assert len(archive.assignments(names=["CÁC  ĐƠN VỊ"])) == 1
    assert len(archive.assignments(["so-noi-vu"], names=["các đơn vị"], roles=[Role.COORDINATE])) == 1
    assert archive.assignments(names=["các đơn vị"], roles=[Role.LEAD]) == []


def test_agencies_are_counted_once_an_assignment(archive: Archive) -> None:
    archive.add(parsed(f"{LINE}\n{LINE}"))
    assert archive.agencies() == [
        AgencyUse("so-noi-vu", "Sở Nội vụ", Role.LEAD, 2),
        AgencyUse("so-tai-chinh", "Sở Tài chính", Role.COORDINATE, 2),
        AgencyUse(None, "các đơn vị", Role.COORDINATE, 2),
    ]


def test_references_by_number_however_spaced(archive: Archive) -> None:
    document = parsed(LINE)
    archive.add(document)
    [found] = archive.references(["30C/NQ - CP"])
    assert (found.document_id, found.reference) == (document.id, document.references[0])
    assert archive.references(["31/NQ-CP"]) == archive.references(document_ids=["khac"]) == []


def test_vectors_are_kept_by_model_and_hash(archive: Archive) -> None:
    vectors = {f"h{number}": np.full(3, number, dtype=np.float32) for number in range(3)}
    archive.put_vectors("model-a", vectors)
    archive.put_vectors("model-a", {"h0": np.full(3, 9, dtype=np.float32)})
    found = archive.vectors("model-a", ["h0", "h2", "unknown"])
    assert {key: vector.tolist() for key, vector in found.items()} == {"h0": [9, 9, 9], "h2": [2, 2, 2]}
    assert all(vector.dtype == np.float32 for vector in found.values())
    assert archive.vectors("model-b", vectors) == archive.vectors("model-a", []) == {}
    assert archive.generation() == 0


def test_catalogue_is_the_documents_without_their_texts(archive: Archive) -> None:
    archive.add(numbered(LINE, "52/QĐ-UBND", 2017))
    archive.add(parsed("Hai"))
    pairs = zip(archive.catalogue(), archive.documents(), strict=True)
    assert all(entry.id == document.id and entry.metadata == document.metadata for entry, document in pairs)


def test_threads_read_whole_documents_while_one_writes(archive: Archive) -> None:
    """A reader sees a version with its own provisions, or the other; never a mixture."""
    texts = ["\n".join([f"{word} {LINE}"] * 30) for word in ("Cũ", "Mới")]
    archive.add(numbered(texts[0], "52/QĐ-UBND", 2017))
    document_id, wrong = archive.catalogue()[0].id, []

    def read() -> None:
        for _ in range(15):
            document = archive.parsed(document_id)
            if document.text not in texts or any(each.text not in document.text for each in document.provisions):
                wrong.append(document.text)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for round_ in range(1, 9):
        archive.add(numbered(f"{texts[round_ % 2]}", "52/QĐ-UBND", 2017))
    for reader in readers:
        reader.join()
    assert not wrong
