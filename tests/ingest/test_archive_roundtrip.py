"""Whatever records a parser may yield, the archive gives back equal ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ingest.address import BULLET_STEPS, PART_STEPS, UNIT_STEPS, Address, Step
from ingest.archive import AddStatus, Archive
from ingest.records import (
    AgencyMention,
    Assignment,
    Cell,
    LegalBasis,
    Level,
    Metadata,
    ParsedDocument,
    Provision,
    Reference,
    Role,
    Signer,
    Span,
)

VIETNAMESE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠĐỘ 0123456789/-.,;\n\t“”%_'"), max_size=40)
SOME = st.none() | VIETNAMESE
TEXT = VIETNAMESE.filter(lambda text: bool(text.strip()))
VALUES = st.sampled_from(["1", "2.1", "VI", "a", "đ", "A", "10"])
STEPS = st.builds(Step, st.sampled_from([*UNIT_STEPS, *PART_STEPS]), VALUES, st.integers(1, 12)) | st.builds(
    Step, st.sampled_from(list(BULLET_STEPS)), st.sampled_from(["1", "12"]), st.integers(1, 3)
)
ADDRESSES = st.builds(Address, st.lists(STEPS, min_size=1, max_size=4).map(tuple))
DATES = st.none() | st.dates()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("Dữ liệu Sở Nội vụ")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        yield opened


def spans(text: str) -> SearchStrategy[Span]:
    pairs = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return pairs.map(lambda pair: Span(min(pair), max(pair)))


def provisions(text: str) -> SearchStrategy[tuple[Provision, ...]]:
    pieces = st.lists(spans(text), min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
    hulled = pieces.filter(lambda found: found[0].start <= found[-1].end)
    cells = st.lists(st.builds(Cell, VIETNAMESE, VIETNAMESE, st.lists(spans(text), max_size=2).map(tuple)), max_size=3)

    def provision(address: Address, own: tuple[Span, ...], level: Level, row: list[Cell], words: str) -> Provision:
        inside = text[own[0].start : own[-1].end]
        return Provision(address, level, words[:3], words, inside, own, None, tuple(row))

    one = st.builds(provision, ADDRESSES, hulled, st.sampled_from(Level), cells, VIETNAMESE)
    return st.lists(one, max_size=4, unique_by=lambda each: each.address).map(tuple)


def assignments(text: str) -> SearchStrategy[tuple[Assignment, ...]]:
    agencies = st.builds(AgencyMention, VIETNAMESE, st.none() | st.sampled_from(["so-noi-vu", "so-y-te"]), spans(text))
    roles = st.dictionaries(st.sampled_from(Role), st.lists(agencies, max_size=3).map(tuple), max_size=3)
    form = st.sampled_from(["row", "section", "bullets", "sentence"])
    one = st.builds(Assignment, VIETNAMESE, roles, SOME, SOME, ADDRESSES, spans(text), form)
    return st.lists(one, max_size=3).map(tuple)


def metadata(text: str) -> SearchStrategy[Metadata]:
    bases = st.builds(LegalBasis, VIETNAMESE, SOME, SOME, DATES, SOME, ADDRESSES, spans(text))
    years = st.integers(1945, 2100)
    return st.builds(
        Metadata,
        number=SOME,
        type=SOME,
        issuer=SOME,
        issued_on=DATES,
        place=SOME,
        title=SOME,
        province=SOME,
        signers=st.lists(st.builds(Signer, VIETNAMESE, VIETNAMESE, ADDRESSES), max_size=2).map(tuple),
        recipients=st.lists(VIETNAMESE, max_size=3).map(tuple),
        legal_bases=st.lists(bases, max_size=2).map(tuple),
        period=st.none() | st.tuples(years, years),
    )


def documents(text: str) -> SearchStrategy[ParsedDocument]:
    kinds = st.sampled_from(["document", "clause"])
    one = st.builds(Reference, kinds, VIETNAMESE, SOME, SOME, DATES, SOME, SOME, ADDRESSES, spans(text))
    return st.builds(
        ParsedDocument,
        source_file=VIETNAMESE,
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        text=st.just(text),
        metadata=metadata(text),
        provisions=provisions(text),
        assignments=assignments(text),
        references=st.lists(one, max_size=3).map(tuple),
        warnings=st.lists(VIETNAMESE, max_size=2).map(tuple),
    )


@settings(max_examples=50, deadline=None)
@given(document=TEXT.flatmap(documents))
def test_records_read_back_equal_the_records_written(archive: Archive, document: ParsedDocument) -> None:
    outcome = archive.add(document)
    assert archive.parsed(outcome.document_id) == document
    assert archive.add(document).status is AddStatus.UNCHANGED
    archive.remove(outcome.document_id)
    assert archive.catalogue() == []
