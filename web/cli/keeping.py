"""Commands that take the records out and keep copies of them."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import FileError, cause
from search import backup as copies
from web.cli.output import progress_note, say
from web.cli.settings import settings_of


def export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[TỆP]", help="Tệp .jsonl để ghi; không có thì in ra màn hình.")
    ] = None,
) -> None:
    """Xuất văn bản, điều khoản, nhiệm vụ thành các dòng JSON."""
    with settings_of(context).open_engine() as engine:
        try:
            target = file.open("w", encoding="utf-8", newline="\n") if file else nullcontext(sys.stdout)
            with target as stream:
                count = 0
                for record in engine.export():
                    stream.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += 1
        except OSError as error:
            raise FileError(file or "stdout", f"không ghi được ({cause(error)}).") from error
    progress_note(f"Đã xuất {count} bản ghi.")


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="TỆP.zip", help="Tệp sao lưu sẽ tạo.")],
) -> None:
    """Sao lưu cả kho vào một tệp .zip, rồi kiểm tra tệp đó."""
    with settings_of(context).open_engine() as engine:
        made = engine.backup(file)
    say(f"Đã sao lưu {made.documents} văn bản vào {file}.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="TỆP.zip", help="Tệp sao lưu đã tạo bằng cchc backup.")],
    force: Annotated[bool, typer.Option("--force", help="Thay cả kho đang có văn bản.")] = False,
) -> None:
    """Khôi phục kho từ tệp sao lưu; không đè lên kho đang có văn bản nếu không ghi --force."""
    settings = settings_of(context)
    restored = copies.restore(settings.data, file, force, settings.database)
    say(f"Đã khôi phục {restored.documents} văn bản. Chỉ mục sẽ được dựng lại ở lần dùng tới.")
