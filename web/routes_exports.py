"""Files to take away: answers, results, duties, the matrix and deadlines as Word, Excel, CSV and calendar files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ingest.folding import slugify
from search.citing import Citer
from search.engine import MAX_FOUND
from search.evidence.library import Library
from search.matrix import matrix_of
from search.schedule import Scheduled
from web import agency_view, deadline_view
from web.answer_view import answer_view
from web.api import SearchQuery
from web.exports import csv, docx, ics, reports, xlsx
from web.exports.agenda import Agenda
from web.exports.report import Report
from web.lists import ListQuery, Lists
from web.page_state import PageState
from web.reading_view import FIELD_NAMES, value_name
from web.routes_mentions import cited_like
from web.schedule_view import due_days
from web.views import label


class Form(StrEnum):
    """The forms that a report can take."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"


_WRITERS: dict[Form, tuple[str, Callable[[Report, str], bytes]]] = {
    Form.DOCX: (docx.MEDIA_TYPE, lambda report, address: docx.write(report)),
    Form.XLSX: (xlsx.MEDIA_TYPE, xlsx.write),
    Form.CSV: (csv.MEDIA_TYPE, csv.write),
}


_COLUMNS = 7  # documents beside each other on a page of Word


def create_router(lists: Lists) -> APIRouter:
    """The routes over ``lists``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)
    _answers(router, lists)
    _duties(router, lists)
    _deadlines(router, lists)
    _mentions(router, lists)
    return router


def _answers(router: APIRouter, lists: Lists) -> None:
    @router.get("/exports/answer.{form}")
    def answer(request: Request, form: Form) -> Response:
        state = PageState.read(request.query_params)
        found = lists.engine.ask(state.question, state.choices())
        about = [("Câu hỏi", found.question), *_by_hand(state), reports.made_on(date.today())]
        return _file(request, reports.answer_report(found, answer_view(lists.engine, found), about), form, "Trả lời")

    @router.get("/exports/search.{form}")
    def search(request: Request, form: Form, query: Annotated[SearchQuery, Query()]) -> Response:
        found = lists.engine.search(query.q, query.filters(), min(query.limit, MAX_FOUND))
        about = [("Nội dung tìm", found.query), *_filters(query), reports.made_on(date.today())]
        return _file(request, reports.search_report(found, about), form, "Kết quả tìm")


def _by_hand(state: PageState) -> list[tuple[str, str]]:
    """What was set in the place of what is read from the question."""
    return [
        (FIELD_NAMES[name], ", ".join(value_name(name, each, {}) for each in values) or "bất kỳ")
        for name, values in state.chosen.items()
    ]


def _filters(query: SearchQuery) -> list[tuple[str, str]]:
    given = {name: getattr(query, name) for name in FIELD_NAMES if name in SearchQuery.model_fields}
    return [
        (FIELD_NAMES[name], ", ".join(value_name(name, str(each), {}) for each in values))
        for name, values in given.items()
        if values
    ]


def _duties(router: APIRouter, lists: Lists) -> None:
    @router.get("/exports/agencies/{slug}.{form}")
    def agency(request: Request, slug: str, form: Form, asked: Annotated[ListQuery, Query()]) -> Response:
        duties = lists.engine.duties(slug, asked.wanted())
        kept = agency_view.filtered(lists.engine, duties, asked.deadline, asked.document)
        report = reports.duties_report(kept, [*asked.said(), reports.made_on(date.today())])
        return _file(request, report, form, report.title)

    @router.get("/exports/matrix.{form}")
    def matrix(request: Request, form: Form, asked: Annotated[ListQuery, Query()]) -> Response:
        made = matrix_of(lists.schedule.select(asked.wanted()))
        columns = _COLUMNS if form is Form.DOCX else max(1, len(made.documents))
        report = reports.matrix_report(made, [*asked.said(), reports.made_on(date.today())], columns)
        return _file(request, report, form, report.title)


def _deadlines(router: APIRouter, lists: Lists) -> None:
    @router.get("/exports/deadlines.ics")
    def calendar(request: Request, asked: Annotated[ListQuery, Query()]) -> Response:
        found, name = _scheduled(lists, asked), _named(lists, asked)
        agenda = Agenda(Citer(lists.engine.archive), _address(request))
        content = ics.write(name, agenda.events(found))
        return _attachment(content, ics.MEDIA_TYPE, f"{name}.ics")

    @router.get("/exports/deadlines.{form}")
    def deadlines(request: Request, form: Form, asked: Annotated[ListQuery, Query()]) -> Response:
        found = _scheduled(lists, asked)
        dues = due_days(found, date.today())
        others = [one for view in (deadline_view.RECURRING, "other") for one in deadline_view.undated(found, view)]
        about = [*asked.said(), reports.made_on(date.today())]
        report = reports.schedule_report(dues, others, Citer(lists.engine.archive), about)
        return _file(request, replace(report, title=_named(lists, asked)), form, _named(lists, asked))


def _mentions(router: APIRouter, lists: Lists) -> None:
    @router.get("/exports/mentions.{form}")
    def mentions(request: Request, form: Form, q: str = "") -> Response:
        named = {one.id: label(one.metadata, one.source_file) for one in Library.of(lists.engine.archive).catalogue}
        indices = [] if q.strip() else lists.mentions.indices()
        about = [*([("Tìm", q.strip())] if q.strip() else []), reports.made_on(date.today())]
        report = reports.mentions_report(indices, cited_like(lists, q.strip()), named, about)
        return _file(request, report, form, report.title)


def _scheduled(lists: Lists, asked: ListQuery) -> list[Scheduled]:
    return lists.schedule.select(asked.wanted(), asked.agency, asked.groups)


def _named(lists: Lists, asked: ListQuery) -> str:
    """What a calendar is called: of one agency, or of all."""
    if not asked.agency:
        return "Lịch nhiệm vụ theo thời hạn"
    return f"Lịch nhiệm vụ của {lists.engine.duties(asked.agency).agency.name}"


def _address(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(request: Request, report: Report, form: Form, name: str) -> Response:
    media_type, write = _WRITERS[form]
    return _attachment(write(report, _address(request)), media_type, f"{name}.{form.value}")


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    """A file to be saved, its name in Vietnamese (RFC 6266) and for old browsers without marks."""
    stem, _, suffix = name.rpartition(".")
    plain, full = f"{slugify(stem)[:80]}.{suffix}", quote(f"{stem[:80].replace('/', '-')}.{suffix}", safe="")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
