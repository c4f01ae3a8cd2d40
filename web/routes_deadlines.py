"""The page of deadlines: a calendar by month or quarter, and the duties that recur or have no day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from ingest.folding import fold
from search.citing import Citer
from search.duties import agency_names
from search.schedule import Scheduled, due_between
from web import deadline_view
from web.lists import ListQuery, Lists, Pages
from web.templating import render


def create_router(lists: Lists) -> APIRouter:
    """The page over ``lists``. A plain function: the server runs it in its threads."""
    router = APIRouter(include_in_schema=False)

    @router.get("/deadlines")
    def deadlines(asked: Annotated[ListQuery, Query()]) -> Response:
        found = lists.schedule.select(asked.wanted(), asked.agency, asked.groups)
        values = {"agencies": _agencies(lists), "asked": asked, "address": asked.page_address}
        values |= {**lists.choices(), "views": deadline_view.VIEWS}
        view = _undated if asked.view in (deadline_view.RECURRING, "other") else _calendar
        return render("deadlines.html", {**values, **view(lists, found, asked)})

    return router


def _agencies(lists: Lists) -> list[tuple[str, str]]:
    """Every agency that has a duty: id and name, in order of names."""
    named = {key: found[0][0].name for key, found in agency_names(lists.engine.archive).items()}
    return sorted(named.items(), key=lambda one: fold(one[1]))


def _calendar(lists: Lists, found: list[Scheduled], asked: ListQuery) -> dict[str, Any]:
    today = date.today()
    counts = deadline_view.months_of(found, today)
    month = deadline_view.shown_month(asked.month, counts, today)
    first, last = deadline_view.span(month, asked.view == "quarter")
    dues = due_between(found, first, last)
    pages = Pages(asked.page, len(dues))
    years = sorted({one[:4] for one in counts} | {month[:4]})
    return {
        "mode": "quarter" if asked.view == "quarter" else "month",
        "month": month,
        "today": today,
        "first": first,
        "pages": pages,
        "tiles": deadline_view.tiles(month, counts),
        "calendar_years": [(one, _month_in(one, month, counts)) for one in years],
        "weeks": deadline_view.weeks(month, dues),
        "items": list(deadline_view.items(dues[pages.start : pages.end], Citer(lists.engine.archive))),
        **deadline_view.neighbours(first, last),
    }


def _month_in(year: str, month: str, counts: dict[str, int]) -> str:
    """The month to show when another year is chosen: the same one, or the first that has a duty."""
    same = f"{year}-{month[5:]}"
    return same if counts.get(same) else min((one for one in counts if one[:4] == year), default=same)


def _undated(lists: Lists, found: list[Scheduled], asked: ListQuery) -> dict[str, Any]:
    listed = deadline_view.undated(found, asked.view)
    pages = Pages(asked.page, len(listed))
    part = listed[pages.start : pages.end]
    return {
        "mode": "list",
        "pages": pages,
        "sections": deadline_view.undated_items(part, Citer(lists.engine.archive)),
    }
