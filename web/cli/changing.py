"""Commands that change the archive or its index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.archive import OnDuplicate
from ingest.pipeline import FileOutcome, select_files
from web.cli.output import say
from web.cli.settings import settings_of
from web.outcomes import said

_STYLES = {
    "added": "green",
    "replaced": "yellow",
    "unchanged": "dim",
    "skipped": "dim",
    "duplicate": "bold yellow",
    "failed": "bold red",
}


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="ĐƯỜNG_DẪN", help="Tệp hoặc thư mục chứa văn bản.")],
    on_duplicate: Annotated[
        OnDuplicate,
        typer.Option(
            metavar="CÁCH",
            help="Với tệp trùng văn bản đã có mà nội dung khác: skip (bỏ qua), replace (thay, giữ bản cũ), "
            "keep (giữ cả hai), ask (chỉ báo).",
        ),
    ] = OnDuplicate.REPLACE,
) -> None:
    """Đọc tệp, thư mục văn bản vào kho; mỗi tệp một dòng kết quả.

    Tệp đọc không được không làm dừng các tệp khác; khi có tệp như thế, hoặc tệp trùng chờ chọn, mã thoát là 1.
    """
    console = Console(highlight=False)
    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    counts = dict.fromkeys(_STYLES, 0)
    with settings_of(context).open_engine() as engine:
        selection = select_files(paths)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=len(selection.files))
            for outcome in engine.ingest(selection.files, on_duplicate):
                _report(outcome)
                counts[outcome.status] += 1
                bar.advance(task)
    say(
        f"Xong: {counts['added']} đã thêm, {counts['replaced']} thay bản cũ, "
        f"{counts['unchanged']} không đổi, {counts['failed']} lỗi; bỏ qua {selection.skipped} tệp định dạng khác"
        f"{_duplicates(counts)}."
    )
    if counts["failed"] or counts["duplicate"]:
        raise typer.Exit(1)


def _duplicates(counts: dict[str, int]) -> str:
    found = counts["skipped"] + counts["duplicate"]
    return f"; {found} tệp trùng chưa nạp" if found else ""


def _report(outcome: FileOutcome) -> None:
    say(f"{outcome.path.name}: {said(outcome)}", _STYLES[outcome.status])
    if outcome.existing:
        say(f"  Trùng với văn bản đã có trong kho: {', '.join(outcome.existing)}.")
    for note in outcome.notes:
        say(f"  Lưu ý: {note}", "yellow")


def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Mã, số ký hiệu hoặc tên tệp của văn bản.")],
) -> None:
    """Xóa một văn bản khỏi kho và khỏi mọi câu trả lời."""
    with settings_of(context).open_engine() as engine:
        gone = engine.remove(document)
    say(f"Đã xóa {gone.id} (tệp {gone.source_file}).")


def reindex(context: typer.Context) -> None:
    """Dựng lại chỉ mục tìm kiếm từ kho văn bản."""
    with settings_of(context).open_engine() as engine:
        engine.reindex()
        say(f"Đã dựng lại chỉ mục cho {len(engine.archive.catalogue())} văn bản.")


def check(context: typer.Context) -> None:
    """Kiểm tra kho văn bản và chỉ mục có khớp nhau không; mã thoát 1 khi không khớp."""
    with settings_of(context).open_engine() as engine:
        found = engine.check()
        count = len(engine.archive.catalogue())
    for one in found:
        say(one, "bold red")
    if found:
        say("Hãy chạy: cchc reindex")
        raise typer.Exit(1)
    say(f"Kho ({count} văn bản) và chỉ mục khớp nhau.")
