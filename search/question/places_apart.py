"""The places of which a question asks the same: provinces, or documents that it names side by side, each with the whole
question about it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.folding import fold
from ingest.provinces import historic
from search.answer import Kind
from search.question.query import Name, Query, Scope
from search.question.undoing import is_about_undoing

_OF_ALL = (Kind.MENTION, Kind.SUCCESSION, Kind.LIST, Kind.COUNT, Kind.LEGAL_BASIS)
_JOINT = re.compile(r"\b(?:va|voi|hay|hoac|con|cung|moi)\b|^\W*,\W*$")
_NEAR = 12  # words between the names of two documents that stand side by side


@dataclass(frozen=True, slots=True)
class Place:
    """A place, as it is called, with the question about it alone."""

    name: str
    query: Query


def places_apart(whole: Query) -> tuple[Place, ...]:
    """The places of which ``whole`` asks the same; none where it speaks of one, or tells them apart already."""
    is_settled = whole.sides or any(part.is_placed for part in whole.parts)
    if whole.kind in _OF_ALL or is_settled or whole.scope.former or is_about_undoing(whole.facets):
        return ()
    return tuple(_provinces(whole)) or tuple(_documents(whole))


def _provinces(whole: Query) -> Iterator[Place]:
    names = whole.scope.provinces
    if len(names) > 1 and not any(one in historic(other) for one in names for other in names if one != other):
        for name in names:
            only = tuple(each for each in whole.scope.historic if each in historic(name))
            yield Place(name, _within(whole, replace(whole.scope, provinces=(name,), historic=only)))


def _documents(whole: Query) -> Iterator[Place]:
    names = sorted((name for name in whole.names if name.ids), key=lambda name: name.span.start)
    ids = {name.ids for name in names}
    if len(ids) == len(names) > 1 and all(_are_beside(whole, *pair) for pair in pairwise(names)):
        for name in names:
            scope = replace(whole.scope, documents=name.ids, missing=())
            yield Place(name.text, replace(_within(whole, scope), names=(name,)))


def _are_beside(whole: Query, one: Name, other: Name) -> bool:
    between = whole.rewritten[one.span.end : other.span.start]
    return len(between.split()) <= _NEAR and _JOINT.search(fold(between)) is not None


def _within(whole: Query, scope: Scope) -> Query:
    parts = (replace(part, query=replace(part.query, scope=_as_in(part.query.scope, scope))) for part in whole.parts)
    return replace(whole, scope=scope, parts=tuple(parts), kind=whole.aspect)


def _as_in(own: Scope, scope: Scope) -> Scope:
    return replace(
        own,
        provinces=scope.provinces,
        historic=scope.historic,
        documents=scope.documents,
        missing=scope.missing,
    )
