"""Commands for the registry of agencies: what was added to it, adding to it, merging, taking back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from ingest.agencies import Agency, AgencyRegistry
from ingest.own_agencies import OwnAgency
from search.agency_editor import AgencyEdit
from web.cli.output import say, say_json
from web.cli.reading import JsonOption
from web.cli.settings import settings_of

AgencyName = Annotated[str, typer.Argument(metavar="CƠ_QUAN", help="Tên hoặc mã của cơ quan.")]


def agencies(
    context: typer.Context,
    own: Annotated[bool, typer.Option("--own", help="Chỉ những gì quản trị viên đã thêm.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Liệt kê danh mục cơ quan, hoặc những gì đã thêm vào danh mục."""
    with settings_of(context).open_engine() as engine:
        added, known = engine.agencies.own(), AgencyRegistry.load().all()
    if as_json:
        say_json([asdict(one) for one in (added if own else known)])
        return
    for line in map(_added, added) if own else map(_listed, known):
        say(line)
    if own and not added:
        say("Chưa thêm gì vào danh mục cơ quan.")


def agency(
    context: typer.Context,
    name: AgencyName,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="TÊN", help="Tên khác, tên viết tắt; ghi được nhiều lần.")
    ] = None,
    kind: Annotated[str, typer.Option(metavar="LOẠI", help="Loại cơ quan, ví dụ: sở.")] = "",
    parent: Annotated[str, typer.Option(metavar="CƠ_QUAN", help="Cơ quan hoặc nhóm cơ quan cấp trên.")] = "",
) -> None:
    """Thêm cơ quan mới, hoặc thêm tên, loại, cấp trên cho cơ quan đã có; có hiệu lực ngay."""
    with settings_of(context).open_engine() as engine:
        edited = engine.agencies.define(AgencyEdit(name, tuple(alias or ()), kind, parent))
    say(_listed(edited))


def withdraw(context: typer.Context, name: AgencyName) -> None:
    """Bỏ những gì đã thêm cho một cơ quan; cơ quan do quản trị viên thêm thì bỏ hẳn."""
    with settings_of(context).open_engine() as engine:
        say(f"Đã bỏ: {_added(engine.agencies.withdraw(name))}")


def merge(
    context: typer.Context,
    found: Annotated[str, typer.Argument(metavar="TÊN_TÌM_THẤY", help="Tên in trong văn bản, chưa có trong danh mục.")],
    into: AgencyName,
) -> None:
    """Gộp một cơ quan tìm thấy trong văn bản vào cơ quan đã có: mọi nhiệm vụ của nó là của cơ quan đó."""
    with settings_of(context).open_engine() as engine:
        merged = engine.agencies.merge(found, into)
    say(f"“{found}” nay là một tên của {_listed(merged)}")


def _listed(one: Agency) -> str:
    above = f"; thuộc {one.parent}" if one.parent else ""
    others = f"; tên khác: {', '.join(one.aliases[1:4])}" if len(one.aliases) > 1 else ""
    return f"{one.name} ({one.id}) – {one.kind}{above}{others}"


def _added(one: OwnAgency) -> str:
    said = (f"loại: {one.kind}" if one.kind else "", f"thuộc: {one.parent}" if one.parent else "")
    names = f"tên thêm: {', '.join(one.aliases)}" if one.aliases else ""
    return f"{one.name or one.id} – {'; '.join(filter(None, (*said, names)))}"
