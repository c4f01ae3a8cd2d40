"""Commands that measure answers and retrieval."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from web.cli.output import say, say_json, say_table
from web.cli.reading import JsonOption
from web.cli.settings import settings_of

DumpOption = Annotated[
    Path | None,
    typer.Option("--dump", metavar="TỆP", help="Ghi kết quả từng câu vào tệp này, mỗi câu một dòng JSON."),
]
_ANSWER_COLUMNS = ("questions", "right", "cited", "precise", "refused")
_ANSWER_NAMES = ("Loại câu hỏi", "Số câu", "Đúng", "Dẫn đủ nguồn", "Dẫn đúng nguồn", "Từ chối đúng")
_METRICS = ("r@1", "r@10", "mrr@10", "ndcg@10")


def answers(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="TỆP.jsonl", help="Câu hỏi kèm đáp án.")],
    strip: Annotated[bool, typer.Option("--strip", help="Bỏ dấu câu hỏi trước khi hỏi.")] = False,
    dump: DumpOption = None,
    as_json: JsonOption = False,
) -> None:
    """Đo câu trả lời trên một bộ câu hỏi có đáp án."""
    from search.evaluation.answers import evaluate_answers

    with settings_of(context).open_engine() as engine:
        measured = evaluate_answers(file, engine.ask, strip, dump)
    if as_json:
        say_json(measured)
        return
    kinds = {"Tất cả": measured, **measured["by_kind"]}
    say_table(_ANSWER_NAMES, ((name, *_cells(values, _ANSWER_COLUMNS)) for name, values in kinds.items()))
    say_table(("Loại câu hỏi", "Được hiểu thành (số câu)"), map(_confusion, measured["confusion"].items()))


def retrieval(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục dạng BEIR.")],
    dump: DumpOption = None,
    as_json: JsonOption = False,
) -> None:
    """Đo tìm kiếm trên một bộ dữ liệu dạng BEIR."""
    from search.embedding import Encoder
    from search.evaluation.retrieval import evaluate_retrieval

    encoder = Encoder.load(settings_of(context).model)
    measured = evaluate_retrieval(folder, encoder, dump)
    if as_json:
        say_json(measured)
        return
    for title, part in (("Có dấu", "systems"), ("Bỏ dấu", "stripped")):
        say(title, "bold")
        say_table(("Cách tìm", *_METRICS), ((name, *_cells(got, _METRICS)) for name, got in measured[part].items()))


def _confusion(row: tuple[str, dict[str, int]]) -> tuple[str, str]:
    """A kind of the file, and the kinds that its questions were taken for, those taken for another marked."""
    kind, understood = row
    return kind, "; ".join(f"{name}{'' if name == kind else ' (khác)'}: {count}" for name, count in understood.items())


def _cells(values: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return ["–" if values.get(name) is None else f"{values[name]:g}" for name in names]
