"""Commands that search and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from ingest.archive import State
from search.answer import Answer, Citation, Filters, SearchResult
from search.duties import Duties, Duty, DutyFilter, RoleChoice
from web.answer_view import reading
from web.cli.output import say, say_json
from web.cli.reading import JsonOption
from web.cli.settings import settings_of
from web.marked_text import plain
from web.views import ROLE_NAMES

_QUOTE_SHOWN = 400
Text = Annotated[str, typer.Argument(metavar="CÂU", help="Câu hỏi hoặc nội dung cần tìm, đặt trong dấu nháy.")]


def search(  # noqa: PLR0913
    context: typer.Context,
    text: Text,
    *,
    limit: Annotated[int, typer.Option(metavar="SỐ", min=1, help="Số kết quả.")] = 10,
    province: Annotated[list[str] | None, typer.Option(metavar="TỈNH", help="Chỉ văn bản của tỉnh này.")] = None,
    year: Annotated[list[int] | None, typer.Option(metavar="NĂM", help="Chỉ văn bản của năm này.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--type", metavar="LOẠI", help="Chỉ loại văn bản này.")] = None,
    issuer: Annotated[list[str] | None, typer.Option(metavar="CƠ_QUAN", help="Chỉ cơ quan ban hành này.")] = None,
    agency: Annotated[list[str] | None, typer.Option(metavar="CƠ_QUAN", help="Chỉ nơi nêu cơ quan này.")] = None,
    part: Annotated[
        list[str] | None, typer.Option(metavar="PHẦN", help="Chỉ phần này: nội dung chính, phụ lục, căn cứ ...")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="TÌNH_TRẠNG", help="Trong kho, thay thế, thu hồi, tất cả; mặc định bỏ văn bản thu hồi."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tìm điều khoản theo nội dung; mỗi tùy chọn lọc có thể ghi nhiều lần."""
    filters = Filters(
        provinces=tuple(province or ()),
        years=tuple(year or ()),
        types=tuple(kind or ()),
        issuers=tuple(issuer or ()),
        agencies=tuple(agency or ()),
        parts=tuple(part or ()),
        states=tuple(state or ()),
    )
    with settings_of(context).open_engine() as engine:
        result = engine.search(text, filters, limit)
    if as_json:
        say_json(result.to_json())
        return
    _say_reading(result)
    say(f"{result.total} điều khoản; {len(result.hits)} kết quả đầu:")
    for place, hit in enumerate(result.hits, 1):
        _say_citation(str(place), hit.citation)
        if hit.state == State.RECALLED:
            say("    Văn bản này đã bị thu hồi.", "yellow")


def _say_reading(result: SearchResult) -> None:
    """The question as it was searched for, where that is not as it was typed."""
    for one in result.understood:
        say(f"Đã hiểu “{one.typed}” là “{one.meant}”.", "yellow")
    if result.rewritten.casefold() != result.query.casefold():
        say(f"Tìm theo: “{result.rewritten}”", "dim")


def ask(context: typer.Context, text: Text, as_json: JsonOption = False) -> None:
    """Trả lời câu hỏi từ kho văn bản, mỗi ý kèm trích dẫn; không có thì nói là không có."""
    with settings_of(context).open_engine() as engine:
        answer = engine.ask(text)
    if as_json:
        say_json(answer.to_json())
    else:
        _say_answer(answer)


def _say_answer(answer: Answer) -> None:
    say(answer.answer, "bold" if answer.answerable else "yellow")
    say(reading(answer.question, answer.interpretation), "dim")
    for citation in answer.citations:
        _say_citation(str(citation.id), citation)
    if answer.nearest:
        say("\nĐiều khoản gần nhất, chỉ để tham khảo, không phải câu trả lời:")
        for citation in answer.nearest:
            _say_citation("≈", citation)


def _say_citation(mark: str, citation: Citation) -> None:
    quote = plain(citation.quote)
    shown = quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN].rsplit(" ", 1)[0] + " …"
    say(f"\n[{mark}] {citation.citation}", "cyan")
    say(f"    {shown}")
    say(f"    {citation.document_id}  {citation.address}", "dim")


def duties(  # noqa: PLR0913
    context: typer.Context,
    agency: Annotated[str, typer.Argument(metavar="CƠ_QUAN", help="Tên hoặc mã cơ quan.")],
    *,
    role: Annotated[
        RoleChoice, typer.Option(metavar="VAI_TRÒ", help="lead: chủ trì; coordinate: phối hợp; any: tất cả.")
    ] = RoleChoice.ANY,
    province: Annotated[str, typer.Option(metavar="TỈNH", help="Chỉ văn bản của tỉnh này.")] = "",
    year: Annotated[int, typer.Option(metavar="NĂM", help="Chỉ văn bản áp dụng cho năm này.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Liệt kê mọi nhiệm vụ của một cơ quan: giao đích danh, và giao chung cho nhóm có cơ quan đó."""
    with settings_of(context).open_engine() as engine:
        found = engine.duties(agency, DutyFilter(role, province or None, year or None))
    if as_json:
        say_json(found.to_json())
    else:
        _say_duties(found)


def _say_duties(found: Duties) -> None:
    say(found.agency.name, "bold")
    for note in found.notes:
        say(f"Lưu ý: {note}", "yellow")
    say(f"\nGiao đích danh: {len(found.duties)} nhiệm vụ")
    _say_each(found.duties)
    if found.group_duties:
        say(f"\nGiao chung cho nhóm cơ quan: {len(found.group_duties)} nhiệm vụ")
        _say_each(found.group_duties)


def _say_each(duties_found: Sequence[Duty]) -> None:
    for place, one in enumerate(duties_found, 1):
        when = f" – {plain(one.deadline)}" if one.deadline else ""
        say(f"{place}. [{ROLE_NAMES[one.role]}] {plain(one.task)}{when}")
        say(f"   {one.agency}; {one.citation.citation}", "dim")
