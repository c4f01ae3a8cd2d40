"""Commands for the life of a document in the archive: recall, corrections, versions, links; and for jobs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from ingest.archive import FIELD_NAMES, MetadataField
from ingest.errors import BadInput
from web import life_views, views
from web.cli.output import say, say_json
from web.cli.reading import JsonOption
from web.cli.settings import settings_of
from web.marked_text import plain

DocumentArgument = Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Mã, số ký hiệu hoặc tên tệp của văn bản.")]
FIELDS = ", ".join(f"{field.value} ({name})" for field, name in FIELD_NAMES.items())


def recall(
    context: typer.Context,
    document: DocumentArgument,
    reason: Annotated[str, typer.Option(metavar="LÝ_DO", help="Vì sao thu hồi.")] = "",
    on: Annotated[str, typer.Option(metavar="NGÀY", help="Thu hồi từ ngày (2026-11-20); bỏ trống: hôm nay.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Bỏ thu hồi.")] = False,
) -> None:
    """Thu hồi một văn bản: không còn trong câu trả lời nào, vẫn có trong danh sách."""
    with settings_of(context).open_engine() as engine:
        changed = engine.reinstate(document) if undo else engine.recall(document, reason, _day(on))
    name = views.label(changed.metadata, changed.source_file)
    if changed.recall is None:
        say(f"Đã bỏ thu hồi {name}.")
    else:
        say(f"Đã thu hồi {name} từ ngày {changed.recall.on:%d/%m/%Y}: {changed.recall.reason}.")


def correct(
    context: typer.Context,
    document: DocumentArgument,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[TRƯỜNG=GIÁ_TRỊ]...", help=f"Trường: {FIELDS}.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Bỏ mọi chỗ đã sửa tay, dùng lại thông tin đọc được.")] = False,
) -> None:
    """Sửa tay thông tin của văn bản; không ghi TRƯỜNG=GIÁ_TRỊ thì chỉ xem các chỗ đã sửa."""
    typed = dict(map(_pair, values or ()))
    with settings_of(context).open_engine() as engine:
        id_ = engine.resolve(document).id
        if typed or undo:
            engine.correct(id_, {} if undo else typed)
        found = engine.archive.corrections(id_)
    for one in found:
        say(f"{FIELD_NAMES[one.field]}: đọc được “{one.read or ''}”, sửa thành “{one.value or ''}”")
    if not found:
        say("Không có thông tin sửa tay.")


def versions(
    context: typer.Context,
    document: DocumentArgument,
    revision: Annotated[int, typer.Argument(metavar="[BẢN]", help="Số của bản cần xem.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Liệt kê các bản trước của văn bản, hoặc in một bản."""
    with settings_of(context).open_engine() as engine:
        id_ = engine.resolve(document).id
        if revision:
            from ingest.serialize import to_json

            kept = engine.archive.version(id_, revision)
            say_json(to_json(kept)) if as_json else say(kept.text)
            return
        found = [life_views.version_json(one) for one in engine.archive.versions(id_)]
    if as_json:
        say_json(found)
        return
    for one in found:
        say(f"Bản {one['revision']}: tệp {one['source_file']}, nạp {one['added_at']}, bị thay {one['replaced_at']}")
    say(f"{len(found)} bản trước.")


def links(context: typer.Context, document: DocumentArgument, as_json: JsonOption = False) -> None:
    """Liệt kê văn bản được dẫn chiếu và văn bản dẫn chiếu đến."""
    with settings_of(context).open_engine() as engine:
        found = life_views.links_json(engine, engine.resolve(document).id)
    if as_json:
        say_json(found)
        return
    for heading, key in (("Dẫn chiếu đến", "cites"), ("Được dẫn chiếu trong", "cited_by")):
        say(f"{heading}: {len(found[key])} chỗ.", "bold")
        for one in found[key]:
            others = "; ".join(other["label"] for other in one["documents"]) or "không có trong kho"
            say(f"  {plain(one['text'])} → {others}")


def jobs(
    context: typer.Context,
    job: Annotated[int, typer.Argument(metavar="[LƯỢT]", help="Số của lượt nạp cần xem từng tệp.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Liệt kê các lượt nạp tệp gần đây, hoặc từng tệp của một lượt."""
    with settings_of(context).open_engine() as engine:
        found = [engine.archive.jobs.get(job)] if job else engine.archive.jobs.recent()
    if as_json:
        say_json([life_views.job_json(one) for one in found])
        return
    for one in found:
        state = life_views.JOB_STATE_NAMES[one.state]
        say(f"Lượt {one.id} ({one.created_at.astimezone():%d/%m/%Y %H:%M}): {state}, {len(one.files)} tệp")
        for file in one.files if job else ():
            reason = file.result.reason if file.result else None
            say(f"  {file.name}: {life_views.FILE_STATE_NAMES[file.state]}{f': {reason}' if reason else ''}")
    if not found:
        say("Chưa có lượt nạp nào.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput(f"“{text}” không phải một ngày; hãy ghi dạng 2026-11-20.") from error


def _pair(text: str) -> tuple[MetadataField, str]:
    name, equals, value = text.partition("=")
    known: dict[str, Any] = {field.value: field for field in MetadataField}
    if not equals or name not in known:
        raise BadInput(f"“{text}” không đúng dạng TRƯỜNG=GIÁ_TRỊ; các trường: {', '.join(known)}.")
    return known[name], value
