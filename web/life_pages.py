"""Pages of a document's life (versions, recall, corrections), complete without a script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from ingest.archive import FIELD_NAMES, MetadataField, StoredDocument
from search.engine import Engine
from web import document_view, views
from web.templating import render


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""
    _versions(router, engine)
    _manage(router, engine)


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
