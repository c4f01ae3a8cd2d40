"""The page of the registry of agencies: what documents name that is not in it, merging, adding, taking back."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from ingest.agencies import AgencyRegistry
from ingest.archive import AgencyUse
from ingest.errors import BadInput
from ingest.folding import slugify, squeeze
from ingest.own_agencies import OwnAgency
from search.agency_editor import AgencyEdit
from search.engine import Engine
from web import views
from web.errors import status_of
from web.lists import Lists
from web.templating import render

_FOUND_SHOWN = 60  # names that are not in the registry, the most frequent first


class Defining(BaseModel):
    """The form that adds an agency, or names, a kind or a parent to one."""

    agency: str = ""
    aliases: str = ""
    kind: str = ""
    parent: str = ""

    def edit(self) -> AgencyEdit:
        """What is wanted; other names stand one on a line."""
        names = tuple(name for line in self.aliases.splitlines() if (name := squeeze(line)))
        return AgencyEdit(squeeze(self.agency), names, self.kind, squeeze(self.parent))


class Merging(BaseModel):
    """The form that makes a name that documents print one of a known agency."""

    found: str = ""
    into: str = ""


_BLANK: dict[str, Any] = {"defining": Defining(), "merging": Merging(), "error": "", "done": ""}


def create_router(lists: Lists) -> APIRouter:
    """The pages over ``lists``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)
    engine = lists.engine

    @router.get("/registry")
    def registry(agency: str = "", done: str = "") -> Response:
        filled = {"defining": Defining(agency=agency), "merging": Merging(found=agency), "done": done}
        return render("registry.html", {**_values(engine), **_BLANK, **filled})

    @router.post("/registry/define")
    def define(typed: Annotated[Defining, Form()]) -> Response:
        try:
            made = engine.agencies.define(typed.edit())
        except BadInput as error:
            return _refused(engine, error, {"defining": typed})
        return _done(f"{made.name}: đã lưu, có hiệu lực ngay.")

    @router.post("/registry/merge")
    def merge(typed: Annotated[Merging, Form()]) -> Response:
        try:
            made = engine.agencies.merge(squeeze(typed.found), squeeze(typed.into))
        except BadInput as error:
            return _refused(engine, error, {"merging": typed})
        return _done(f"“{squeeze(typed.found)}” nay là một tên của {made.name}.")

    @router.post("/registry/withdraw")
    def withdraw(agency: Annotated[str, Form()]) -> Response:
        gone = engine.agencies.withdraw(agency)
        return _done(f"Đã bỏ những gì thêm cho {_name(gone)}.")

    return router


def _done(said: str) -> Response:
    return RedirectResponse(f"/registry?{urlencode({'done': said})}", status_code=303)


def _refused(engine: Engine, error: BadInput, typed: dict[str, Any]) -> Response:
    """The page with what was typed and why it cannot be."""
    values = {**_values(engine), **_BLANK, **typed, "error": str(error)}
    return render("registry.html", values, status_of(error))


def _values(engine: Engine) -> dict[str, Any]:
    known = AgencyRegistry.load().all()
    found = _not_registered(engine.archive.agencies())
    return {
        "found": found[:_FOUND_SHOWN],
        "more": max(0, len(found) - _FOUND_SHOWN),
        "own": [(one.id, _name(one), _added(one)) for one in engine.agencies.own()],
        "kinds": [(kind, views.kind_name(kind)) for kind in engine.agencies.kinds()],
        "names": sorted(one.name for one in known),
    }


def _not_registered(uses: list[AgencyUse]) -> list[tuple[str, str, int]]:
    """Names that documents print and the registry does not know: the address of its page, the name as it is printed
    most often, in how many assignments."""
    counts: dict[str, Counter[str]] = {}
    for use in uses:
        if use.agency_id is None:
            counts.setdefault(slugify(use.name), Counter())[squeeze(use.name)] += use.assignments
    made = [(slug, names.most_common(1)[0][0], names.total()) for slug, names in counts.items()]
    return sorted(made, key=lambda one: (-one[2], one[1]))


def _name(one: OwnAgency) -> str:
    return one.name or AgencyRegistry.load().get(one.id).name


def _added(one: OwnAgency) -> str:
    above = AgencyRegistry.load().get(one.parent).name if one.parent else ""
    said = (
        "cơ quan mới" if one.name else "",
        f"loại: {views.kind_name(one.kind)}" if one.kind else "",
        f"thuộc {above}" if above else "",
        f"tên thêm: {', '.join(one.aliases)}" if one.aliases else "",
    )
    return "; ".join(filter(None, said))
