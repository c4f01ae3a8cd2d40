"""Commands that show documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.address import Address
from ingest.errors import NotFound
from ingest.records import ParsedDocument, Provision
from search import citation
from search.holdings import Resolved
from web import views
from web.cli.output import say, say_json, say_table
from web.cli.settings import settings_of
from web.document_view import outline
from web.marked_text import plain

JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


def parse(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp văn bản cần đọc.")],
    as_json: JsonOption = False,
) -> None:
    """Đọc một tệp và in những gì đọc được; không lưu gì, không cần kho."""
    from ingest.parse import parse_file
    from ingest.serialize import to_json

    parsed = parse_file(file)
    if as_json:
        say_json(to_json(parsed))
    else:
        _say_parsed(parsed)


def _say_parsed(parsed: ParsedDocument) -> None:
    say(views.label(parsed.metadata, parsed.source_file), "bold")
    for warning in parsed.warnings:
        say(f"Lưu ý: {warning}", "yellow")
    say(
        f"{len(parsed.provisions)} điều khoản, {len(parsed.assignments)} nhiệm vụ, "
        f"{len(parsed.references)} chỗ viện dẫn. Thêm --json để xem tất cả."
    )
    _say_outline(parsed.provisions)


def _say_outline(provisions: Sequence[Provision]) -> None:
    for item in outline(provisions):
        say(f"{'  ' * item.depth}{item.label}   [{item.address}]")


def documents(context: typer.Context, as_json: JsonOption = False) -> None:
    """Liệt kê văn bản trong kho."""
    with settings_of(context).open_engine() as engine:
        found = views.summaries(engine)
    if as_json:
        say_json([one.to_json() for one in found])
        return
    columns = ("Văn bản", "Tiêu đề", "Cơ quan ban hành", "Ngày", "Mã")
    say_table(columns, ((_with_state(o), o.title or "", o.issuer or "", o.issued_on or "", o.id) for o in found))
    say(f"{len(found)} văn bản.")


def _with_state(one: views.DocumentSummary) -> str:
    return f"{one.label} (đã thu hồi)" if one.recalled_on else one.label


def show(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Mã, số ký hiệu hoặc tên tệp của văn bản.")],
    address: Annotated[
        str, typer.Argument(metavar="ĐỊA_CHỈ", help="Địa chỉ điều khoản, ví dụ ke-hoach/VI/1/c hoặc dieu-2.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Hiện một văn bản, hoặc một điều khoản của nó."""
    with settings_of(context).open_engine() as engine:
        found = engine.read(document)
        counts = engine.counts(found.document.id)
    shown = _within(found, address) if address else found.provisions
    if as_json:
        say_json(
            {**views.detail_json(found.document, counts), "provisions": [_provision_json(found, one) for one in shown]}
        )
    elif address:
        _say_provisions(found, shown)
    else:
        _say_document(found)


def _within(found: Resolved, text: str) -> list[Provision]:
    """The provision at an address and all below it.

    Raises:
        BadInput: ``text`` is no address.
        NotFound: the document has no such provision.
    """
    address = Address.parse(text)
    inside = [one for one in found.provisions if one.address.is_within(address)]
    if not inside or inside[0].address != address:
        name = citation.document_name(found.document)
        raise NotFound(f"{name} không có điều khoản “{text}”. Xem mục lục: cchc show {found.document.id}")
    return inside


def _provision_json(found: Resolved, one: Provision) -> dict[str, Any]:
    path = citation.path_to(citation.by_address(found.provisions), one)
    return {
        "address": str(one.address),
        "level": one.level.value,
        "marker": one.marker,
        "heading": one.heading,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "parent": str(one.parent) if one.parent else None,
        "citation": citation.word(found.document, path),
        "cells": [asdict(cell) for cell in one.cells],
    }


def _say_provisions(found: Resolved, shown: Sequence[Provision]) -> None:
    path = citation.path_to(citation.by_address(found.provisions), shown[0])
    words = citation.word(found.document, path)
    say(words[:1].upper() + words[1:], "bold")
    for one in shown:
        for cell in one.cells:
            if cell.text.strip():
                say(f"{plain(cell.name) or '–'}: {plain(cell.text)}")
        if not one.cells:
            say(plain(one.text))


def _say_document(found: Resolved) -> None:
    for name, values in views.facts(found.document):
        say(f"{name}: {'; '.join(map(plain, values))}")
    say()
    _say_outline(found.provisions)
