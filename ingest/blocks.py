"""Lines become blocks: paragraphs as their author meant them, and tables.

A paragraph cut by a page break or hard-wrapped by a converter is one block again; its span covers
the pieces and the white space between them, so that ``text[start:end]`` stays literal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.frame import is_number_line, is_page_tail, type_line
from ingest.lines import Line, is_upper, plain_text, split_lines
from ingest.markers import read_marker
from ingest.pipe_tables import read_pipe_table
from ingest.records import Span
from ingest.tables import Row, is_data_table, read_tab_rows

# A line that ends with one of these words is not the end of a sentence.
OPEN_ENDINGS = frozenset(
    {
        "và",
        "của",
        "các",
        "với",
        "theo",
        "tại",
        "cho",
        "về",
        "từ",
        "đến",
        "là",
        "hoặc",
        "trong",
        "trên",
        "do",
        "để",
        "được",
        "có",
        "bằng",
        "số",
        "những",
        "một",
        "cùng",
        "như",
        "khi",
        "mà",
        "giữa",
    }
)
_TITLE_WORDS = 3
_ENDED = re.compile(r"[.;:!?…”\"/)\]]$")
# A line that ends so waits for its number, however much the next line looks like a new unit ("Điều" / "10. ...").
_UNIT_WORD = re.compile(r"(?:Điều|điều|Khoản|khoản|điểm|Mục|Chương|CHƯƠNG|PHẦN|MỤC|số|ngày|tháng|năm|từ|và|tại)$")
_BASIS_START = re.compile(r"^(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)\b")
_NOTE_START = re.compile(r"^\((?:ban hành\s+)?kèm\s+theo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive words that belong together. ``plain`` is one line without decoration; ``lines`` the physical
    lines of it; ``in_layout`` tells that it stood in a table used for layout (a header or signature block)."""

    span: Span
    plain: str
    lines: tuple[Line, ...]
    in_layout: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``rows`` are in reading order and every non-blank character lies in one of them."""

    span: Span
    rows: tuple[Row, ...]


Block = Paragraph | Table


def spans_of(block: Block) -> tuple[Span, ...]:
    """The pieces of text that a block covers, in order."""
    return (block.span,) if isinstance(block, Paragraph) else tuple(span for row in block.rows for span in row.spans)


def joined_spans(blocks: Sequence[Block], text: str) -> tuple[Span, ...]:
    """The spans of ``blocks``, those with nothing but white space between them as one."""
    merged: list[Span] = []
    for span in (span for block in blocks for span in spans_of(block)):
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def read_blocks(text: str) -> list[Block]:
    """The paragraphs and tables of ``text`` in order.

    Guarantees that every character that is not white space lies in exactly one block, and that no two
    blocks overlap.
    """
    blocks: list[Block] = []
    lines = split_lines(text)
    at = 0
    while at < len(lines):
        if lines[at].is_blank:
            at += 1
        elif lines[at].is_pipe:
            rows, end = read_pipe_table(lines, at, text)
            if is_data_table(rows):
                _add_table(blocks, rows)
            else:
                blocks += _paragraphs(lines[at:end], in_layout=True)
            at = end
        else:
            end = _run_end(lines, at)
            run = _trimmed(list(lines[at:end]))
            if run[0].has_tab:
                _add_table(blocks, read_tab_rows(run, text))
            else:
                blocks += _paragraphs(run, in_layout=False)
            at = end
    return _joined(blocks)


def _run_end(lines: Sequence[Line], start: int) -> int:
    """Where the run that begins at ``start`` ends: a blank line ends text, not a table of tabs."""
    first = lines[start]
    end = start + 1
    while end < len(lines) and not _ends_run(first, lines[end - 1], lines[end]):
        end += 1
    return end


def _ends_run(first: Line, before: Line, line: Line) -> bool:
    if first.has_tab:
        return not (line.is_blank or line.has_tab)
    return line.is_blank or line.has_tab or line.is_pipe or line.is_rule != before.is_rule


def _trimmed(run: list[Line]) -> list[Line]:
    while run[-1].is_blank:
        run = run[:-1]
    return run


def _add_table(blocks: list[Block], rows: tuple[Row, ...]) -> None:
    if rows:
        blocks.append(Table(Span(rows[0].span.start, rows[-1].span.end), rows))


def _paragraphs(lines: Sequence[Line], *, in_layout: bool) -> list[Block]:
    """The paragraphs of a run: a new one at each marker that stands after an ended line, and at each cell border."""
    found: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if line.is_blank or (current and _starts_paragraph(current[-1], line)):
            _close(found, current, in_layout)
            current = []
        if not line.is_blank:
            current.append(line)
    _close(found, current, in_layout)
    return found


def _close(found: list[Block], lines: list[Line], in_layout: bool) -> None:
    if not lines:
        return
    last = found[-1] if found else None
    if isinstance(last, Paragraph) and all(line.is_pipe for line in lines):
        found[-1] = Paragraph(Span(last.span.start, lines[-1].span.end), last.plain, (*last.lines, *lines), in_layout)
    else:
        found.append(
            Paragraph(Span(lines[0].span.start, lines[-1].span.end), _one_line(lines), tuple(lines), in_layout)
        )


def _one_line(lines: Sequence[Line]) -> str:
    raw = " ".join(line.raw.strip() for line in lines if not (line.is_pipe or line.is_rule))
    return re.sub(r"\s+", " ", plain_text(raw))


def _starts_paragraph(before: Line, line: Line) -> bool:
    if line.is_pipe or before.is_pipe:
        return line.is_pipe and not before.is_pipe  # a border opens the cell below it
    if _UNIT_WORD.search(before.plain):
        return False
    if is_number_line(before.plain) and type_line(line.plain) is not None:
        return True  # the type right below the number
    if before.is_rule or _NOTE_START.match(line.plain) or _leaves_title(before, line) or is_page_tail(line.plain):
        return True
    if read_marker(line.plain) is None:
        above_ended = bool(_ENDED.search(before.plain)) or is_upper(before.plain)
        return bool(_BASIS_START.match(line.plain)) and above_ended
    return _may_end(before.plain)


def _leaves_title(before: Line, line: Line) -> bool:
    """Whether a sentence begins below a title in capitals."""
    if not is_upper(before.plain) or is_upper(line.plain) or len(before.plain.split()) < _TITLE_WORDS:
        return False
    return line.plain[:1].isupper() and len(line.plain.split()) >= _TITLE_WORDS


def _may_end(plain: str) -> bool:
    """Whether a line may be the last of its paragraph: it ends with a stop, or is short or a heading."""
    if _ENDED.search(plain) or plain.endswith(",") or is_upper(plain):
        return True
    return len(plain) < 60 and plain.rsplit(maxsplit=1)[-1].lower() not in OPEN_ENDINGS if plain else True


def _joined(blocks: list[Block]) -> list[Block]:
    """Paragraphs that a page break cut in two, put together again."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(last, Paragraph) and isinstance(block, Paragraph) and _continues(last, block):
            span = Span(last.span.start, block.span.end)
            joined[-1] = Paragraph(span, f"{last.plain} {block.plain}", last.lines + block.lines)
        else:
            joined.append(block)
    return joined


def _continues(before: Paragraph, after: Paragraph) -> bool:
    if before.in_layout or after.in_layout or not before.plain or before.lines[-1].is_rule or after.lines[0].is_rule:
        return False
    if _ENDED.search(before.plain) or read_marker(after.plain):
        return False
    if _BASIS_START.match(after.plain) or _NOTE_START.match(after.plain):
        return False
    if after.plain.lstrip('“"(')[:1].islower():
        return not is_upper(before.plain)
    return _is_cut(before.plain) and not is_upper(after.plain)


def _is_cut(plain: str) -> bool:
    """Whether a paragraph that is followed by a capital letter still waits for its end."""
    words = plain.split()
    return len(words) > 8 and not is_upper(plain) and (plain.endswith(",") or words[-1].lower() in OPEN_ENDINGS)
