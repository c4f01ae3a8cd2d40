"""Duties of an agency: complete, by name and by group apart, cited, and never of another agency."""

from __future__ import annotations

import pytest

from ingest.errors import BadInput, NotFound
from ingest.records import Role
from search.duties import Duties, DutyFilter, RoleChoice
from search.engine import Engine


def numbers(found: Duties) -> set[str | None]:
    return {duty.citation.number for duty in found.duties}


def test_every_assignment_that_names_the_agency_is_there_once_a_role(engine: Engine) -> None:
    found = engine.duties("Sở Nội vụ")
    stored = engine.archive.assignments(agency_ids=("so-noi-vu",))
    expected = sum(
        any(mention.id == "so-noi-vu" for mention in mentions)
        for one in stored
        for mentions in one.assignment.roles.values()
    )
    assert len(found.duties) == expected > 20


def test_duties_of_a_group_are_apart_and_name_the_group(engine: Engine) -> None:
    found = engine.duties("Sở Nội vụ")
    assert found.group_duties
    assert all("Sở Nội vụ" not in duty.agency for duty in found.group_duties)
    by_name = {(duty.citation.document_id, duty.citation.address, duty.task) for duty in found.duties}
    by_group = {(duty.citation.document_id, duty.citation.address, duty.task) for duty in found.group_duties}
    assert not by_name & by_group


def test_quotes_are_literal(engine: Engine) -> None:
    for duty in engine.duties("Sở Tư pháp").duties:
        text = engine.archive.document(duty.citation.document_id).text
        assert text[duty.citation.start : duty.citation.end] == duty.citation.quote


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DutyFilter(province="Bình Phước"), {"3406/QĐ-UBND"}),
        (DutyFilter(province="thai nguyen"), {"34/KH-UBND"}),
        (DutyFilter(year=2018), {"3406/QĐ-UBND", "52/QĐ-UBND"}),
        (DutyFilter(province="Lâm Đồng", year=2019), {"52/QĐ-UBND"}),
        (DutyFilter(province="Hà Nội"), set()),
    ],
)
def test_province_and_year(engine: Engine, wanted: DutyFilter, expected: set[str]) -> None:
    assert numbers(engine.duties("so-noi-vu", wanted)) == expected


def test_a_province_in_the_name_counts(engine: Engine) -> None:
    found = engine.duties("Sở Nội vụ tỉnh Thái Nguyên")
    assert found.province == "Thái Nguyên"
    assert numbers(found) == {"34/KH-UBND"}


@pytest.mark.parametrize("role", [RoleChoice.LEAD, RoleChoice.COORDINATE])
def test_role(engine: Engine, role: RoleChoice) -> None:
    found = engine.duties("Sở Nội vụ", DutyFilter(role))
    assert {duty.role for duty in found.duties} == {Role(role.value)}


def test_a_reorganised_agency_comes_with_its_successor(engine: Engine) -> None:
    notes = " ".join(engine.duties("Sở Thông tin và Truyền thông").notes)
    assert "nay là Sở Khoa học và Công nghệ" in notes
    assert "Sở Thông tin và Truyền thông" in " ".join(engine.duties("Sở Khoa học và Công nghệ").notes)


@pytest.mark.parametrize("name", ["Sở Nội tiết", "Bộ Phép thuật", "?!"])
def test_an_unknown_agency_is_refused(engine: Engine, name: str) -> None:
    with pytest.raises(NotFound):
        engine.duties(name)


def test_an_unregistered_agency_is_found_by_its_printed_name(engine: Engine) -> None:
    unregistered = [
        mention.name
        for one in engine.archive.assignments()
        for mentions in one.assignment.roles.values()
        for mention in mentions
        if mention.id is None
    ]
    for name in dict.fromkeys(unregistered):
        found = engine.duties(name)
        assert found.duties or found.agency.kind


def test_json_has_the_counts(engine: Engine) -> None:
    found = engine.duties("Sở Tài chính")
    made = found.to_json()
    assert (made["total"], made["group_total"]) == (len(found.duties), len(found.group_duties))
    assert made["agency"] == {"id": "so-tai-chinh", "name": "Sở Tài chính", "kind": "sở"}


def test_an_ambiguous_name_lists_its_readings(engine: Engine) -> None:
    with pytest.raises((BadInput, NotFound)):
        engine.duties("Sở")
