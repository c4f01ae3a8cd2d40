"""Pages of mentions: indices and cited documents, and the clauses that mention each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from ingest.errors import NotFound
from ingest.folding import fold
from ingest.records import Span
from search.answer import Citation
from search.citing import Citer
from search.evidence.library import Library
from search.mentioned import CitedDocument, Place
from web.lists import Lists, Pages
from web.marked_text import Layers, Paragraph, Run, cells, line
from web.templating import render, sentence
from web.views import label

_AROUND = 220  # characters shown on each side of a mention
PageNumber = Annotated[int, Query(ge=1)]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mention with the words around it: ``citation`` leads to the mention itself."""

    citation: Citation
    runs: Paragraph
    in_words: bool


def create_router(lists: Lists) -> APIRouter:
    """The pages over ``lists``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)

    @router.get("/mentions")
    def mentions(q: str = "", page: PageNumber = 1) -> Response:
        return render("mentions.html", _overview(lists, q.strip(), page))

    @router.get("/mentions/indices/{index_id}")
    def index(index_id: str, page: PageNumber = 1) -> Response:
        known = next((one for one in lists.mentions.indices() if one.index.id == index_id), None)
        if known is None:
            raise NotFound(f"Không có chỉ số “{index_id}” trong kho văn bản; xem danh sách ở trang Nhắc đến.")
        title = f"{known.index.acronym} – {known.index.name}"
        return render("mention.html", {"title": title, "targets": [], **_places(lists, known.places, page)})

    @router.get("/mentions/documents/{key}")
    def document(key: str, page: PageNumber = 1) -> Response:
        known = next((one for one in lists.mentions.cited() if one.key == key), None)
        if known is None:
            raise NotFound(f"Không có văn bản “{key}” được dẫn trong kho; xem danh sách ở trang Nhắc đến.")
        values = {"title": sentence(known.text), "targets": _targets(lists, known.targets)}
        return render("mention.html", {**values, **_places(lists, known.places, page)})

    return router


def _overview(lists: Lists, typed: str, page: int) -> dict[str, Any]:
    cited = cited_like(lists, typed)
    pages = Pages(page, len(cited))
    return {
        "typed": typed,
        "indices": lists.mentions.indices(),
        "cited": cited[pages.start : pages.end],
        "pages": pages,
        "address": lambda number: urlencode({"q": typed, "page": number}),
        "held": set(lists.engine.archive.document_generations()),
    }


def cited_like(lists: Lists, typed: str) -> list[CitedDocument]:
    """The cited documents whose number or name holds what was typed, without marks and spaces."""
    wanted = fold(typed).replace(" ", "")
    return [one for one in lists.mentions.cited() if wanted in fold(f"{one.number or ''} {one.text}").replace(" ", "")]


def _targets(lists: Lists, ids: Sequence[str]) -> list[tuple[str, str]]:
    known = {one.id: label(one.metadata, one.source_file) for one in Library.of(lists.engine.archive).catalogue}
    return [(one, known[one]) for one in ids if one in known]


def _places(lists: Lists, places: Sequence[Place], page: int) -> dict[str, Any]:
    """The mentions of one page, by the document that makes them."""
    pages, citer = Pages(page, len(places)), Citer(lists.engine.archive)
    known = {one.id: one for one in Library.of(lists.engine.archive).catalogue}
    part = [one for one in places[pages.start : pages.end] if one.document_id in known]
    groups = []
    for document_id, own in groupby(part, key=lambda one: one.document_id):
        entry = known[document_id]
        groups.append((document_id, label(entry.metadata, entry.source_file), [_quoted(one, citer) for one in own]))
    return {
        "groups": groups,
        "pages": pages,
        "address": lambda number: urlencode({"page": number}),
        "documents": len({one.document_id for one in places}),
    }


def _quoted(place: Place, citer: Citer) -> Quoted:
    whole = citer.cite(place.document_id, place.address)
    mark = Span(place.span.start - whole.start, place.span.end - whole.start)
    start, end = max(0, mark.start - _AROUND), min(len(whole.quote), mark.end + _AROUND)
    if start:
        start = whole.quote.find(" ", start, mark.start) + 1 or mark.start
    if end < len(whole.quote):
        end = max(whole.quote.rfind(" ", mark.end, end), mark.end)
    runs = (replace(run, text=cells(run.text)) for run in line(whole.quote, [Span(start, end)], Layers(mark)))
    shown = (*([Run("… ")] if start else []), *runs, *([Run(" …")] if end < len(whole.quote) else []))
    return Quoted(citer.cite(place.document_id, place.address, place.span), shown, place.in_words)
