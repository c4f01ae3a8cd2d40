"""Suggestions: agencies, documents and topics by the end of what is typed, marks and case aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.archive import Archive
from ingest.datafolder import sqlite_url
from search.engine import Engine
from search.suggestions import SuggestionKind, suggest

AGENCY, DOCUMENT, TOPIC = SuggestionKind.AGENCY, SuggestionKind.DOCUMENT, SuggestionKind.TOPIC


@pytest.mark.parametrize(
    ("typed", "kind", "text", "start"),
    [
        ("so noi", AGENCY, "Sở Nội vụ", 0),
        ("Sở Nội v", AGENCY, "Sở Nội vụ", 0),
        ("SNV", AGENCY, "Sở Nội vụ", 0),
        ("nhiệm vụ của sở tư", AGENCY, "Sở Tư pháp", 13),
        ("02/KH", DOCUMENT, "Kế hoạch số 02/KH-UBND", 0),
        ("ai ký quyết định số 52", DOCUMENT, "Quyết định số 52/QĐ-UBND", 6),
        ("ke hoach 34/kh-u", DOCUMENT, "Kế hoạch số 34/KH-UBND", 0),
        ("ai chu tri hoi thi chung", TOPIC, "Hội thi chung tay CCHC", 11),
        ("phong trào thi", TOPIC, "phong trào thi đua", 0),
    ],
)
def test_what_is_proposed(engine: Engine, typed: str, kind: SuggestionKind, text: str, start: int) -> None:
    found = suggest(engine.archive, typed)
    fitting = [one for one in found if one.kind is kind and text in one.text]
    assert fitting, found
    assert fitting[0].start == start


@pytest.mark.parametrize("typed", ["", " ", "x", "zzzz", "của", "?!", "số "])
def test_nothing_is_proposed_for_what_fits_nothing(engine: Engine, typed: str) -> None:
    found = suggest(engine.archive, typed)
    assert typed.strip() != "zzzz" or found == []
    assert typed.strip() or found == []


def test_no_kind_takes_the_places_of_another_and_no_agency_is_a_topic(engine: Engine) -> None:
    found = suggest(engine.archive, "tuyên", limit=6)
    assert len(found) <= 6
    order = [one.kind for one in found]
    assert order == sorted(order, key=list(SuggestionKind).index)
    agencies = {one.text.casefold() for one in suggest(engine.archive, "sở", limit=50) if one.kind is AGENCY}
    topics = {one.text.casefold() for one in suggest(engine.archive, "sở", limit=50) if one.kind is TOPIC}
    assert len(agencies) > 5
    assert not agencies & topics


def test_an_empty_archive_proposes_nothing(tmp_path: Path) -> None:
    with Archive.open(sqlite_url(tmp_path / "trống.sqlite3")) as archive:
        assert suggest(archive, "sở nội vụ") == []


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_proposal_always_continues_what_was_typed(engine_archive: Archive, typed: str) -> None:
    for one in suggest(engine_archive, typed):
        assert 0 <= one.start <= len(typed)
        assert one.text.strip()


@pytest.fixture(scope="module")
def engine_archive(engine: Engine) -> Archive:
    return engine.archive
