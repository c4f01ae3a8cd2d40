"""The page ``/docs``: the OpenAPI description of the JSON interface as plain HTML, with nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from web.templating import render

_PLACES = {"path": "đường dẫn", "query": "truy vấn", "header": "tiêu đề", "cookie": "cookie"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as the page shows it."""

    name: str
    place: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]


def operations(schema: dict[str, Any]) -> list[Operation]:
    """Every operation of an OpenAPI ``schema``, in its order, body fields among the parameters."""
    bodies = schema.get("components", {}).get("schemas", {})
    return [
        Operation(method.upper(), path, one.get("summary", ""), (*_parameters(one), *_body(one, bodies)))
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    ]


def _parameters(operation: dict[str, Any]) -> list[Parameter]:
    return [
        Parameter(
            one["name"],
            _PLACES[one["in"]],
            _type(one["schema"]),
            one.get("required", False),
            one.get("description", ""),
        )
        for one in operation.get("parameters", [])
    ]


def _body(operation: dict[str, Any], bodies: dict[str, Any]) -> list[Parameter]:
    contents = operation.get("requestBody", {}).get("content", {})
    found = []
    for content in contents.values():
        body = bodies[content["schema"]["$ref"].rsplit("/", 1)[1]]
        found += [
            Parameter(name, "thân", _type(one), name in body.get("required", []), one.get("description", ""))
            for name, one in body["properties"].items()
        ]
    return found


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return _type(next(one for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return f"nhiều {_type(schema['items'])}"
    return str(schema.get("type", "giá trị"))


def create_router(app: FastAPI) -> APIRouter:
    """The route ``/docs`` of ``app``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def reference() -> Response:
        return render("docs.html", {"operations": operations(app.openapi()), "here": ""})

    return router
