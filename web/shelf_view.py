"""The list of documents as its page shows it: narrowed by words, type, province and year, a page of it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, Field

from ingest.archive import CatalogueEntry
from ingest.folding import fold
from search.engine import Engine
from search.terms import years_of
from web import views
from web.lists import Pages, query_string


class ShelfQuery(BaseModel):
    """The filters in the address of the list, empty ones mean any; ``removed`` names a document that has just gone."""

    q: str = ""
    type: str = ""
    province: str = ""
    year: str = ""
    removed: str = ""
    page: int = Field(default=1, ge=1)

    def address(self) -> str:
        """The query string of this list."""
        return query_string(self)

    def page_address(self, number: int) -> str:
        """The query string of another page of this list."""
        return query_string(self, page=number, removed="")

    def fits(self, entry: CatalogueEntry) -> bool:
        """Whether a document is one of those asked for."""
        known = entry.metadata
        words = fold(" ".join(filter(None, (known.type, known.number, known.title, known.issuer, entry.source_file))))
        return (
            all(word in words for word in fold(self.q).split())
            and self.type in ("", known.type)
            and self.province in ("", known.province)
            and (not self.year or self.year in map(str, years_of(known)))
        )


def shelf(engine: Engine, asked: ShelfQuery) -> dict[str, Any]:
    """A page of the documents that ``asked`` asks for, recalled ones too, newest first, those without a date last; and
    what its filters offer."""
    every = engine.archive.catalogue(with_recalled=True)
    found = sorted(filter(asked.fits, every), key=lambda one: str(one.metadata.issued_on or ""), reverse=True)
    pages = Pages(asked.page, len(found))
    return {
        "documents": [views.summary(one, engine.counts(one.id)) for one in found[pages.start : pages.end]],
        "total": len(every),
        "asked": asked,
        "pages": pages,
        "address": asked.page_address,
        "types": _names(one.metadata.type for one in every),
        "provinces": _names(one.metadata.province for one in every),
        "years": sorted({year for one in every for year in years_of(one.metadata)}, reverse=True),
        "is_narrowed": any((asked.q, asked.type, asked.province, asked.year)),
    }


def _names(values: Iterable[str | None]) -> list[str]:
    return sorted(set(_stated(values)))


def _stated(values: Iterable[str | None]) -> Iterator[str]:
    return (value for value in values if value)
