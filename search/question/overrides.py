"""What a reader sets by hand over the reading of a question: agencies, provinces, years, documents, roles.

A field is as it was read until it is set; set to nothing it means any. Types and issuers are never read from a
question, they only narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.agencies import AgencyRegistry
from ingest.archive import Archive, CatalogueEntry
from ingest.errors import BadInput
from ingest.folding import slugify, squeeze
from ingest.provinces import get_province, historic
from ingest.records import Role, Span
from ingest.registry_questions import QuestionAgency
from search.answer import Kind
from search.citation import issuer_name
from search.question.query import Query, Scope

_YEAR = re.compile(r"^(?P<first>(?:19|20)\d\d)(?:\s*[-–]\s*(?P<last>(?:19|20)\d\d))?$")
_NOWHERE = Span(0, 0)
_ROLE_FACETS = frozenset({"lead", "coordinate"})
# What is asked once an agency is set where the question named none.
_OF_AGENCY: dict[Kind, tuple[Role, ...]] = {Kind.OPEN: (), Kind.DEFINITION: (), Kind.LEAD: (Role.LEAD,)}


@dataclass(frozen=True, slots=True)
class Choices:
    """Values set by hand; None is "as read", () is "any".

    ``years`` hold single years ("2020") and a period ("2016-2020"); ``agencies`` ids or names of the registry, or names
    as printed; ``documents`` whatever names a document of the archive (id, number, file).
    """

    provinces: tuple[str, ...] | None = None
    years: tuple[str, ...] | None = None
    agencies: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    roles: tuple[Role, ...] | None = None
    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()


AS_READ = Choices()


def overridden(query: Query, choices: Choices, archive: Archive) -> Query:
    """``query`` with what was chosen in the place of what was read.

    Raises:
        BadInput: a year is none, or (NotFound) there is no such province.
    """
    scope = _scope(query.scope, choices, archive)
    return _with_roles(_with_agencies(replace(query, scope=scope), choices), choices)


def admitted(catalogue: Iterable[CatalogueEntry], choices: Choices) -> list[CatalogueEntry]:
    """Those of ``catalogue`` that are of the chosen types and issuers."""
    types, issuers = set(map(slugify, choices.types)), {slugify(issuer_name(each)) for each in choices.issuers}
    return [
        entry
        for entry in catalogue
        if (not types or slugify(entry.metadata.type or "") in types)
        and (not issuers or slugify(issuer_name(entry.metadata.issuer or "")) in issuers)
    ]


def read_years(years: Iterable[str]) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """Single years, and the last period among ``years``.

    Raises:
        BadInput: one of them is neither.

    >>> read_years(["2020", "2016-2020"])
    ((2020,), (2016, 2020))
    """
    singles: list[int] = []
    period: tuple[int, int] | None = None
    for each in years:
        match = _YEAR.match(each.strip())
        if match is None:
            raise BadInput(f"Năm “{each}” không hợp lệ; hãy ghi như 2020 hoặc 2016-2020.")
        if match["last"]:
            period = (int(match["first"]), int(match["last"]))
        else:
            singles.append(int(match["first"]))
    return tuple(dict.fromkeys(singles)), period


def _scope(scope: Scope, choices: Choices, archive: Archive) -> Scope:
    if choices.provinces is not None:
        names = tuple(dict.fromkeys(get_province(name).name for name in choices.provinces))
        former = tuple(dict.fromkeys(each for name in names for each in historic(name)))
        scope = replace(scope, provinces=names, historic=former, former=(), among=())
    if choices.years is not None:
        years, period = read_years(choices.years)
        scope = replace(scope, years=years, period=period)
    if choices.documents is not None:
        found = {text: [one.id for one in archive.find_documents(text)] for text in choices.documents}
        held = tuple(dict.fromkeys(each for ids in found.values() for each in ids))
        scope = replace(scope, documents=held, missing=tuple(text for text, ids in found.items() if not ids), title="")
        if choices.provinces is None:
            scope = replace(scope, provinces=(), historic=())
    return scope


def _with_agencies(query: Query, choices: Choices) -> Query:
    if choices.agencies is None:
        return query
    agencies = tuple(_agency(name) for name in choices.agencies)
    query = replace(query, agencies=agencies)
    if not agencies:
        return _asking(query, Kind.LIST) if query.aspect is Kind.DUTY else query
    if query.aspect in _OF_AGENCY:
        return replace(_asking(query, Kind.DUTY), roles=_OF_AGENCY[query.aspect])
    return query


def _agency(text: str) -> QuestionAgency:
    registry = AgencyRegistry.load()
    known = [each for each in registry.all() if each.id == text] or registry.resolve(text)
    if len(known) == 1:
        return QuestionAgency(known[0].id, known[0].name, _NOWHERE, True)
    return QuestionAgency(None, squeeze(text), _NOWHERE, True)


def _with_roles(query: Query, choices: Choices) -> Query:
    if choices.roles is None:
        return query
    query = replace(query, roles=choices.roles, facets=query.facets - _ROLE_FACETS)
    return _asking(query, Kind.DUTY) if query.aspect is Kind.COORDINATE and query.agencies else query


def _asking(query: Query, kind: Kind) -> Query:
    """``query`` asking for ``kind``; a comparison goes on comparing."""
    return replace(query, aspect=kind, kind=query.kind if query.kind is Kind.COMPARE else kind)


def agency_ids(names: Sequence[str]) -> tuple[str, ...]:
    """Registry ids of ``names`` (ids or names), names as they are where the registry has none."""
    return tuple(one.agency_id or one.name for one in map(_agency, names))
