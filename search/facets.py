"""Facets of what a search found: how many of the passages are of each province, year, type, issuer, agency, part of
their document, and state of it.

The values are those that the filters of the index take, so choosing one gives the passages that were counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.agencies import AgencyRegistry
from ingest.archive import StoredAssignment
from ingest.folding import squeeze
from ingest.records import AgencyMention, Metadata
from search.citation import issuer_name
from search.evidence.library import Clause
from search.passages import document_line
from search.relevance import Topic
from search.terms import PART_NAMES, STATE_NAMES, whole_part, years_of

# The share of the question's weight that a passage must hold to be about it rather than merely near.
_ABOUT = 0.4


class FacetField(StrEnum):
    """What passages are counted by; the value is the name of the filter."""

    PROVINCE = "province"
    YEAR = "year"
    TYPE = "type"
    ISSUER = "issuer"
    AGENCY = "agency"
    PART = "part"
    STATE = "state"


# Fields that every passage has a value of: they are worth a look only when the values differ.
_TELLING_APART = {FacetField.PART, FacetField.STATE}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter, how it is called, and how many of the passages found have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field, the most frequent first; years newest first."""

    field: FacetField
    values: tuple[FacetValue, ...]


def about(found: Iterable[Clause], topic: Topic) -> list[Clause]:
    """Those of ``found`` that hold enough of ``topic``, with their headings and the line that names their document."""
    return [each for each in found if topic.coverage(_words(each)) >= _ABOUT]


def facets(found: Sequence[Clause], assignments: Iterable[StoredAssignment]) -> tuple[Facet, ...]:
    """The facets of ``found``; ``assignments`` are those of their documents. Fields without a value are left out."""
    counts: dict[FacetField, Counter[tuple[str, str]]] = {field: Counter() for field in FacetField}
    assigned = _assigned(assignments)
    for clause in found:
        values = {*_of_document(clause.document.metadata), *_of_agencies(clause, assigned), *_of_place(clause)}
        for field, value, label in values:
            counts[field][value, label] += 1
    made = (Facet(field, _values(field, counted)) for field, counted in counts.items())
    return tuple(facet for facet in made if len(facet.values) > (facet.field in _TELLING_APART))


def _words(clause: Clause) -> str:
    return " ".join((document_line(clause.document.metadata), clause.headings, clause.provision.text))


def _values(field: FacetField, counted: Counter[tuple[str, str]]) -> tuple[FacetValue, ...]:
    values = [FacetValue(value, label, count) for (value, label), count in counted.items()]
    if field is FacetField.YEAR:
        return tuple(sorted(values, key=lambda one: one.value, reverse=True))
    return tuple(sorted(values, key=lambda one: (-one.count, one.label)))


def _of_document(known: Metadata) -> Iterator[tuple[FacetField, str, str]]:
    if known.province:
        yield FacetField.PROVINCE, known.province, known.province
    if known.type:
        yield FacetField.TYPE, known.type, known.type
    if known.issuer:
        issuer = issuer_name(known.issuer)
        yield FacetField.ISSUER, issuer, issuer
    for year in years_of(known):
        yield FacetField.YEAR, str(year), str(year)


def _of_place(clause: Clause) -> Iterator[tuple[FacetField, str, str]]:
    """The part of the document, and the state of the document."""
    part, state = whole_part(clause.provision.address, clause.provision.level), clause.document.state
    yield FacetField.PART, part, PART_NAMES[part]
    yield FacetField.STATE, state.value, STATE_NAMES[state]


def _of_agencies(
    clause: Clause, assigned: dict[tuple[str, str], list[AgencyMention]]
) -> Iterator[tuple[FacetField, str, str]]:
    registry = AgencyRegistry.load()
    for mention in (*registry.find(clause.provision.text), *assigned.get(clause.key, ())):
        if mention.id:
            yield FacetField.AGENCY, mention.id, registry.get(mention.id).name
        else:
            yield FacetField.AGENCY, squeeze(mention.name), squeeze(mention.name)


def _assigned(assignments: Iterable[StoredAssignment]) -> dict[tuple[str, str], list[AgencyMention]]:
    found: dict[tuple[str, str], list[AgencyMention]] = {}
    for stored in assignments:
        key = (stored.document_id, str(stored.assignment.address))
        found.setdefault(key, []).extend(each for named in stored.assignment.roles.values() for each in named)
    return found
