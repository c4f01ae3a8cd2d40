"""Which agency took over from which, since when and by what document: ``corpus/registries/reorganisations.json``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.corpus import load_registry


@dataclass(frozen=True, slots=True)
class Succession:
    """The work of agency ``old`` (an id), or its part ``scope``, went to agency ``new`` (an id).

    ``new`` is None where no one agency took over; ``note`` then says what became of the work. ``from_date`` and
    ``legal_basis`` are None where they differ from province to province. ``scope`` is None for the whole.
    """

    old: str
    new: str | None
    scope: str | None
    from_date: date | None
    legal_basis: str | None
    note: str | None = None


@lru_cache(maxsize=1)
def all_successions() -> tuple[Succession, ...]:
    """Every entry of the registry, in its order."""
    return tuple(
        Succession(
            old=entry["old"],
            new=entry["new"],
            scope=entry["scope"],
            from_date=date.fromisoformat(entry["from"]) if entry["from"] else None,
            legal_basis=entry["legal_basis"],
            note=entry.get("note"),
        )
        for entry in load_registry("reorganisations")
    )
