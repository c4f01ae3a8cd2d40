"""The page where one asks and searches, and what is proposed while one types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ingest.errors import BadInput
from search.engine import Engine
from search.evidence.library import Library
from search.question.checked import MAX_QUESTION
from search.suggestions import suggest
from web.answer_view import answer_page
from web.errors import status_of
from web.examples import examples
from web.page_state import PageState
from web.templating import render

_MOST_TYPED = 300  # characters from which nothing is proposed any more


def create_router(engine: Engine) -> APIRouter:
    """The routes over ``engine``."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    def ask(request: Request) -> Response:
        state = PageState.read(request.query_params)
        blank: dict[str, Any] = {"question": state.question, "limit": MAX_QUESTION, "error": "", "answer": None}
        if not state.question:
            return render("ask.html", {**blank, "examples": examples(engine), "totals": totals(engine)})
        try:
            return render("ask.html", {**blank, **answer_page(engine, state)})
        except BadInput as error:
            values = {**blank, "question": state.question[:MAX_QUESTION], "error": str(error)}
            return render("ask.html", {**values, "as_read": state.as_read().url()}, status_of(error))

    @router.get("/api/suggest", summary="Gợi ý khi gõ: cơ quan, văn bản, nội dung có trong kho")
    def suggestions(q: str = "") -> list[dict[str, Any]]:
        return [asdict(one) for one in suggest(engine.archive, q)] if len(q) <= _MOST_TYPED else []

    return router


def totals(engine: Engine) -> dict[str, Any]:
    """What the archive holds, for the first page: documents, provinces, and the years of issue from first to last."""
    known = [entry.metadata for entry in Library.of(engine.archive).catalogue]
    years = sorted({one.issued_on.year for one in known if one.issued_on})
    provinces = {one.province for one in known if one.province}
    return {"documents": len(known), "provinces": len(provinces), "years": (years[0], years[-1]) if years else ()}
