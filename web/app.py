"""The web application: JSON interface, pages and static files over one engine."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from search.engine import Engine
from web import (
    api,
    errors,
    pages,
    reference,
    routes_agencies,
    routes_ask,
    routes_deadlines,
    routes_document,
    routes_exports,
    routes_feedback,
    routes_mentions,
    routes_registry,
    routes_status,
)
from web.guard import BodyLimit, SameOrigin, SecurityHeaders
from web.lists import Lists
from web.templating import STATIC


def create_app(engine: Engine) -> FastAPI:
    """The application over ``engine``, which the caller opens and closes.

    Nothing in its pages is loaded from another host; FastAPI's own documentation pages, which would be, are off.
    """
    app = FastAPI(
        title="Tra cứu CCHC",
        description="Tra cứu và hỏi đáp có trích dẫn trên văn bản cải cách hành chính",
        docs_url=None,
        redoc_url=None,
    )
    errors.install(app)
    app.include_router(api.create_router(engine))
    app.include_router(routes_ask.create_router(engine))
    lists = Lists.of(engine)
    for routes in (
        routes_agencies,
        routes_deadlines,
        routes_mentions,
        routes_feedback,
        routes_registry,
        routes_status,
        routes_exports,
    ):
        app.include_router(routes.create_router(lists))
    app.include_router(pages.create_router(engine))
    app.include_router(routes_document.create_router(engine))
    app.include_router(reference.create_router(app))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin)
    app.add_middleware(SecurityHeaders)
    return app
