"""Pages of a document's life (versions, recall, corrections), complete without a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from ingest.archive import MetadataField, StoredDocument
from search.engine import Engine
from web import document_view, metadata_form, views
from web.document_window import Looking
from web.templating import render


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""
    _versions(router, engine)
    _manage(router, engine)


def _versions(router: APIRouter, engine: Engine) -> None:
    @router.get("/documents/{document_id}/versions/{revision}")
    def version(document_id: str, revision: int, asked: Annotated[Looking, Query()]) -> Response:
        found, kept = engine.archive.document(document_id), engine.archive.version(document_id, revision)
        part = asked.window(kept.text, kept.provisions)
        values = {
            "document": views.summary(found, engine.counts(found.id)),
            "revision": revision,
            "source_file": kept.source_file,
            "blocks": document_view.blocks(kept.text, part.shown),
            "part": part,
            "size": len(kept.provisions),
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
        typed = metadata_form.typed_values(await request.form())
        return await run_in_threadpool(_correct, engine, document_id, typed)

    @router.post("/documents/{document_id}/uncorrect")
    def uncorrect(document_id: str) -> Response:
        return _shown(engine.correct(engine.archive.document(document_id).id, {}))


def _correct(engine: Engine, document_id: str, typed: Mapping[MetadataField, str]) -> Response:
    """Correct what was changed in the form; one that cannot be taken is told beside what was typed."""
    found = engine.archive.document(document_id)
    errors = metadata_form.mistakes(typed)
    if errors:
        values = _manage_values(engine, found)
        return render("manage.html", {**values, "fields": metadata_form.filled(values["fields"], typed, errors)}, 400)
    before = metadata_form.stored_values(found.metadata)
    changed = {field: text for field, text in typed.items() if text != before[field]}
    return _shown(engine.correct(found.id, changed) if changed else found)


def _manage_values(engine: Engine, found: StoredDocument) -> dict[str, Any]:
    read = metadata_form.values_read(engine.archive.corrections(found.id))
    return {
        "document": views.summary(found, engine.counts(found.id)),
        "fields": metadata_form.fields(metadata_form.stored_values(found.metadata), read),
        "lists": metadata_form.value_lists(),
        "is_corrected": bool(read),
    }


def _shown(document: StoredDocument) -> Response:
    return RedirectResponse(f"/documents/{document.id}", status_code=303)
