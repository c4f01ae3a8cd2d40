"""Pages of jobs: how far each file has come, told as it happens, what was read of it, and what is to become of it;
complete without a script."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response, StreamingResponse

from ingest.archive import UNDECIDED, CatalogueEntry, FileState, Job, JobFile, StoredDocument
from ingest.differences import own_lines
from ingest.errors import NotFound
from ingest.holding import held
from search.engine import Engine
from search.holdings import Counts
from search.intake import is_done
from web import document_view, life_views, outcomes, review, views
from web.document_window import Looking
from web.metadata_form import value_lists
from web.review import Typed
from web.templating import fragment, render

_CHOICE_WAIT = 5.0  # seconds in which a chosen file is usually read
_LOOK = 0.5  # seconds between two looks at a job
_STREAM = 5.0  # seconds that one stream lasts: browsers open the next, and a server that stops need not wait long
_LOOKS = {
    FileState.INDEXED: "good",
    FileState.STORED: "good",
    FileState.UNPACKED: "good",
    FileState.HELD: "warn",
    FileState.DUPLICATE: "warn",
    FileState.FAILED: "bad",
}
_AHEAD = (FileState.QUEUED, FileState.READING)  # what an earlier reading said does not count any more


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""
    _looking(router, engine)
    _deciding(router, engine)


def _looking(router: APIRouter, engine: Engine) -> None:
    @router.get("/jobs")
    def jobs() -> Response:
        return render("jobs.html", {"jobs": [_head(one) for one in engine.archive.jobs.recent()]})

    @router.get("/jobs/{job}")
    def job(job: int) -> Response:
        return _page(engine, engine.archive.jobs.get(job), {})

    @router.get("/jobs/{job}/events")
    def events(job: int) -> Response:
        engine.archive.jobs.get(job)  # an unknown one is told as such
        return StreamingResponse(
            _events(engine, job), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    @router.get("/jobs/{job}/files/{position}")
    def read(job: int, position: int, asked: Annotated[Looking, Query()]) -> Response:
        return _held_page(engine, engine.archive.jobs.get(job), position, asked)


def _deciding(router: APIRouter, engine: Engine) -> None:
    @router.post("/jobs/{job}")
    async def decide(job: int, request: Request) -> Response:
        return await run_in_threadpool(_decide, engine, job, await request.form())


def _decide(engine: Engine, number: int, form: FormData) -> Response:
    job = engine.archive.jobs.get(number)
    if "leave" in form:
        review.leave_all(engine, job)
        return RedirectResponse(f"/jobs/{number}", status_code=303)
    typed = review.read_form(form, job)
    if any(one.errors for one in typed.values()):
        return _page(engine, job, typed, status=400)
    review.carry_out(engine, job, typed)
    engine.intake.wait(number, _CHOICE_WAIT)
    return RedirectResponse(f"/jobs/{number}", status_code=303)


def _page(engine: Engine, job: Job, typed: Mapping[int, Typed], status: int = 200) -> Response:
    values = {
        "job": _head(job),
        "files": _files(engine, job, job.files, typed),
        "lists": value_lists(),
        "mistakes": sum(len(one.errors) for one in typed.values()),
    }
    return render("job.html", values, status)


def _held_page(engine: Engine, job: Job, position: int, asked: Looking) -> Response:
    """The text that was read from a file that waits, and in what it differs from one that it duplicates.

    Raises:
        NotFound: no such file, or it does not wait any more.
    """
    file = next((one for one in job.files if one.position == position), None)
    parsed = held(file.path) if file and file.state is FileState.HELD else None
    if file is None or parsed is None:
        raise NotFound("Tệp này không còn chờ xem lại; xem trang của lượt nạp.")
    part = asked.window(parsed.text, parsed.provisions)
    shown = {"blocks": document_view.blocks(parsed.text, part.shown), "part": part, "size": len(parsed.provisions)}
    other = _duplicate_of(engine, file)
    differing = own_lines(other.text, parsed.text) if other else ([], [])
    told = {"other": other and views.summary(other, Counts(0, 0)), "gone": differing[0], "come": differing[1]}
    return render("held.html", {"job": job.id, "name": file.name, **shown, **told})


def _duplicate_of(engine: Engine, file: JobFile) -> StoredDocument | None:
    """The first document that a file is a duplicate of, unless it is gone."""
    try:
        return engine.archive.document(file.result.existing[0]) if file.result and file.result.existing else None
    except NotFound:
        return None


async def _events(engine: Engine, job: int) -> AsyncIterator[str]:
    """What has changed since the last look, as parts of the page that each have an id: ``part``, ``done`` last."""
    seen: dict[int, JobFile] = {}
    ends = time.monotonic() + _STREAM
    yield "retry: 500\n\n"
    while True:
        found = await run_in_threadpool(engine.archive.jobs.get, job)
        changed = [one for one in found.files if seen.get(one.position) != one]
        if changed or is_done(found):
            seen.update((one.position, one) for one in changed)
            for part in await run_in_threadpool(_parts, engine, found, changed):
                yield part
        if is_done(found):
            yield _event("done", "")
            return
        if time.monotonic() >= ends:
            return
        await asyncio.sleep(_LOOK)


def _parts(engine: Engine, job: Job, changed: Collection[JobFile]) -> list[str]:
    head = _head(job)
    around = [_event("part", fragment(name, {"job": head})) for name in ("job_head.html", "job_decision.html")]
    files = _files(engine, job, changed, {})
    return [*around, *(_event("part", fragment("job_file.html", {"job": head, "one": one})) for one in files)]


def _event(name: str, data: str) -> str:
    """One server-sent event.

    >>> _event("done", "một\\nhai")
    'event: done\\ndata: một\\ndata: hai\\n\\n'
    """
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n"


def _head(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "created_at": f"{job.created_at.astimezone():%d/%m/%Y %H:%M}",
        "state_name": life_views.JOB_STATE_NAMES[job.state],
        "is_done": is_done(job),
        "ended": sum(one.finished_at is not None and one.state not in _AHEAD for one in job.files),
        "total": len(job.files),
        "failed": job.count(FileState.FAILED),
        "waiting": job.count(*UNDECIDED),
        "at_once": review.AT_ONCE,
        "until": review.kept_until(job),
    }


def _files(engine: Engine, job: Job, files: Collection[JobFile], typed: Mapping[int, Typed]) -> list[dict[str, Any]]:
    named = any(one.result for one in files)
    entries = {one.id: one for one in engine.archive.catalogue(with_recalled=True)} if named else {}
    shown = {one.position for one in review.to_review(job)}
    made = {
        one.position: review.review_view(engine, one, typed.get(one.position, Typed()))
        for one in files
        if one.position in shown
    }
    return [{**_file(one, entries), "review": made.get(one.position)} for one in files]


def _file(file: JobFile, entries: Mapping[str, CatalogueEntry]) -> dict[str, Any]:
    result = file.result if file.state not in _AHEAD else None
    entry = entries.get(result.document_id or "") if result else None
    existing = [entries[one] for one in result.existing if one in entries] if result else []
    is_in = file.state in (FileState.STORED, FileState.INDEXED)
    return {
        "position": file.position,
        "name": file.name,
        "state": file.state.value,
        "state_name": life_views.FILE_STATE_NAMES[file.state],
        "look": _LOOKS.get(file.state, ""),
        "said": _said(file) if result else "",
        "rows": result.rows if result else 0,
        "notes": result.notes if result else (),
        "read": views.summary(entry, Counts(0, 0)) if entry and is_in else None,
        "existing": [(one.id, views.label(one.metadata, one.source_file)) for one in existing],
    }


def _said(file: JobFile) -> str:
    result = file.result
    if result is None or file.state is FileState.CANCELLED:
        return result.reason or "" if result else ""
    return outcomes.said(result)
