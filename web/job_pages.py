"""Pages of jobs: how far each file has come, told as it happens; complete without a script."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response, StreamingResponse

from ingest.archive import CatalogueEntry, FileState, Job, JobFile, OnDuplicate
from search.engine import Counts, Engine
from search.intake import is_done
from web import life_views, outcomes, views
from web.templating import fragment, render

CHOICES = (
    (OnDuplicate.REPLACE, "Thay bản trong kho (giữ lại bản cũ để xem)"),
    (OnDuplicate.KEEP, "Giữ cả hai"),
    (OnDuplicate.SKIP, "Bỏ qua tệp này"),
)
_CHOICE_WAIT = 5.0  # seconds in which a chosen file is usually read
_LOOK = 0.5  # seconds between two looks at a job
_STREAM = 5.0  # seconds that one stream lasts: browsers open the next, and a server that stops need not wait long
_LOOKS = {
    FileState.INDEXED: "good",
    FileState.STORED: "good",
    FileState.UNPACKED: "good",
    FileState.DUPLICATE: "warn",
    FileState.FAILED: "bad",
}


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""

    @router.get("/jobs")
    def jobs() -> Response:
        return render("jobs.html", {"jobs": [_head(one) for one in engine.archive.jobs.recent()]})

    @router.get("/jobs/{job}")
    def job(job: int) -> Response:
        found = engine.archive.jobs.get(job)
        return render("job.html", {"job": _head(found), "files": _files(engine, found.files), "choices": CHOICES})

    @router.get("/jobs/{job}/events")
    def events(job: int) -> Response:
        engine.archive.jobs.get(job)  # an unknown one is told as such
        return StreamingResponse(
            _events(engine, job), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    @router.post("/jobs/{job}/files/{position}")
    def choose(job: int, position: int, choice: Annotated[OnDuplicate, Form()]) -> Response:
        engine.intake.choose(job, position, choice)
        engine.intake.wait(job, _CHOICE_WAIT)
        return RedirectResponse(f"/jobs/{job}", status_code=303)


async def _events(engine: Engine, job: int) -> AsyncIterator[str]:
    """What has changed since the last look, as parts of the page: ``head``, ``file`` for each file, ``done`` last."""
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


def _parts(engine: Engine, job: Job, changed: list[JobFile]) -> list[str]:
    head = _head(job)
    files = [
        _event("file", fragment("job_file.html", {"job": head, "one": one, "choices": CHOICES}))
        for one in _files(engine, changed)
    ]
    return [_event("head", fragment("job_head.html", {"job": head})), *files]


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
        "ended": sum(one.finished_at is not None for one in job.files),
        "total": len(job.files),
        "failed": job.count(FileState.FAILED),
        "waiting": job.count(FileState.DUPLICATE),
    }


def _files(engine: Engine, files: tuple[JobFile, ...] | list[JobFile]) -> list[dict[str, Any]]:
    named = any(one.result for one in files)
    entries = {one.id: one for one in engine.archive.catalogue(with_recalled=True)} if named else {}
    return [_file(one, entries) for one in files]


def _file(file: JobFile, entries: Mapping[str, CatalogueEntry]) -> dict[str, Any]:
    result = file.result
    entry = entries.get(result.document_id or "") if result else None
    existing = [entries[one] for one in result.existing if one in entries] if result else []
    return {
        "position": file.position,
        "name": file.name,
        "state": file.state.value,
        "state_name": life_views.FILE_STATE_NAMES[file.state],
        "look": _LOOKS.get(file.state, ""),
        "said": outcomes.said(result) if result else "",
        "provisions": result.provisions if result else 0,
        "rows": result.rows if result else 0,
        "notes": result.notes if result else (),
        "read": views.summary(entry, Counts(0, 0)) if entry and file.state is not FileState.DUPLICATE else None,
        "existing": [(one.id, views.label(one.metadata, one.source_file)) for one in existing],
    }
