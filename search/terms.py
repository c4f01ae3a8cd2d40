"""Filter terms: what a passage may be selected by, as one kind of word that both indexes understand.

A term is ``field:slug`` ("province:dak-nong"), so the spelling, case and marks of a filter's value do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.address import Address
from ingest.archive import State, StoredDocument
from ingest.folding import slugify
from ingest.parts import APPENDICES
from ingest.records import Level, Metadata
from search.answer import Filters

MAIN, APPENDIX = "noi-dung-chinh", "phu-luc"
# What stands around the provisions of a part, by level.
AROUND = {Level.BASIS: "can-cu", Level.RECIPIENTS: "noi-nhan", Level.SIGNATURE: "chu-ky"}
PART_NAMES = {
    MAIN: "Nội dung chính",
    APPENDIX: "Phụ lục",
    "can-cu": "Căn cứ",
    "noi-nhan": "Nơi nhận",
    "chu-ky": "Chữ ký",
}
STATE_NAMES = {State.ACTIVE: "Trong kho", State.REPLACED: "Đã bị thay thế", State.RECALLED: "Đã thu hồi"}
IN_FORCE = tuple(state for state in State if state is not State.RECALLED)
_LONGEST_PERIOD = 10  # years; a longer one ("tầm nhìn 2045") says nothing about any single year


def term(field: str, value: object) -> str:
    """The term of one value of one field.

    >>> term("province", "Đắk Nông")
    'province:dak-nong'
    """
    return f"{field}:{slugify(str(value))}"


def document_terms(document: StoredDocument) -> frozenset[str]:
    """Terms that every passage of a document carries; its years are the year of issue and those it covers."""
    metadata = document.metadata
    values = {"province": metadata.province, "type": metadata.type, "issuer": metadata.issuer}
    named = {term(field, value) for field, value in values.items() if value}
    own = {term("document", document.id), term("state", document.state.value)}
    return frozenset({*own, *named, *(term("year", year) for year in years_of(metadata))})


def part_terms(address: Address, level: Level, kind: str | None) -> frozenset[str]:
    """Terms of the part of a document in which a provision stands: the part's type as the address names it, else
    ``kind``, the document's type; whether it is the main text or an appendix of any type; what is around its clauses.

    >>> sorted(part_terms(Address.parse("danh-muc/14"), Level.ROW, "Kế hoạch"))
    ['part:danh-muc', 'part:phu-luc']
    """
    steps = [step.prefix for step in address.steps if step.is_part]
    named = steps or ([slugify(kind)] if kind else [])
    return frozenset(term("part", each) for each in (*named, whole_part(address, level)))


def whole_part(address: Address, level: Level) -> str:
    """Of what a provision is: the main text, an appendix of any type, or what stands around the clauses; a key of
    ``PART_NAMES``."""
    steps = (step.prefix for step in address.steps if step.is_part)
    return AROUND.get(level) or (APPENDIX if APPENDICES.intersection(steps) else MAIN)


def years_of(metadata: Metadata) -> set[int]:
    """The year of issue and those that the document covers."""
    years = {metadata.issued_on.year} if metadata.issued_on else set()
    if metadata.period and metadata.period[1] - metadata.period[0] < _LONGEST_PERIOD:
        years.update(range(metadata.period[0], metadata.period[1] + 1))
    return years


def agency_terms(names: Iterable[str]) -> frozenset[str]:
    """Terms of agencies, given by registry id or by name."""
    return frozenset(term("agency", name) for name in names)


def groups(filters: Filters) -> list[frozenset[str]]:
    """What ``filters`` asks for: a passage fits when it carries at least one term of every group."""
    wanted = {
        "province": filters.provinces,
        "year": filters.years,
        "type": filters.types,
        "issuer": filters.issuers,
        "agency": filters.agencies,
        "document": filters.documents,
        "part": filters.parts,
        "state": filters.states,
    }
    return [frozenset(term(field, value) for value in values) for field, values in wanted.items() if values]
