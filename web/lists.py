"""What the pages of lists share: the engine, the schedule and the mentions of its archive, and their filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from ingest.provinces import historic
from search.duties import DutyFilter, RoleChoice
from search.engine import Engine
from search.evidence.library import Library
from search.mentioned import Mentions
from search.schedule import Schedule

ROLE_CHOICES = ((RoleChoice.ANY, "Tất cả"), (RoleChoice.LEAD, "Chủ trì"), (RoleChoice.COORDINATE, "Phối hợp"))
PAGE = 100  # items of a list on one page


@dataclass(frozen=True, slots=True)
class Lists:
    """An engine with the lists made of its archive; they are made again by themselves when it changes."""

    engine: Engine
    schedule: Schedule
    mentions: Mentions

    @classmethod
    def of(cls, engine: Engine) -> Lists:
        """The lists over an engine."""
        return cls(engine, Schedule(engine.archive), Mentions(engine.archive))

    def choices(self) -> dict[str, Any]:
        """What the filters offer: the provinces and the years of the documents, the roles."""
        known = [one.metadata for one in Library.of(self.engine.archive).catalogue]
        years = {one.issued_on.year for one in known if one.issued_on}
        years |= {year for one in known if one.period for year in range(one.period[0], one.period[1] + 1)}
        provinces = sorted({one.province for one in known if one.province})
        return {"provinces": provinces, "years": sorted(years, reverse=True), "roles": ROLE_CHOICES}


class ListQuery(BaseModel):
    """The filters in the address of a list; an empty one means any."""

    agency: str = ""
    role: RoleChoice = RoleChoice.ANY
    province: str = ""
    year: str = ""
    document: str = ""
    deadline: str = ""
    group: str = ""
    view: str = ""
    month: str = ""
    groups: bool = False
    page: int = Field(default=1, ge=1)

    def wanted(self) -> DutyFilter:
        """The role, province and year; what is not a year counts as any."""
        year = int(self.year) if self.year.isascii() and self.year.isdigit() else None
        return DutyFilter(self.role, self.province or None, year)

    def address(self, **changed: str | int) -> str:
        """The query string of this list with some filters changed; what is at its default is left out."""
        return query_string(self, **changed)

    def page_address(self, number: int) -> str:
        """The query string of another page of this list."""
        return self.address(page=number)

    def said(self) -> list[tuple[str, str]]:
        """The filters that are set, named for a reader."""
        roles: dict[RoleChoice, str] = {choice: name for choice, name in ROLE_CHOICES if choice is not RoleChoice.ANY}
        provinces = historic(self.province) if self.province else ()
        found = (
            ("Vai trò", roles.get(self.role, "")),
            ("Tỉnh, thành phố", ", ".join(provinces)),
            ("Năm", self.year),
        )
        return [(name, value) for name, value in found if value]


def query_string(asked: BaseModel, **changed: str | int) -> str:
    """The filters of an address with some changed, as a query string; what is at its default is left out."""
    values = {**asked.model_dump(mode="json"), **changed}
    plain = {name: field.default for name, field in type(asked).model_fields.items()}
    return urlencode({name: value for name, value in values.items() if value != plain[name] and value != ""})


@dataclass(frozen=True, slots=True)
class Pages:
    """Which part of ``total`` items a page shows: those from ``start`` up to ``end``."""

    number: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))

    @property
    def start(self) -> int:
        """The first item shown, counted from 0."""
        return (self.number - 1) * PAGE

    @property
    def end(self) -> int:
        """One past the last item shown."""
        return min(self.total, self.start + PAGE)


def local_time(moment: datetime) -> str:
    """``moment`` in the time of this machine, as Vietnamese write it: "08:05 ngày 20/11/2026"."""
    return moment.astimezone().strftime("%H:%M ngày %d/%m/%Y")
