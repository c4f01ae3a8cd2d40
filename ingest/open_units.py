"""The units of a part that may still get children, and where a new marker belongs among them.

A unit with a named marker (Chương, Mục, Điều) closes what is open at its rank or below. Units with a plain marker
(I., 1., 1.1., a), -) are placed by order: after the innermost open list that they continue, else inside the
unit that is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.address import Address
from ingest.markers import BULLETS, NAMED, Family, Marker

_SECTIONS = (Family.ROMAN, Family.CAPITAL)
_NUMBERED = (Family.NUMBER, Family.DECIMAL, Family.ROMAN, Family.ARTICLE)
_MAX_GAP = 30  # numbers that a list may skip and still be the same list


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A unit that may still get children; ``order`` is its place in its list, from 1 (0 for bullets)."""

    address: Address
    family: Family
    value: str
    order: int


@dataclass(slots=True)
class OpenUnits:
    """The open units, outermost first."""

    units: list[OpenUnit] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[OpenUnit]:
        return iter(self.units)

    @property
    def innermost(self) -> OpenUnit | None:
        """The unit opened last."""
        return self.units[-1] if self.units else None

    def open(self, unit: OpenUnit) -> None:
        """Open ``unit`` inside the innermost one."""
        self.units.append(unit)

    def close_to(self, keep: int) -> None:
        """Close all but the outermost ``keep`` units."""
        del self.units[keep:]

    def close_bullets(self) -> None:
        """Close the bullets that are innermost."""
        while self.units and self.units[-1].family in BULLETS:
            self.units.pop()

    def make_room(self, marker: Marker, floor: int = 0) -> None:
        """Close the units to which ``marker`` does not belong; its parent is then the innermost one.

        The outermost ``floor`` units stay open whatever the marker: it stands in words that they quote.
        """
        inner = OpenUnits(self.units[floor:])
        keep = inner._named_place(marker) if marker.family in NAMED else inner._plain_place(marker)
        self.close_to(floor + keep)

    def _named_place(self, marker: Marker) -> int:
        rank = NAMED.index(marker.family)
        keep = len(self.units)
        while keep and not self._outranks(self.units[keep - 1], rank):
            keep -= 1
        return keep

    @staticmethod
    def _outranks(unit: OpenUnit, rank: int) -> bool:
        return unit.family in NAMED and NAMED.index(unit.family) < rank

    def _plain_place(self, marker: Marker) -> int:
        if marker.family in BULLETS:
            return self._bullet_place(marker)
        if marker.family is Family.DECIMAL and (depth := self._prefix_depth(marker)) is not None:
            return depth
        siblings = [place for place, unit in enumerate(self.units) if _is_sibling(unit, marker)]
        following = [place for place in siblings if self.units[place].order + 1 == marker.order]
        if following:
            return following[-1]
        if marker.order == 1 or not siblings:
            return self._new_list_place(marker)
        later = [place for place in siblings if 0 < marker.order - self.units[place].order <= _MAX_GAP]
        return later[-1] if later else siblings[-1]

    def _new_list_place(self, marker: Marker) -> int:
        """A list that starts: inside the innermost unit that is no bullet; a section, inside its like or above."""
        if marker.family in _SECTIONS:
            like = [place for place, unit in enumerate(self.units) if unit.family is marker.family]
            above = [place + 1 for place, unit in enumerate(self.units) if unit.family in (*NAMED, *_SECTIONS)]
            return (like or above[-1:] or [0])[0]
        keep = len(self.units)
        while keep and self.units[keep - 1].family in BULLETS:
            keep -= 1
        return keep

    def _bullet_place(self, marker: Marker) -> int:
        for place in range(len(self.units) - 1, -1, -1):
            family = self.units[place].family
            if family is marker.family:
                return place
            if family not in BULLETS:
                break
        return len(self.units)

    def _prefix_depth(self, marker: Marker) -> int | None:
        """Inside the open unit whose number is the beginning of a decimal one ("1." for "1.2.")."""
        prefix = marker.value.rsplit(".", 1)[0]
        for place in range(len(self.units) - 1, -1, -1):
            unit = self.units[place]
            if unit.value == prefix and unit.family in _NUMBERED:
                return place + 1
        return None


def _is_sibling(unit: OpenUnit, marker: Marker) -> bool:
    return unit.family is marker.family and unit.value.count(".") == marker.value.count(".")
