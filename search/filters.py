"""Filters as people type them, in the names by which documents are filed."""

from __future__ import annotations

from dataclasses import replace

from ingest.agencies import AgencyRegistry
from ingest.provinces import historic
from search.answer import Filters
from search.citation import issuer_name


def understood(filters: Filters) -> Filters:
    """``filters`` with each province joined by those merged into it, each agency by its id where the registry knows
    it, each issuer with the usual abbreviation UBND; what is not known stays as typed and finds nothing.

    Raises:
        NotFound: there is no such province.

    >>> understood(Filters(provinces=("lam dong",), agencies=("SNV",), issuers=("Ủy ban nhân dân tỉnh Đắk Nông",)))
    ... # doctest: +NORMALIZE_WHITESPACE
    Filters(provinces=('Lâm Đồng', 'Đắk Nông', 'Bình Thuận'), years=(), types=(),
            issuers=('UBND tỉnh Đắk Nông',), agencies=('so-noi-vu',), documents=())
    """
    provinces = (name for given in filters.provinces for name in historic(given))
    agencies = (name for given in filters.agencies for name in _agency_ids(given))
    return replace(
        filters,
        provinces=tuple(dict.fromkeys(provinces)),
        agencies=tuple(dict.fromkeys(agencies)),
        issuers=tuple(map(issuer_name, filters.issuers)),
    )


def _agency_ids(name: str) -> list[str]:
    return [agency.id for agency in AgencyRegistry.load().resolve(name)] or [name]
