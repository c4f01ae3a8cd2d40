"""Filters as people type them, in the names by which documents are filed.

A *part* is the main text (nội dung chính), the appendices (phụ lục), what stands around the clauses (căn cứ, nơi nhận,
chữ ký), or a part by its type (quyết định, kế hoạch, danh mục ...). A *state* is that of the document in the archive.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.address import PART_STEPS
from ingest.agencies import AgencyRegistry
from ingest.archive import State
from ingest.errors import BadInput
from ingest.folding import slugify
from ingest.provinces import historic
from search.answer import Filters
from search.citation import issuer_name
from search.terms import AROUND, MAIN

_PARTS = frozenset({MAIN, *AROUND.values(), *PART_STEPS})
# What a state is called, as a slug -> the states meant.
_STATES = {
    "active": (State.ACTIVE,),
    "trong-kho": (State.ACTIVE,),
    "dang-dung": (State.ACTIVE,),
    "replaced": (State.REPLACED,),
    "thay-the": (State.REPLACED,),
    "da-bi-thay-the": (State.REPLACED,),
    "recalled": (State.RECALLED,),
    "thu-hoi": (State.RECALLED,),
    "da-thu-hoi": (State.RECALLED,),
    "all": tuple(State),
    "tat-ca": tuple(State),
}


def understood(filters: Filters) -> Filters:
    """``filters`` with each province joined by those merged into it, each agency by its id where the registry knows
    it, each issuer with the usual abbreviation UBND, each part as a slug and each state by its value; any other value
    that is not known stays as typed and finds nothing.

    Raises:
        BadInput: there is no such part or state, or (NotFound) no such province.

    >>> understood(Filters(provinces=("lam dong",), agencies=("SNV",), issuers=("Ủy ban nhân dân tỉnh Đắk Nông",)))
    ... # doctest: +NORMALIZE_WHITESPACE
    Filters(provinces=('Lâm Đồng', 'Đắk Nông', 'Bình Thuận'), years=(), types=(),
            issuers=('UBND tỉnh Đắk Nông',), agencies=('so-noi-vu',), documents=(), parts=(), states=())
    """
    provinces = (name for given in filters.provinces for name in historic(given))
    agencies = (name for given in filters.agencies for name in _agency_ids(given))
    return replace(
        filters,
        provinces=tuple(dict.fromkeys(provinces)),
        agencies=tuple(dict.fromkeys(agencies)),
        issuers=tuple(map(issuer_name, filters.issuers)),
        parts=tuple(map(_part, filters.parts)),
        states=tuple(dict.fromkeys(each.value for given in filters.states for each in _states(given))),
    )


def _agency_ids(name: str) -> list[str]:
    return [agency.id for agency in AgencyRegistry.load().resolve(name)] or [name]


def _part(name: str) -> str:
    slug = slugify(name)
    if slug not in _PARTS:
        raise BadInput(
            f"Không có phần văn bản “{name}”; hãy ghi: nội dung chính, phụ lục, căn cứ, nơi nhận, chữ ký, "
            "hoặc tên loại của phần (quyết định, kế hoạch, danh mục ...)."
        )
    return slug


def _states(name: str) -> tuple[State, ...]:
    slug = slugify(name)
    if slug not in _STATES:
        raise BadInput(f"Không có tình trạng văn bản “{name}”; hãy ghi: trong kho, thay thế, thu hồi, hoặc tất cả.")
    return _STATES[slug]
