"""Tables read as rows whose cells stand under the heads of their columns.

Print merges cells, and what was read of it has lost where: a head over two columns stands beside the heads under it, a
cell beside several rows stands in the first of them alone. Both are put back where the columns show them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.folding import squeeze
from ingest.records import Level, Provision

UNDER = " – "  # between a head and those under it
_DOES = "chủ trì"
MOST_CELLS = 12  # of a row; one with more is several rows that were read as one
_LEAST_NAME = 2  # words of a cell that names its row
_LONG_HEAD = 8  # words
_MOST = 0.75  # of the rows of a table, that have no more cells than it has columns
_LONG_FIGURE = 30  # letters of a cell that is a figure with its unit
_BORDER = re.compile(r"[|\t]")
_NUMBERS = re.compile(r"(?:s+tt|tt|số tt|số thứ tự)\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(?:\.\d+)*\.?")
_NUMBERING = re.compile(r"[\W\d]*|[IVXLC]+\.?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\W*\d")
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its ``name``, the head of the column of its names, what it is numbered by ("cấp IV", "" for none), the
    groups of rows it stands in, and its other cells by the heads of their columns ("" where none is known); where it
    shares some with a row above, that row and its ``own`` ones."""

    provision: Provision
    name: str
    name_head: str
    level: str
    groups: Texts
    cells: tuple[tuple[str, str], ...]
    above: Provision | None = None
    own: tuple[tuple[str, str], ...] = ()

    @property
    def assigns(self) -> bool:
        """Whether it is one of a table of tasks, which says who does them."""
        return any(_DOES in head.casefold() for head, _ in self.cells)

    @property
    def text(self) -> str:
        """What it says: its name, its cells and their heads."""
        return " . ".join((self.name_head, self.name, *(f"{head} {text}" for head, text in self.cells)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it was read, with the groups above it."""

    provision: Provision
    groups: Texts
    texts: Texts
    heads: Texts


def table_rows(provisions: Iterable[Provision]) -> tuple[TableRow, ...]:
    """Every row of the tables in ``provisions``, a document's in reading order, that has a name in words."""
    return tuple(row for table in _tables(provisions) for row in _rows(table))


def plain(text: str) -> str:
    """``text`` of a cell on one line, without bold marks."""
    return squeeze(text.replace("*", "")).strip()


def _tables(provisions: Iterable[Provision]) -> Iterator[list[_Line]]:
    """The rows of each table; one goes on behind words between its rows, under the same heads."""
    table: list[_Line] = []
    groups: dict[str, Texts] = {}
    is_broken = False
    for each in provisions:
        above = groups.get(str(each.parent), ())
        if each.level is Level.ROW:
            heads = tuple(plain(cell.name) for cell in each.cells)
            if is_broken and table and not _goes_on(table, heads):
                yield table
                table = []
            is_broken = False
            if len(each.cells) <= MOST_CELLS:
                table.append(_Line(each, above, tuple(plain(cell.text) for cell in each.cells), heads))
        elif each.level is Level.TABLE_HEAD and not _is_misread(each):
            yield table
            table = []
        elif each.level is Level.SECTION and _BORDER.search(each.text):
            groups[str(each.address)] = (*above, plain(each.heading))
        else:
            is_broken = True
    yield table


def _goes_on(table: Sequence[_Line], heads: Texts) -> bool:
    """Whether a row under ``heads`` is one of ``table``: they begin alike, or are a row that was taken for heads."""
    return any(heads) and (heads[0] == table[0].heads[0] or not _told(heads))


def _is_misread(provision: Provision) -> bool:
    """Whether it is a row that was taken for the heads of columns: it holds a figure."""
    return any(_sort(plain(cell)) == "figure" for cell in _BORDER.split(provision.text))


def _rows(table: Sequence[_Line]) -> Iterator[TableRow]:
    heads, lines = _heads(table)
    texts = [_aligned(each.texts, heads[0], len(heads)) for each in lines]
    full = [each for each in texts if len(each) == len(heads)]
    sorts = tuple(Counter(map(_sort, column)).most_common(1)[0][0] for column in zip(*full, strict=True))
    last: TableRow | None = None
    for line, cells in zip(lines, texts, strict=True):
        own = heads if _fits(cells, sorts) else heads[:_LEAST_NAME]
        row = _row(replace(line, texts=cells), own, _offset(cells, sorts), last)
        if row is not None:
            yield row
            last = row


def _heads(table: Sequence[_Line]) -> tuple[Texts, Sequence[_Line]]:
    """The heads of the columns of ``table``, and the rows that are no heads: the first row where no head is known, and
    that of the heads under one."""
    if not table:
        return (), ()
    first, width = table[0], max(len(each.texts) for each in table)
    most: Texts = max((each.heads for each in table), key=_told)
    known = tuple(filter(None, most)) if _told(most) else ()
    if not known:
        is_head = len(first.texts) == width and not any(_sort(text) == "figure" for text in first.texts)
        return (first.texts, table[1:]) if is_head and len(table) > 1 else (("",) * width, table)
    under = tuple(filter(None, first.texts))
    if len(under) > 1 and all(map(_is_head, under)) and len(table) > 1:
        wide = len(known) + len(under) - 1
        rows = [_aligned(each.texts, known[0], wide) for each in table[1:]]
        if sum(len(each) <= wide for each in rows) > _MOST * len(rows):
            at = _spanned(rows, len(known), len(under))
            return (*known[:at], *(f"{known[at]}{UNDER}{each}" for each in under), *known[at + 1 :]), table[1:]
    return (*known, *("",) * (width - len(known))), table


def _told(heads: Texts) -> int:
    """How many heads of columns are told; none where they are a row that was taken for them."""
    return 0 if any(_sort(each) == "figure" for each in heads if each) else sum(map(bool, heads))


def _is_head(text: str) -> bool:
    return len(text.split()) <= _LONG_HEAD and not any(map(str.isdigit, text)) and len(_WORD.findall(text)) > 1


def _spanned(table: Sequence[Texts], heads: int, number: int) -> int:
    """The first of the ``number`` columns beside each other that hold figures in most rows."""
    held = [sum(all(_sort(text) == "figure" for text in row[at : at + number]) for row in table) for at in range(heads)]
    return max(range(heads), key=lambda at: (held[at], -at)) if any(held) else heads - 1


def _aligned(texts: Texts, head: str, width: int) -> Texts:
    """``texts`` with the number of the row first, where ``head`` is that of numbers: it may be merged with the row
    above, and so may what stands before it."""
    if not texts or not _NUMBERS.fullmatch(head):
        return texts
    if _sort(texts[0]) == "words" and len(texts) < width:
        return ("", *texts)
    return texts[1:] if len(texts) > 1 and not texts[0] and _ORDINAL.fullmatch(texts[1]) else texts


def _sort(text: str) -> str:
    if _NUMBERING.fullmatch(text):
        return "figure" if any(map(str.isdigit, text)) and len(text) > len("99.9") else "number"
    return "figure" if len(text) <= _LONG_FIGURE and _FIGURE.match(text) else "words"


def _offset(texts: Texts, sorts: Sequence[str]) -> int:
    """How many cells stand before the first of ``texts`` that are those of a row above: none unless that leaves fewer
    than there are, and puts all of them, to the last, under what is like them."""
    before = len(sorts) - len(texts)
    is_like = [_sort(text) == sort for text, sort in zip(texts, sorts[max(before, 0) :], strict=False)]
    is_own = all(_sort(text) == sort for text, sort in zip(texts, sorts, strict=False))
    return before if 0 < before < len(texts) and all(is_like) and not is_own else 0


def _fits(texts: Texts, sorts: Sequence[str]) -> bool:
    """Whether the cells of a row that has fewer than there are columns may stand under the first of them: a sum that
    stands under what is no sum spans others."""
    if len(texts) >= len(sorts):
        return True
    return not any(
        _sort(text) == "figure" and sort == "number" for text, sort in zip(texts, sorts, strict=False) if text
    )


def _row(line: _Line, heads: Texts, offset: int, last: TableRow | None) -> TableRow | None:
    """The row with the first cell in words as its name, or with that of the row above, and with the cells that it
    shares with that."""
    known = _widened(heads, len(line.texts)) if not offset else heads[offset:]
    pairs = tuple(zip((*known, *("",) * len(line.texts)), line.texts, strict=False))
    before = last if last is not None and last.provision.parent == line.provision.parent else None
    if offset > 1 and before is not None:
        told = tuple(pair for pair in pairs if pair[1])
        return replace(before, provision=line.provision, cells=told, above=before.provision, own=())
    at = next((place for place, text in enumerate(line.texts) if len(_WORD.findall(text)) >= _LEAST_NAME), None)
    if at is None:
        return None
    missing = () if offset else known[len(line.texts) :]
    shared = tuple(pair for pair in (before.cells if before else ()) if pair[0] and pair[0] in missing)
    others = tuple(pair for place, pair in enumerate(pairs) if place != at and pair[1])
    first = line.texts[0]
    level = f"{heads[0].split()[0]} {first}" if at and heads[0] and len(first.split()) == 1 else ""
    above = (before.above or before.provision) if shared and before else None
    return TableRow(line.provision, line.texts[at], pairs[at][0], level, line.groups, (*others, *shared), above, others)


def _widened(heads: Texts, number: int) -> Texts:
    """``heads`` for a row of ``number`` cells, the last of which stands under all that one head spans."""
    last = heads[number - 1] if number < len(heads) else ""
    over = last.partition(UNDER)[0]
    if UNDER not in last or not heads[number].startswith(f"{over}{UNDER}"):
        return heads
    return (*heads[: number - 1], over, *(head for head in heads[number:] if not head.startswith(over)))
