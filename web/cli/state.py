"""The command that tells how the archive, its index and the model stand."""

from __future__ import annotations

from dataclasses import asdict

import typer

from web.cli.output import say, say_json
from web.cli.reading import JsonOption
from web.cli.settings import settings_of


def status(context: typer.Context, as_json: JsonOption = False) -> None:
    """Cho biết tình trạng kho, chỉ mục và mô hình đang dùng."""
    from web.index_state import index_state, model_lines

    with settings_of(context).open_engine() as engine:
        state, lines = index_state(engine), model_lines(engine.index)
        documents = engine.archive.catalogue(with_recalled=True)
        facts = engine.index.facts
    recalled = sum(one.recall is not None for one in documents)
    if as_json:
        counts = {"documents": len(documents) - recalled, "recalled": recalled}
        say_json({**counts, "index": asdict(state), "model": asdict(facts) if facts else None})
        return
    say(f"Văn bản: {len(documents) - recalled} trong kho, {recalled} đã thu hồi")
    say(f"Chỉ mục: {state.said} ({state.passages} đoạn, {state.windows} vectơ)")
    for name, value in lines:
        say(f"{name}: {value}")
