"""Facets count what their filters find; passages about a question are told from those merely near."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS
from search.answer import Filters
from search.engine import Engine
from search.explore import Findings, Slice
from search.facets import FacetField

EVERYTHING = Slice(0, 300)


def explore(engine: Engine, text: str, filters: Filters = Filters()) -> Findings:  # noqa: B008
    return engine.explore(text, filters, EVERYTHING)


def filters_of(field: FacetField, value: str) -> Filters:
    made = {
        FacetField.PROVINCE: Filters(provinces=(value,)),
        FacetField.YEAR: Filters(years=(int(value) if value.isdigit() else 0,)),
        FacetField.TYPE: Filters(types=(value,)),
        FacetField.ISSUER: Filters(issuers=(value,)),
        FacetField.AGENCY: Filters(agencies=(value,)),
        FacetField.PART: Filters(parts=(value,)),
        FacetField.STATE: Filters(states=(value,)),
    }
    return made[field]


@pytest.mark.parametrize("text", ["dịch vụ bưu chính công ích", "thi đua khen thưởng", "dao tao can bo cong chuc"])
def test_each_value_counts_what_its_filter_finds(engine: Engine, text: str) -> None:
    found = explore(engine, text)
    assert not found.is_near
    assert {facet.field for facet in found.facets} == set(FacetField) - {FacetField.STATE}
    for facet in found.facets:
        for one in facet.values:
            assert explore(engine, text, filters_of(facet.field, one.value)).total == one.count, (facet.field, one)


def test_every_passage_has_one_province_one_type_and_perhaps_several_years(engine: Engine) -> None:
    found = explore(engine, "dịch vụ bưu chính công ích")
    sums = {facet.field: sum(one.count for one in facet.values) for facet in found.facets}
    assert sums[FacetField.PROVINCE] == sums[FacetField.TYPE] == found.total == len(found.hits)
    assert sums[FacetField.YEAR] >= found.total


def test_the_state_tells_apart_only_where_recalled_documents_are_asked_for(tmp_path: Path) -> None:
    files = [DOCUMENTS / "002_959ca475dbccc435.txt", DOCUMENTS / "003_3398c46a741a4915.txt"]
    with Engine.open(tmp_path / "Kho") as own:
        list(own.ingest(files))
        own.recall("02/KH-UBND", "Sai")
        (state,) = [
            one
            for one in explore(own, "tuyên truyền cải cách hành chính", Filters(states=("all",))).facets
            if one.field is FacetField.STATE
        ]
        assert {one.label for one in state.values} == {"Trong kho", "Đã thu hồi"}
        for one in state.values:
            found = explore(own, "tuyên truyền cải cách hành chính", Filters(states=(one.value,)))
            assert found.total == one.count


def test_agencies_are_named_in_words_and_filtered_by_id(engine: Engine) -> None:
    (agencies,) = [one for one in explore(engine, "bưu chính công ích").facets if one.field is FacetField.AGENCY]
    assert ("buu-dien-tinh", "Bưu điện tỉnh") in {(one.value, one.label) for one in agencies.values}
    assert [one.count for one in agencies.values] == sorted((one.count for one in agencies.values), reverse=True)


def test_pages_of_the_passages_follow_one_another(engine: Engine) -> None:
    text = "tuyên truyền cải cách hành chính trên báo"
    whole = explore(engine, text).hits
    parts = [engine.explore(text, Filters(), Slice(start, 7)) for start in (0, 7, 14)]
    assert [hit.citation.url for part in parts for hit in part.hits] == [hit.citation.url for hit in whole[:21]]
    assert {part.total for part in parts} == {len(whole)}
    assert engine.explore(text, Filters(), Slice(5000, 7)).hits == ()


def test_what_is_about_nothing_here_is_only_near(engine: Engine) -> None:
    found = explore(engine, "thả diều bắt bướm")
    assert found.is_near
    assert found.facets == ()
    assert found.total == len(found.hits) <= 10


def test_nothing_in_scope_is_nothing(engine: Engine) -> None:
    assert explore(engine, "tuyên truyền", Filters(provinces=("Cà Mau",))).hits == ()
