"""Pages of agencies: the list, one agency with its duties, and the responsibility matrix."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from ingest.folding import fold
from search.duties import Duties
from search.matrix import matrix_of
from web import agency_view, views
from web.exports.reports import counted
from web.lists import ListQuery, Lists, Pages
from web.schedule_view import due_note
from web.templating import render

_SHOWN_DOCUMENTS = 8  # columns of the matrix on a page; a file has them all


def create_router(lists: Lists) -> APIRouter:
    """The pages over ``lists``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)

    @router.get("/agencies")
    def agencies(q: str = "") -> Response:
        return render("agencies.html", _agencies(lists, q))

    @router.get("/agencies/{slug}")
    def agency(slug: str, asked: Annotated[ListQuery, Query()]) -> Response:
        return render("agency.html", _agency(lists, lists.engine.duties(slug, asked.wanted()), asked))

    @router.get("/matrix")
    def matrix(asked: Annotated[ListQuery, Query()]) -> Response:
        return render("matrix.html", _matrix(lists, asked))

    return router


def _agencies(lists: Lists, typed: str) -> dict[str, Any]:
    found = views.agencies(lists.engine)
    wanted = fold(typed)
    shown = [one for one in found if wanted in fold(one.name)]
    groups = [(views.kind_name(kind), list(ones)) for kind, ones in groupby(shown, key=lambda one: one.kind)]
    return {"total": len(found), "shown": len(shown), "typed": typed, "groups": groups}


def _agency(lists: Lists, duties: Duties, asked: ListQuery) -> dict[str, Any]:
    engine = lists.engine
    every = agency_view.duty_views(engine, duties)
    documents = dict.fromkeys(one.duty.citation.document_id for one in every)
    kept = agency_view.filtered(engine, duties, asked.deadline, asked.document)
    found = agency_view.duty_views(engine, kept)
    pages = Pages(asked.page, len(found))
    part = found[pages.start : pages.end]
    return {
        **lists.choices(),
        "duties": kept,
        "asked": asked,
        "pages": pages,
        "address": asked.page_address,
        "deadlines": agency_view.DEADLINES,
        "groupings": agency_view.GROUPINGS,
        "documents": agency_view.labels(engine, documents),
        "named": agency_view.sections(engine, (one for one in part if not one.is_general), asked.group),
        "general": agency_view.sections(engine, (one for one in part if one.is_general), asked.group),
        "history": agency_view.history(duties.agency.id),
        "notes": agency_view.notes(duties),
        "in_groups": agency_view.general_names(duties.agency.id),
        "members": agency_view.members(duties.agency.id),
        "kind": views.kind_name(duties.agency.kind),
        "due_note": due_note,
    }


def _matrix(lists: Lists, asked: ListQuery) -> dict[str, Any]:
    made = matrix_of(lists.schedule.select(asked.wanted()))
    pages = Pages(asked.page, len(made.rows))
    shown = made.documents[:_SHOWN_DOCUMENTS]
    return {
        **lists.choices(),
        "asked": asked,
        "pages": pages,
        "address": asked.page_address,
        "documents": [(one.id, views.label(one.metadata, one.source_file)) for one in shown],
        "hidden": len(made.documents) - len(shown),
        "rows": made.rows[pages.start : pages.end],
        "counted": counted,
    }
