"""An administrator's agencies count at once, for questions, for reading and for what was read already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.agencies import AgencyRegistry
from ingest.errors import BadDataFolder, BadInput, NotFound
from ingest.own_agencies import FILE, OwnAgencies, OwnAgency, checked_name, follow, followed, leave
from search.agency_editor import AgencyEdit
from search.engine import Engine

PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK NÔNG

Số: 77/KH-UBND

Đắk Nông, ngày 05 tháng 01 năm 2021

KẾ HOẠCH
Phát triển du lịch năm 2021

I. TỔ CHỨC THỰC HIỆN

1. Trung tâm Xúc tiến Lữ hành: Chủ trì, phối hợp với các cơ quan liên quan tổ chức hội chợ du lịch.

2. Sở Nội vụ: Chủ trì, phối hợp với các cơ quan liên quan kiểm tra công vụ.
"""
FOUND = "Trung tâm Xúc tiến Lữ hành"


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Engine]:
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as engine:
        assert [one.status for one in engine.ingest([tmp_path / "ke-hoach.txt"])] == ["added"]
        yield engine


def led_by(engine: Engine, agency_id: str) -> list[str]:
    return [one.assignment.task for one in engine.archive.assignments(agency_ids=(agency_id,))]


def test_a_new_agency_is_read_and_asked_for_at_once(edited: Engine) -> None:
    made = edited.agencies.define(AgencyEdit(FOUND, ("TTXTLH",), "đơn vị sự nghiệp", "Sở Nội vụ"))
    assert (made.name, made.kind, made.parent) == (FOUND, "đơn vị sự nghiệp", "so-noi-vu")
    assert led_by(edited, made.id)
    asked = edited.ask("TTXTLH phải làm gì?")
    assert asked.interpretation.agencies == (FOUND,) and "hội chợ du lịch" in asked.answer
    assert AgencyRegistry.load().find("Giao Trung tâm Xúc tiến Lữ hành tỉnh thực hiện")[0].id == made.id


def test_a_found_agency_is_merged_into_a_known_one_and_taken_back(edited: Engine) -> None:
    before = led_by(edited, "so-van-hoa-the-thao-va-du-lich")
    edited.agencies.merge(FOUND, "Sở Văn hóa, Thể thao và Du lịch")
    assert not before and led_by(edited, "so-van-hoa-the-thao-va-du-lich")
    assert edited.duties("Sở Văn hóa, Thể thao và Du lịch").duties[0].agency == FOUND
    edited.agencies.withdraw("so-van-hoa-the-thao-va-du-lich")
    assert not led_by(edited, "so-van-hoa-the-thao-va-du-lich")
    assert not edited.agencies.own()


def test_an_agency_that_was_added_apart_is_merged_with_its_names(edited: Engine) -> None:
    edited.agencies.define(AgencyEdit(FOUND, ("TTXTLH",), "đơn vị sự nghiệp"))
    edited.agencies.merge("TTXTLH", "so-tu-phap")
    assert [one.id for one in edited.agencies.own()] == ["so-tu-phap"]
    assert led_by(edited, "so-tu-phap")


def test_a_parent_that_is_a_group_counts_it_among_its_members(edited: Engine) -> None:
    group = next(each for each in AgencyRegistry.load().all() if each.name == "Các sở, ban, ngành")
    made = edited.agencies.define(AgencyEdit("Sở Biển đảo", kind="sở", parent=group.id))
    assert group.id in [each.id for each in AgencyRegistry.load().groups_of(made.id)]


@pytest.mark.parametrize(
    "edit",
    [
        AgencyEdit("Sở Biển đảo"),
        AgencyEdit("Sở Biển đảo", kind="vương quốc"),
        AgencyEdit("Sở [Biển]", kind="sở"),
        AgencyEdit("Sở Tư pháp", ("SNV",)),
        AgencyEdit("Sở Tư pháp", parent="so-tu-phap"),
        AgencyEdit("Sở Tư pháp", parent="Sở không có"),
    ],
    ids=["no kind", "no such kind", "brackets", "another's name", "its own parent", "no such parent"],
)
def test_what_contradicts_the_registry_changes_nothing(edited: Engine, edit: AgencyEdit) -> None:
    with pytest.raises(BadInput):
        edited.agencies.define(edit)
    assert not edited.agencies.own()


def test_what_ships_is_not_merged_away(edited: Engine) -> None:
    with pytest.raises(BadInput, match="không gộp được"):
        edited.agencies.merge("Sở Tư pháp", "Sở Nội vụ")
    with pytest.raises(NotFound):
        edited.agencies.withdraw("Sở Tư pháp")


def test_entries_are_those_of_the_folder_that_is_followed(tmp_path: Path) -> None:
    OwnAgencies(tmp_path).put(OwnAgency("so-bien-dao", "Sở Biển đảo", "sở"))
    follow(tmp_path)
    assert [one.id for one in followed()] == ["so-bien-dao"]
    OwnAgencies(tmp_path).drop("so-bien-dao")
    assert followed() == ()
    leave(tmp_path)
    assert followed() == ()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[{", encoding="utf-8")
    with pytest.raises(BadDataFolder, match=FILE):
        OwnAgencies(tmp_path).entries()


@pytest.mark.parametrize("name", ["", "  ", "(Sở)", "Sở * X", "1. Sở", "a" * 201])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(BadInput):
        checked_name(name)
