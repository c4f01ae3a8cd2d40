"""The reports: an answer, a list of results, the duties of an agency, the matrix, a schedule, and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from ingest.archive import CatalogueEntry
from ingest.records import Metadata
from search.answer import Answer, SearchResult
from search.citation import printed_date
from search.citing import Citer
from search.duties import Duties, Duty
from search.matrix import Matrix, MatrixCell
from search.mentioned import CitedDocument, MentionedIndex
from search.schedule import Due, Scheduled
from web.answer_view import AnswerView
from web.exports.report import Line, Report, Row, Table, cell, printable, sources_of
from web.schedule_view import agencies_line, due_note
from web.templating import full_stop, plain_lines, sentence
from web.views import ROLE_NAMES, label

About = Sequence[tuple[str, str]]
_DUTY_COLUMNS = ("STT", "Vai trò", "Nhiệm vụ", "Giao cho", "Thời gian", "Sản phẩm")
_DUTY_WIDTHS = (5, 10, 40, 18, 14, 13)


def made_on(day: date) -> tuple[str, str]:
    """The line that says when a report was made."""
    return ("Ngày lập", printed_date(day))


def answer_report(answer: Answer, view: AnswerView, about: About) -> Report:
    """An answer: what sums it up, its statements by document, each with its sources; or the refusal with its reason."""
    title = printable(sentence(full_stop(answer.question).rstrip(".")))
    if not answer.answerable:
        lines = [Line("Không tìm thấy trong kho văn bản", style="lead")]
        lines.append(Line(full_stop(sentence(answer.reason or answer.answer)), style="text"))
        if answer.nearest:
            lines.append(Line("Điều khoản gần nhất, chỉ để tham khảo, không phải câu trả lời", style="heading"))
            lines += [Line(cell(one.quote), sources_of([one]), "item") for one in answer.nearest]
        return Report(title, tuple(about), tuple(lines))
    known = {one.id: one for one in answer.citations}
    lines = [Line(printable(plain_lines(view.lead)), style="lead")] if view.lead else []
    for group in view.groups:
        lines.append(Line(printable(sentence(group.document)), style="heading"))
        for one in group.statements:
            cited = sources_of(known[number] for number in one.citations)
            lines.append(Line(printable(plain_lines(one.text)), cited, "item"))
    lines += [Line(printable(note), style="note") for note in (*view.notes, view.reading)]
    return Report(title, tuple(about), tuple(lines))


def search_report(result: SearchResult, about: About) -> Report:
    """A list of results: where each stands, and its words."""
    rows = [
        Row((place, cell(sentence(hit.citation.citation)), cell(hit.citation.quote)), sources_of([hit.citation]))
        for place, hit in enumerate(result.hits, 1)
    ]
    table = Table("", ("STT", "Nơi trong văn bản", "Nội dung"), (5, 35, 60), tuple(rows))
    return Report(printable(f"Kết quả tìm: {result.query}"), tuple(about), tables=(table,), landscape=True)


def duties_report(duties: Duties, about: About) -> Report:
    """The duties of an agency by document: those given to it by name, then those given to its groups."""
    parts = (("Giao đích danh", duties.duties), ("Giao chung cho nhóm cơ quan", duties.group_duties))
    tables = [
        _duty_table(f"{kind} – {name}", list(own))
        for kind, found in parts
        for name, own in groupby(found, key=_document_of)
    ]
    notes = tuple(Line(printable(note), style="note") for note in duties.notes)
    return Report(f"Nhiệm vụ của {printable(duties.agency.name)}", tuple(about), notes, tuple(tables), landscape=True)


def _document_of(duty: Duty) -> str:
    cited = duty.citation
    return printable(label(Metadata(cited.number, cited.type), cited.source_file))


def _duty_table(heading: str, duties: Iterable[Duty]) -> Table:
    rows = [
        Row(
            (
                place,
                ROLE_NAMES[one.role],
                cell(one.task),
                cell(one.agency),
                cell(one.deadline),
                cell(one.product),
            ),
            sources_of([one.citation]),
        )
        for place, one in enumerate(duties, 1)
    ]
    return Table(heading, _DUTY_COLUMNS, _DUTY_WIDTHS, tuple(rows))


def matrix_report(matrix: Matrix, about: About, columns: int) -> Report:
    """The matrix, one column a document, as tables of at most so many of them; in a cell the numbers led,
    coordinated, and of other parts."""
    every = matrix.documents
    parts = [every[start : start + columns] for start in range(0, len(every), columns)]
    note = Line("Trong ô: CT là số nhiệm vụ chủ trì, PH là phối hợp, K là vai trò khác.", style="note")
    tables = tuple(_matrix_table(matrix, part) for part in parts)
    return Report("Ma trận trách nhiệm", tuple(about), (note,), tables, landscape=True)


def _matrix_table(matrix: Matrix, documents: Sequence[CatalogueEntry]) -> Table:
    """The agencies that some of these documents name."""
    empty = MatrixCell()
    names = [printable(label(one.metadata, one.source_file)) for one in documents]
    rows = [
        Row((row.agency.name, row.whole.total, *(counted(row.cells.get(one.id, empty)) for one in documents)))
        for row in matrix.rows
        if any(one.id in row.cells for one in documents)
    ]
    return Table("", ("Cơ quan", "Tất cả", *names), (30, 8, *(12 for _ in names)), tuple(rows))


def counted(found: MatrixCell) -> str:
    """A cell of the matrix in words; "" for an empty one.

    >>> from collections import Counter
    >>> from ingest.records import Role
    >>> counted(MatrixCell(Counter({Role.LEAD: 2, Role.COORDINATE: 1})))
    '2 CT, 1 PH'
    """
    parts = ((found.lead, "CT"), (found.coordinate, "PH"), (found.other, "K"))
    return ", ".join(f"{number} {name}" for number, name in parts if number)


def schedule_report(dated: Sequence[Due], others: Sequence[Scheduled], citer: Citer, about: About) -> Report:
    """What falls due on which day, then the deadlines that have no day of their own."""
    tables = [
        _schedule_table(sentence(month), [(printed_date(due.day), due.duty) for due in dues], citer)
        for month, dues in groupby(dated, key=lambda due: f"tháng {due.day.month}/{due.day.year}")
    ]
    if others:
        tables.append(_schedule_table("Không có ngày cụ thể", [("", one) for one in others], citer))
    return Report("Lịch nhiệm vụ theo thời hạn", tuple(about), tables=tuple(tables), landscape=True)


def mentions_report(
    indices: Iterable[MentionedIndex], cited: Iterable[CitedDocument], named: Mapping[str, str], about: About
) -> Report:
    """Indices and cited documents with the documents that mention them; ``named`` are their labels by id."""
    found = [("Chỉ số", f"{one.index.acronym} – {one.index.name}", one.places) for one in indices]
    found += [("Văn bản", cell(sentence(one.text)), one.places) for one in cited]
    rows = []
    for kind, name, places in found:
        documents = dict.fromkeys(place.document_id for place in places if place.document_id in named)
        rows.append(Row((kind, name, len(documents), printable("; ".join(named[one] for one in documents)))))
    columns = ("Loại", "Được nhắc đến", "Số văn bản", "Văn bản nhắc đến")
    table = Table("", columns, (8, 40, 8, 44), tuple(rows))
    return Report("Chỉ số và văn bản được nhắc đến", tuple(about), tables=(table,), landscape=True)


def _schedule_table(heading: str, found: Iterable[tuple[str, Scheduled]], citer: Citer) -> Table:
    rows = []
    for day, one in found:
        own = one.assignment
        cited = citer.cite(one.document.id, own.address, own.span)
        printed = " ".join(filter(None, (cell(own.deadline), due_note(one.timing))))
        rows.append(Row((day, cell(own.task), printable(agencies_line(one)), printed), sources_of([cited])))
    columns = ("Ngày", "Nhiệm vụ", "Cơ quan", "Thời hạn trong văn bản")
    return Table(heading, columns, (11, 45, 26, 18), tuple(rows))
