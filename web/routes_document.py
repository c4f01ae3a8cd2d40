"""The page of a document, and its original file."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, Response

from ingest.archive import Link, StoredDocument
from ingest.errors import NotFound
from ingest.records import Provision, Span
from search.citation import document_name, path_to, word
from search.engine import Engine
from search.evidence.library import Library
from web import document_links, document_view, letterhead, views
from web.document_window import Looking, Window
from web.marked_text import Layers
from web.templating import render

_UNKNOWN_TYPE = "application/octet-stream"
# Types that some systems do not know by the suffix.
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown",
    ".csv": "text/csv",
}


def create_router(engine: Engine) -> APIRouter:
    """The routes over ``engine``."""
    router = APIRouter()

    @router.get("/documents/{document_id}", include_in_schema=False)
    def document(document_id: str, asked: Annotated[Looking, Query()]) -> Response:
        return render("document.html", _values(engine, engine.archive.document(document_id), asked))

    @router.get("/documents/{document_id}/original", summary="Tệp gốc của văn bản", response_class=FileResponse)
    def original(document_id: str, revision: int | None = None) -> FileResponse:
        return _original(engine, engine.archive.document(document_id), revision)

    return router


def _values(engine: Engine, document: StoredDocument, asked: Looking) -> dict[str, Any]:
    tree = Library.of(engine.archive).tree(document.id)
    mark, part = asked.mark(document.text), asked.window(document.text, tree.values())
    links = engine.archive.cites(document.id)
    places = _places(part, tree)
    layers = _layers(engine, document.id, links, mark, places)
    return {
        "document": views.summary(document, engine.counts(document.id)),
        "name": document_name(document),
        "head": letterhead.letterhead(document),
        "facts": views.facts(document),
        "recall": document.recall,
        "versions": engine.archive.versions(document.id),
        "has_original": engine.folder.originals.find(document.sha256) is not None,
        "outline": (document_view.upper_outline if part.is_part else document_view.outline)(list(tree.values())),
        "cites": document_links.cites(engine, document, links),
        "cited_by": document_links.cited_by(engine, engine.archive.cited_by(document.id)),
        "places": places,
        "warnings": document_view.warnings(document.warnings, places),
        "size": len(tree),
        "blocks": document_view.blocks(document.text, part.shown, layers),
        "wording": {str(one.address): word(document, path_to(tree, one)) for one in part.shown},
        "part": part,
        "is_marked": mark is not None,
    }


def _layers(
    engine: Engine, document_id: str, links: Sequence[Link], mark: Span | None, places: Mapping[str, str]
) -> Layers:
    """The mark and the references of a document as links; ``places`` says where its own clauses are."""
    mentions = engine.archive.references(document_ids=(document_id,))
    return Layers(mark, links=document_links.text_links(links, mentions, places))


def _places(part: Window, tree: Mapping[str, Provision]) -> dict[str, str]:
    """Where each clause of the document is: on this page, or on one that shows it."""
    shown = {str(one.address) for one in part.shown}
    return {address: document_links.clause_url(address, address in shown) for address in tree}


def _original(engine: Engine, document: StoredDocument, revision: int | None) -> FileResponse:
    """The file that was read, of an earlier version when ``revision`` is given, always as a download.

    Raises:
        NotFound: no such version, or the file is no longer kept.
    """
    kept: dict[int | None, tuple[str, str]] = {
        one.revision: (one.sha256, one.source_file) for one in engine.archive.versions(document.id)
    }
    kept[None] = (document.sha256, document.source_file)
    sha256, name = kept.get(revision, ("", ""))
    path = engine.folder.originals.find(sha256) if sha256 else None
    if path is None:
        raise NotFound(f"Kho không còn giữ tệp gốc này của văn bản “{document.id}”.")
    return FileResponse(path, media_type=media_type(name or path.name), filename=name or path.name)


def media_type(name: str) -> str:
    """The type of a file by its name; text is said to be so without a charset, as its bytes are as they were sent.

    >>> media_type("Kế hoạch.DOCX")
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    """
    suffix = f".{name.rpartition('.')[2].lower()}"
    return _TYPES.get(suffix) or mimetypes.guess_type(f"tep{suffix}")[0] or _UNKNOWN_TYPE
