"""Column types that keep the project's values: addresses, spans, cells and moments in UTC.

Portable over SQLite and PostgreSQL: addresses are text, spans and cells are JSON, moments are naive UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from ingest.address import Address
from ingest.records import Cell, Span


class AddressColumn(TypeDecorator[Address]):
    """An ``Address`` as its printed form."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Address | None, dialect: Dialect) -> str | None:
        """Text that is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Address | None:
        """The address that was stored."""
        return None if value is None else Address.parse(value)


class SpansColumn(TypeDecorator[tuple[Span, ...]]):
    """Spans as ``[[start, end], ...]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> Any:
        """JSON that is stored."""
        return None if value is None else _spans_to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Span, ...] | None:
        """The spans that were stored."""
        return None if value is None else _spans_from_json(value)


class CellsColumn(TypeDecorator[tuple[Cell, ...]]):
    """Cells of a table row as ``[[name, text, [[start, end], ...]], ...]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Cell, ...] | None, dialect: Dialect) -> Any:
        """JSON that is stored."""
        return None if value is None else [[cell.name, cell.text, _spans_to_json(cell.spans)] for cell in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Cell, ...] | None:
        """The cells that were stored."""
        return (
            None if value is None else tuple(Cell(name, text, _spans_from_json(spans)) for name, text, spans in value)
        )


class WordsColumn(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        """JSON that is stored."""
        return None if value is None else list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """The strings that were stored."""
        return None if value is None else tuple(value)


class MomentColumn(TypeDecorator[datetime]):
    """A moment with time zone, stored as naive UTC and read back in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive UTC that is stored."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment that was stored, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def _spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans_from_json(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
