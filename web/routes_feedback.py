"""Feedback: the form under an answer posts here, and a page lists what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from ingest.errors import BadInput
from ingest.feedback import VERDICT_NAMES, Feedback, FeedbackBook, Quoted, Verdict, new_id, now
from search.question.checked import MAX_QUESTION
from web.lists import Lists, Pages, local_time
from web.page_state import PageState
from web.templating import render
from web.version import program_version

_VERDICTS = tuple((verdict.value, name) for verdict, name in VERDICT_NAMES.items())


def create_router(lists: Lists) -> APIRouter:
    """The routes over ``lists``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)
    book = FeedbackBook(lists.engine.folder.path)

    @router.post("/feedback")
    def give(
        question: Annotated[str, Form(max_length=MAX_QUESTION)],
        verdict: Annotated[str, Form()] = "",
        note: Annotated[str, Form()] = "",
        state: Annotated[str, Form()] = "",
    ) -> Response:
        shown = replace(PageState.read(QueryParams(state)), question=question.strip(), page=1)
        entry = _entry(lists, shown, _verdict(verdict), note.replace("\r\n", "\n").strip())
        book.add(entry)
        return RedirectResponse(f"/feedback?{urlencode({'saved': entry.id})}", status_code=303)

    @router.get("/feedback")
    def listed(saved: str = "", verdict: str = "", page: Annotated[int, Query(ge=1)] = 1) -> Response:
        return render("feedback.html", _values(book.entries(), saved, verdict, page))

    return router


def _verdict(text: str) -> Verdict:
    try:
        return Verdict(text)
    except ValueError as error:
        raise BadInput("Chưa chọn “Đúng”, “Sai” hay “Thiếu”; hãy quay lại và chọn một ý kiến.") from error


def _entry(lists: Lists, shown: PageState, verdict: Verdict, note: str) -> Feedback:
    """The entry with the answer as the archive gives it now: the same question gives the same answer."""
    generation = lists.engine.archive.generation()
    answer = lists.engine.ask(shown.question, shown.choices())
    return Feedback(
        new_id(),
        now(),
        answer.question,
        answer.interpretation.kind.value,
        answer.answerable,
        answer.answer,
        tuple(one.text for one in answer.statements),
        tuple(Quoted(one.document_id, one.address, one.quote) for one in answer.citations),
        verdict,
        note,
        program_version(),
        generation,
        shown.query if shown.chosen else "",
    )


def _values(entries: list[Feedback], saved: str, verdict: str, page: int) -> dict[str, Any]:
    newest = [one for one in reversed(entries) if verdict in ("", one.verdict)]
    pages = Pages(page, len(newest))
    return {
        "saved": next((one for one in newest if saved and one.id == saved), None),
        "counts": [(name, sum(one.verdict == value for one in entries)) for value, name in _VERDICTS],
        "total": len(entries),
        "verdict": verdict,
        "verdicts": _VERDICTS,
        "names": dict(VERDICT_NAMES),
        "entries": newest[pages.start : pages.end],
        "pages": pages,
        "address": lambda number: urlencode({"verdict": verdict, "page": number}),
        "back": lambda one: f"/?{one.state}" if one.state else PageState(one.question).url(),
        "when": lambda one: local_time(datetime.fromisoformat(one.at)),
    }
