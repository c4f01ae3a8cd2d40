"""The agency registry as data: every spelling finds its agency, and its parts fit together."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.agencies import Agency, AgencyRegistry
from ingest.corpus import load_registry
from ingest.errors import NotFound
from ingest.folding import normalize, slugify
from ingest.registry_wording import wording

REGISTRY = AgencyRegistry.load()
# Branch and central bank share their name; the branch is meant only where a province or "chi nhánh" follows.
SHARED = {"văn phòng hđnd và ubnd", "ngân hàng nhà nước", "nhnn"}


def printed_forms(alias: str) -> list[str]:
    """``alias`` as documents print it: with a capital, with "các", with its province."""
    capital = alias[0].upper() + alias[1:]
    return [capital, f"{capital} tỉnh Đắk Nông", f"{capital} Đắk Nông", f"Các {alias}"]


def finds(agency: Agency, text: str, alias: str) -> bool:
    mentions = REGISTRY.find(text)
    return bool(mentions) and mentions[0].id == agency.id and len(mentions[0].name) >= len(alias)


@pytest.mark.parametrize("agency", REGISTRY.all(), ids=[agency.id for agency in REGISTRY.all()])
def test_every_alias_finds_its_own_agency(agency: Agency) -> None:
    lost = [alias for alias in agency.aliases if not any(finds(agency, f, alias) for f in printed_forms(alias))]
    assert lost == []


@pytest.mark.parametrize("agency", REGISTRY.all(), ids=[agency.id for agency in REGISTRY.all()])
def test_the_name_resolves_to_its_agency(agency: Agency) -> None:
    assert agency.id in {each.id for each in REGISTRY.resolve(agency.name)}
    assert REGISTRY.resolve(agency.id) == [agency]


def test_no_alias_belongs_to_two_agencies() -> None:
    owners: dict[str, set[str]] = {}
    for agency in REGISTRY.all():
        for alias in agency.aliases:
            owners.setdefault(normalize(alias), set()).add(agency.id)
    shared = {alias for alias, ids in owners.items() if len(ids) > 1}
    phrases = {normalize(text): key.casefold() for key, texts in wording().phrases.items() for text in texts}
    for long, short in sorted(phrases.items(), key=lambda pair: -len(pair[0])):
        shared = {alias.replace(long, short) for alias in shared}
    assert {alias.replace("vp", "văn phòng") for alias in shared} <= {*SHARED, "văn phòng hđnd và ub nhân dân"}


def test_ids_are_slugs_and_unique() -> None:
    ids = [entry["id"] for entry in load_registry("agencies")]
    assert [each for each, count in Counter(ids).items() if count > 1] == []
    assert all(slugify(each) == each for each in ids)


def test_members_exist_and_groups_are_groups() -> None:
    for agency in REGISTRY.all():
        assert all(REGISTRY.get(member).id == member for member in agency.members)
        assert agency.is_group or not agency.members
        assert agency.id not in agency.members


def test_wording_refers_to_registry_ids() -> None:
    named = {each for targets in wording().elisions.values() for each in targets.values()}
    named |= set(wording().elisions) - {"*"} | set(wording().not_followed_by)
    assert all(REGISTRY.get(each) for each in named)


@pytest.mark.parametrize(
    ("agency_id", "group"),
    [
        ("so-noi-vu", "cac-so-ban-nganh"),
        ("so-noi-vu", "co-quan-chuyen-mon-ubnd-tinh"),
        ("so-noi-vu", "co-quan-don-vi-dia-phuong"),
        ("van-phong-ubnd-tinh", "cac-so-ban-nganh"),
        ("thanh-tra-tinh", "cac-so-ban-nganh"),
        ("hoi-nong-dan", "to-chuc-chinh-tri-xa-hoi"),
        ("bao-tinh", "co-quan-bao-chi"),
        ("thue-tinh", "co-quan-trung-uong-tren-dia-ban"),
        ("ubnd-cap-xa", "ubnd-cac-cap"),
        ("bo-noi-vu", "cac-bo-nganh"),
    ],
)
def test_groups_of(agency_id: str, group: str) -> None:
    assert group in {each.id for each in REGISTRY.groups_of(agency_id)}


def test_a_group_left_open_has_no_members() -> None:
    assert "co-quan-lien-quan" not in {each.id for each in REGISTRY.groups_of("so-noi-vu")}
    assert REGISTRY.get("co-quan-lien-quan").is_group


def test_get_unknown_agency() -> None:
    with pytest.raises(NotFound, match="khong-co"):
        REGISTRY.get("khong-co")


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Sở Nội vụ", ["so-noi-vu"]),
        ("SNV", ["so-noi-vu"]),
        ("so noi vu", ["so-noi-vu"]),
        ("Sở Nội vụ tỉnh Đắk Nông", ["so-noi-vu"]),
        ("Sở TT&TT", ["so-thong-tin-va-truyen-thong"]),
        ("Văn phòng UBND", ["van-phong-ubnd-tinh"]),
        ("Báo Đắk Nông", ["bao-tinh"]),
        ("các sở, ban, ngành", ["cac-so-ban-nganh"]),
        (
            "sở nông nghiệp",
            ["so-nong-nghiep-va-phat-trien-nong-thon", "so-nong-nghiep-va-moi-truong"],
        ),
        ("Sở Thủy sản", []),
        ("cải cách hành chính", []),
        ("", []),
    ],
)
def test_resolve(name: str, ids: list[str]) -> None:
    assert [agency.id for agency in REGISTRY.resolve(name)] == ids
