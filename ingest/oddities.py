"""What a reader of the tree should know about the document's own numbering: recorded, never mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.markers import BULLETS, Family, read_marker, value_order
from ingest.records import Level, Provision

_NUMBERED = (Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.CLAUSE, Level.POINT, Level.ROW)
_MOST = 20


def numbering_oddities(provisions: Sequence[Provision]) -> tuple[str, ...]:
    """One line in Vietnamese for each number that repeats or skips among the articles, clauses, points and rows of
    one unit, at most twenty; the address in it opens the place."""
    return tuple(_oddities(provisions))[:_MOST]


def _oddities(provisions: Sequence[Provision]) -> Iterable[str]:
    last: dict[tuple[object, Level], tuple[int, str]] = {}
    for provision in provisions:
        if provision.level not in _NUMBERED or not provision.marker or "." in provision.address.last.value:
            continue
        order, printed = _order(provision), provision.marker
        parent = None if provision.level is Level.ARTICLE else provision.parent
        before = last.get((parent, provision.level))
        if provision.address.last.repeat > 1:
            yield f"“{printed}” lặp lại trong cùng một đơn vị ({provision.address})."
        elif before and order > before[0] + 1 and not _skips_d_stroke(before[0], order, provision.level):
            yield f"Sau “{before[1]}” đến “{printed}”: thiếu số ở giữa ({provision.address})."
        last[parent, provision.level] = order, printed


def _skips_d_stroke(before: int, order: int, level: Level) -> bool:
    """Many documents letter their points a, b, c, d, e without đ."""
    return level is Level.POINT and (before, order) == (4, 6)


def _order(provision: Provision) -> int:
    value = provision.address.last.value
    marker = read_marker(provision.marker)
    if provision.level is Level.ROW or marker is None:
        return int(value) if value.isdigit() else value_order(Family.ROMAN, value)
    return 0 if marker.family in BULLETS else marker.order
