"""The page of a document, and its original file."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, Response

from ingest.archive import StoredDocument
from ingest.errors import NotFound
from ingest.records import Provision, Span
from search.citation import by_address, document_name, path_to, word
from search.engine import Engine
from web import document_links, document_view, letterhead, views
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
    def document(document_id: str, start: Annotated[int, Query()] = -1, end: Annotated[int, Query()] = -1) -> Response:
        found = engine.archive.document(document_id)
        mark = Span(start, end) if 0 <= start < end <= len(found.text) else None
        return render("document.html", _values(engine, found, mark))

    @router.get("/documents/{document_id}/original", summary="Tệp gốc của văn bản", response_class=FileResponse)
    def original(document_id: str, revision: int | None = None) -> FileResponse:
        return _original(engine, engine.archive.document(document_id), revision)

    return router


def _values(engine: Engine, document: StoredDocument, mark: Span | None) -> dict[str, Any]:
    provisions = engine.archive.provisions(document.id)
    links = engine.archive.cites(document.id)
    mentions = engine.archive.references(document_ids=(document.id,))
    addresses = {str(one.address) for one in provisions}
    layers = Layers(mark, links=document_links.text_links(links, mentions, addresses))
    return {
        "document": views.summary(document, engine.counts(document.id)),
        "name": document_name(document),
        "head": letterhead.letterhead(document),
        "facts": views.facts(document),
        "recall": document.recall,
        "versions": engine.archive.versions(document.id),
        "has_original": engine.folder.originals.find(document.sha256) is not None,
        "outline": document_view.outline(provisions),
        "blocks": document_view.blocks(document.text, provisions, layers),
        "wording": _wording(document, provisions),
        "cites": document_links.cites(engine, document, links),
        "cited_by": document_links.cited_by(engine, engine.archive.cited_by(document.id)),
        "is_marked": mark is not None,
    }


def _wording(document: StoredDocument, provisions: Sequence[Provision]) -> dict[str, str]:
    """How each provision is cited in words, by address."""
    tree = by_address(provisions)
    return {address: word(document, path_to(tree, one)) for address, one in tree.items()}


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
