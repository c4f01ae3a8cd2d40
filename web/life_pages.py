"""Pages of a document's life (versions, recall, corrections) and of jobs, complete without a script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from ingest.archive import FIELD_NAMES, Job, MetadataField, OnDuplicate, StoredDocument
from search.engine import Engine
from search.intake import is_done
from web import document_view, life_views, outcomes, views
from web.templating import render

CHOICES = (
    (OnDuplicate.REPLACE, "Thay bản trong kho (giữ lại bản cũ để xem)"),
    (OnDuplicate.KEEP, "Giữ cả hai"),
    (OnDuplicate.SKIP, "Bỏ qua tệp này"),
)
_CHOICE_WAIT = 5.0  # seconds in which a chosen file is usually read


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""
    _jobs(router, engine)
    _versions(router, engine)
    _manage(router, engine)


def _jobs(router: APIRouter, engine: Engine) -> None:
    @router.get("/jobs")
    def jobs() -> Response:
        return render("jobs.html", {"jobs": [_job_values(one) for one in engine.archive.jobs.recent()]})

    @router.get("/jobs/{job}")
    def job(job: int) -> Response:
        return render("job.html", {"job": _job_values(engine.archive.jobs.get(job)), "choices": CHOICES})

    @router.post("/jobs/{job}/files/{position}")
    def choose(job: int, position: int, choice: Annotated[OnDuplicate, Form()]) -> Response:
        engine.intake.choose(job, position, choice)
        engine.intake.wait(job, _CHOICE_WAIT)
        return RedirectResponse(f"/jobs/{job}", status_code=303)


def _job_values(job: Job) -> dict[str, Any]:
    files = [
        {
            "position": one.position,
            "name": one.name,
            "state": one.state.value,
            "state_name": life_views.FILE_STATE_NAMES[one.state],
            "said": outcomes.said(one.result) if one.result else "",
            "notes": one.result.notes if one.result else (),
            "document_id": one.result.document_id if one.result else None,
        }
        for one in job.files
    ]
    return {
        "id": job.id,
        "created_at": f"{job.created_at.astimezone():%d/%m/%Y %H:%M}",
        "state_name": life_views.JOB_STATE_NAMES[job.state],
        "is_done": is_done(job),
        "ended": sum(one.finished_at is not None for one in job.files),
        "files": files,
    }


def _versions(router: APIRouter, engine: Engine) -> None:
    @router.get("/documents/{document_id}/versions/{revision}")
    def version(document_id: str, revision: int) -> Response:
        found, kept = engine.archive.document(document_id), engine.archive.version(document_id, revision)
        values = {
            "document": views.summary(found, engine.counts(found.id)),
            "revision": revision,
            "source_file": kept.source_file,
            "blocks": document_view.blocks(kept.text, kept.provisions),
        }
        return render("version.html", values)


def _manage(router: APIRouter, engine: Engine) -> None:
    @router.get("/documents/{document_id}/manage")
    def manage(document_id: str) -> Response:
        return render("manage.html", _manage_values(engine, engine.archive.document(document_id)))

    @router.post("/documents/{document_id}/recall")
    def recall(document_id: str, reason: Annotated[str, Form()] = "") -> Response:
        return _shown(engine.recall(engine.archive.document(document_id).id, reason))

    @router.post("/documents/{document_id}/reinstate")
    def reinstate(document_id: str) -> Response:
        return _shown(engine.reinstate(engine.archive.document(document_id).id))

    @router.post("/documents/{document_id}/correct")
    async def correct(document_id: str, request: Request) -> Response:
        form = await request.form()
        typed = {field: str(form[field.value]) for field in MetadataField if field.value in form}
        found = engine.archive.document(document_id)
        changed = {field: text for field, text in typed.items() if text.strip() != _shown_value(found, field)}
        return _shown(engine.correct(found.id, changed) if changed else found)

    @router.post("/documents/{document_id}/uncorrect")
    def uncorrect(document_id: str) -> Response:
        return _shown(engine.correct(engine.archive.document(document_id).id, {}))


def _manage_values(engine: Engine, found: StoredDocument) -> dict[str, Any]:
    read = {one.field: one.read or "không ghi" for one in engine.archive.corrections(found.id)}
    return {
        "document": views.summary(found, engine.counts(found.id)),
        "fields": [
            {"key": field.value, "name": name, "value": _shown_value(found, field), "read": read.get(field)}
            for field, name in FIELD_NAMES.items()
        ],
        "is_corrected": bool(read),
    }


def _shown_value(found: StoredDocument, field: MetadataField) -> str:
    value = getattr(found.metadata, field.value)
    return "" if value is None else " ".join(str(value).split())


def _shown(document: StoredDocument) -> Response:
    return RedirectResponse(f"/documents/{document.id}", status_code=303)
