"""The command that lists what people said of answers, or writes it as questions to evaluate."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from ingest.feedback import VERDICT_NAMES, FeedbackBook
from search.evaluation.feedback import examples
from web.cli.output import say
from web.cli.settings import settings_of


def feedback(
    context: typer.Context,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="In thành các dòng JSON cho lệnh cchc evaluate answers.")
    ] = False,
) -> None:
    """Xem ý kiến “đúng / sai / thiếu” về các câu trả lời."""
    with settings_of(context).open_engine() as engine:
        entries = FeedbackBook(engine.folder.path).entries()
    if jsonl:
        for one in examples(entries):
            sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")
        return
    say(f"{len(entries)} ý kiến.")
    for entry in entries:
        note = f" – {' '.join(entry.note.split())}" if entry.note else ""
        say(f"{entry.at}  [{VERDICT_NAMES[entry.verdict]}] {entry.question}{note}")
