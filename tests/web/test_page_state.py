"""The state of the question page: its address says it whole."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from ingest.errors import BadInput
from ingest.records import Role
from search.answer import Filters
from search.question.overrides import AS_READ
from web.page_state import FILTER_FIELDS, READ_FIELDS, PageState

WORDS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() == text and bool(text))
VALUES = st.lists(WORDS, max_size=3, unique=True).map(tuple)
CHOSEN = st.dictionaries(st.sampled_from(READ_FIELDS), VALUES) | st.dictionaries(
    st.sampled_from(FILTER_FIELDS), VALUES.filter(bool)
)


def read(address: str) -> PageState:
    return PageState.read(QueryParams(urlsplit(address).query))


@given(WORDS, CHOSEN, st.integers(1, 99))
def test_an_address_reads_back_as_the_state_that_it_was_made_of(
    question: str, chosen: dict[str, tuple[str, ...]], page: int
) -> None:
    state = PageState(question, chosen, page)
    assert read(state.url()) == state


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", PageState()),
        ("/?q=+ai+ký%3F+", PageState("ai ký?")),
        ("/?q=a&province=&year=2020&year=2021", PageState("a", {"province": (), "year": ("2020", "2021")})),
        ("/?q=a&province=&province=Đắk+Nông", PageState("a", {"province": ("Đắk Nông",)})),
        ("/?q=a&type=&page=x", PageState("a")),
        ("/?q=a&page=0", PageState("a")),
        ("/?q=a&page=700", PageState("a", {}, 99)),
        ("/?q=a&la=b", PageState("a")),
    ],
)
def test_what_addresses_say(address: str, expected: PageState) -> None:
    assert read(address) == expected


def test_choosing_begins_at_the_first_page_and_taking_back_leaves_nothing() -> None:
    state = PageState("a", {}, 3).with_values("type", ["Kế hoạch"])
    assert (state.page, state.chosen) == (1, {"type": ("Kế hoạch",)})
    assert state.with_values("type", []).chosen == {}
    assert state.with_values("province", []).chosen == {"type": ("Kế hoạch",), "province": ()}
    assert state.as_read() == PageState("a")
    assert PageState().url() == "/"


def test_what_was_set_is_what_is_asked() -> None:
    assert PageState("a").choices() == AS_READ
    choices = read("/?q=a&agency=SNV&year=&role=lead&type=Kế+hoạch").choices()
    assert (choices.agencies, choices.years, choices.roles) == (("SNV",), (), (Role.LEAD,))
    assert (choices.provinces, choices.documents, choices.types) == (None, None, ("Kế hoạch",))
    with pytest.raises(BadInput, match="Vai trò “trưởng”"):
        read("/?q=a&role=trưởng").choices()


def test_passages_follow_what_is_in_force_and_what_was_set() -> None:
    state = read("/?q=a&agency=SNV&issuer=UBND+tỉnh&part=phu-luc&state=all")
    in_force = {"province": ("Đắk Nông",), "year": ("2016-2018",), "document": (), "agency": ("Sở Nội vụ",)}
    places = (("Đắk Nông",), (2016, 2017, 2018), (), ("UBND tỉnh",), ("so-noi-vu",), ())
    assert state.filters(in_force) == Filters(*places, ("phu-luc",), ("all",))
