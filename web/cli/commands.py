"""The table of commands: each is a function of a sibling module, with its group in the help page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from web.cli import asking, changing, evaluating, keeping, living, opinions, reading, registering, serving, state
from web.cli.help import VietnameseCommand, VietnameseGroup
from web.cli.settings import (
    DATA_OPTION,
    DATA_VARIABLE,
    DATABASE_VARIABLE,
    DEFAULT_DATA,
    MODEL_VARIABLE,
    without_data_option,
)

ABOUT = f"""Tra cứu và hỏi đáp có trích dẫn trên văn bản cải cách hành chính.

Thư mục dữ liệu: {DATA_OPTION} hoặc biến môi trường {DATA_VARIABLE}, mặc định ./{DEFAULT_DATA}.
Mô hình ngữ nghĩa: biến môi trường {MODEL_VARIABLE} (tên hoặc thư mục sentence-transformers), mặc định mô hình kèm theo.
Cơ sở dữ liệu: biến môi trường {DATABASE_VARIABLE} (địa chỉ PostgreSQL), mặc định một tệp SQLite trong thư mục dữ liệu.
"""
COMMANDS: tuple[Callable[..., None], ...] = (
    changing.ingest,
    reading.parse,
    reading.documents,
    reading.show,
    asking.search,
    asking.ask,
    asking.duties,
    changing.remove,
    living.recall,
    living.correct,
    living.versions,
    living.links,
    living.jobs,
    registering.agencies,
    registering.agency,
    registering.merge,
    registering.withdraw,
    changing.reindex,
    changing.check,
    state.status,
    keeping.export,
    keeping.backup,
    keeping.restore,
    opinions.feedback,
    serving.serve,
)
EVALUATIONS: tuple[Callable[..., None], ...] = (evaluating.answers, evaluating.retrieval)


class RootGroup(VietnameseGroup):
    """The command ``cchc``: takes ``--data`` wherever it stands on the line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments without ``--data``, whose value is kept for the command; without any, ``--help``."""
        rest, data = without_data_option(args)
        ctx.meta[DATA_OPTION] = data
        return super().parse_args(ctx, rest or ["--help"])


def _about() -> None:
    """The command without a subcommand; its text is given where it is registered."""


def command() -> TyperGroup:
    """The command ``cchc`` with all of its subcommands."""
    app = typer.Typer(cls=RootGroup, add_completion=False, help=ABOUT)
    app.callback(help=ABOUT)(_about)
    for function in COMMANDS:
        app.command(cls=VietnameseCommand)(function)
    evaluate = typer.Typer(cls=VietnameseGroup, help="Đo chất lượng trả lời và tìm kiếm trên bộ câu hỏi có đáp án.")
    for function in EVALUATIONS:
        evaluate.command(cls=VietnameseCommand)(function)
    app.add_typer(evaluate, name="evaluate")
    made = typer.main.get_command(app)
    assert isinstance(made, TyperGroup)
    return made
