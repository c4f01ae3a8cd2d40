"""Answers that stand in a table: the rows that the question names, with the cells under the columns it asks for.

"Thủ tục xác nhận ... giải quyết trong bao lâu?" is answered by the row of that procedure: "Thời gian giải quyết: 09
ngày làm việc". A row goes by its name, by its number ("cấp IV"), by a range that holds a number ("7 năm"), and by the
group it stands in ("Phường Chũ"). One that only speaks of the thing beside others is no answer, nor is one in a table
about something else: what the question says besides must stand in the row, in a heading above it or in the title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from ingest.folding import normalize
from search.compose import Draft, Fact, Refusal
from search.compose_documents import whole
from search.evidence.clauses import Passage
from search.evidence.focus import without as unsaid
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.nearness import near_enough
from search.evidence.tables import TableRow
from search.evidence.unsaid import saying
from search.question.columns import Column, columns_asked
from search.question.counted_ranges import is_in_range
from search.question.values import names_of_units, time_unit_asked, without
from search.relevance import Topic, syllables, words_of
from search.telling_rows import all_cells, asked_cells, is_one_of, row_fact, told_apart

_NAMED = 0.85  # of what a name tells, that a question must say of it
_ABOUT = 0.5  # of what the question says besides, that a row must hold with what stands above it
_PART, _FAR = 0.3, 0.75  # of a name that is told in part: at least, and below which another is far from it
_AS_GOOD = 0.97  # of the best, from which another row of the same table is told
_MOST_ROWS, _MOST_OF_GROUP, _FEW = 6, 30, 3
_LEAST_NAME = 2  # syllables
_LEAST_PART = 6  # syllables of the first of several things that a row names
_LAST = 2  # cells of a row, in which a figure stands
_LONG_FIGURE = 60  # letters
_FIGURE = re.compile(r"\W*\d")
_BESIDES = re.compile(r"\([^)]*\)|\bMã (?:số )?(?:TTHC|thủ tục).*|^\W+", re.IGNORECASE)
_SORT = re.compile(r"^(?:Thủ tục|Chi|Chi phí|Ủy ban nhân dân|UBND)(?: hành chính)? (?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table with its clause; ``by_group`` where the question names the group that it stands in, not it."""

    row: TableRow
    clause: Clause
    by_group: bool = False

    @property
    def document_id(self) -> str:
        return self.clause.document.id

    @property
    def evidence(self) -> Evidence:
        return whole(self.clause)


def rowed(inquiry: Inquiry) -> Draft | Refusal:
    """What stands under the columns asked for in the rows that the question names, whole rows where it asks for a
    figure and no head is known; of a document that it asks about as a whole, what every row of its table says."""
    wanted = columns_asked(inquiry.query.rewritten)
    is_by_column = bool(wanted) or "value" in inquiry.query.facets
    rows = [each for each in _rows(inquiry) if is_by_column or not each.row.assigns]
    told = _about(inquiry, _named_rows(inquiry, rows))
    told = told or (_holding(inquiry, rows) if is_by_column else [])
    told = told or (_listed(rows, wanted) if len(inquiry.ids) == 1 and not inquiry.narrows else [])
    facts = [fact for each in told if (fact := _fact(inquiry, each)) is not None]
    return Draft(told_apart(facts)) if facts else Refusal("")


def _rows(inquiry: Inquiry) -> Iterator[_Row]:
    for document_id in inquiry.near_ids:
        for row in inquiry.library.rows(document_id).values():
            clause = inquiry.library.clause(document_id, row.provision.address)
            if clause is not None:
                yield _Row(row, clause)


def _fact(inquiry: Inquiry, row: _Row) -> Fact | None:
    """What ``row`` says under the heads asked for; the whole of it where a figure is asked for and no head is known;
    None where nothing of it is asked."""
    asking = inquiry.query.rewritten
    cells = asked_cells(row.row, asking)
    is_by_head = any(each.is_told_by_head for each in columns_asked(asking))
    if not cells and "value" in inquiry.query.facets and not is_by_head:
        cells = all_cells(row.row) if _has_figure(row.row) and _is_of_time(row, time_unit_asked(asking)) else ()
    return row_fact(inquiry, row.clause, row.row, cells) if cells else None


def _is_of_time(row: _Row, unit: str) -> bool:
    """Whether ``row``, a head of it or a heading above it says the ``unit`` of time, where one is asked."""
    heads = " ".join(head for head, _ in row.row.cells)
    return not unit or unit in normalize(f"{_all_of(row)} {heads}").split()


def _has_figure(row: TableRow) -> bool:
    """Whether one of its last cells is a figure under a head, where it has any."""
    is_headed = any(head for head, _ in row.cells)
    last = [text for head, text in all_cells(row)[-_LAST:] if head or not is_headed]
    return any(_FIGURE.match(text) and len(text) <= _LONG_FIGURE for text in last)


def _named_rows(inquiry: Inquiry, rows: Sequence[_Row]) -> list[_Row]:
    """The rows that the question names; of a document with none, those of the groups that it names."""
    asking = inquiry.query.rewritten
    said = f" {' '.join(syllables(_said(inquiry)))} "
    known = frozenset(said.split())
    named = [each for each in rows if _is_named(inquiry, each.row, said, known) or is_in_range(asking, each.row.name)]
    documents = {each.document_id for each in named}
    others = [each for each in rows if each.document_id not in documents]
    return named + [replace(each, by_group=True) for each in others if _is_grouped(each.row, said)]


def _said(inquiry: Inquiry) -> str:
    """The question with what the part before it is about, where it goes on with that ("có mất phí không?")."""
    return " . ".join((inquiry.query.rewritten, *inquiry.query.runs))


def _holding(inquiry: Inquiry, rows: Sequence[_Row]) -> list[_Row]:
    """Those that hold what the question says, of which it says most of the name, where it names none of them."""
    topic = _besides(inquiry, rows[:0]).topic
    asked = (each for each in rows if topic.weight and topic.coverage(_all_of(each)) >= _NAMED)
    scored = [(_share(inquiry, each.row), each) for each in asked if _fact(inquiry, each) is not None]
    most = max((share for share, _ in scored), default=0.0)
    best = [each for share, each in scored if share >= max(_ABOUT, _AS_GOOD * most)]
    best = best or _closest(scored, topic)
    return best if len(best) <= _FEW and len({each.document_id for each in best}) == 1 else []


def _closest(scored: Sequence[tuple[float, _Row]], topic: Topic) -> list[_Row]:
    """The row whose name holds what the question says and is said by it far more than any other: "chứng thực chữ ký"
    for "Chứng thực chữ ký trong các giấy tờ, văn bản"."""
    found = sorted(scored, key=lambda each: -each[0])
    if not found or found[0][0] < _PART or topic.coverage(found[0][1].row.name) < _NAMED:
        return []
    return [found[0][1]] if all(share < _FAR * found[0][0] for share, _ in found[1:]) else []


def _share(inquiry: Inquiry, row: TableRow) -> float:
    """How much of the name of ``row`` the question says."""
    return inquiry.library.topic((_named(row.name)[0],), inquiry.ids).coverage(_said(inquiry))


def _is_grouped(row: TableRow, said: str) -> bool:
    """Whether the question says, word by word, the name of the group that ``row`` stands in."""
    words = _named(row.groups[-1])[1] if row.groups else ()
    return len(words) >= _LEAST_NAME and f" {' '.join(words)} " in said


@lru_cache(maxsize=8192)
def _named(name: str) -> tuple[str, tuple[str, ...]]:
    """``name`` without brackets, a code behind it, and the word for what sort of thing it is, and its syllables."""
    plain = _SORT.sub("", _BESIDES.sub(" ", name).strip())
    return plain, syllables(plain)


def _is_named(inquiry: Inquiry, row: TableRow, said: str, known: frozenset[str]) -> bool:
    """Whether the question says the level of ``row`` ("cấp IV"), or its name whole or nearly so."""
    if row.level and f" {' '.join(syllables(row.level))} " in said:
        return True
    if _is_part_named(row.name, said):
        return True
    words = _named(row.name)[1]
    if len(words) < _LEAST_NAME or sum(word in known for word in words) < _NAMED * len(words):
        return False
    return _share(inquiry, row) >= _NAMED


def _is_part_named(name: str, said: str) -> bool:
    """Whether the question says, word by word, the first of several things that ``name`` names ("Cấp lại Giấy công
    nhận trung tâm đổi mới sáng tạo, Giấy ... cấp tỉnh")."""
    first, *others = re.split(r"[,;]", _named(name)[0])
    words = syllables(first)
    return bool(others) and len(words) >= _LEAST_PART and f" {' '.join(words)} " in said


def _about(inquiry: Inquiry, named: Sequence[_Row]) -> list[_Row]:
    """Those of the document that holds most of what the question says besides their names, if it holds enough."""
    of_document = {row.document_id: [each for each in named if each.document_id == row.document_id] for row in named}
    left = {document_id: _besides(inquiry, rows) for document_id, rows in of_document.items()}
    scored = sorted(((left[row.document_id].topic.coverage(_all_of(row)), row) for row in named), key=lambda it: -it[0])
    if not scored:
        return []
    most, asked = scored[0][0], left[scored[0][1].document_id]
    if most < _ABOUT and asked.topic.weight and _nearest(inquiry, named) < near_enough(inquiry):
        return []
    near = [row for score, row in scored if score >= _AS_GOOD * most and left[row.document_id] is asked]
    kept = {each.evidence.key for each in saying(asked, [Passage(row.evidence, 1.0) for row in near])}
    best = [row for row in near if row.evidence.key in kept]
    most_rows = _MOST_OF_GROUP if len({row.row.groups for row in best}) == 1 else _MOST_ROWS
    return [row for row in best if not any(_is_part(row.row.name, other.row.name) for other in best)][:most_rows]


def _nearest(inquiry: Inquiry, named: Sequence[_Row]) -> float:
    return max((inquiry.nearness.get(each.clause.key, 0.0) for each in named), default=0.0)


def _besides(inquiry: Inquiry, named: Sequence[_Row]) -> Inquiry:
    """``inquiry`` about nothing but what it says besides the names of rows, the heads of the columns that it asks
    for and what is counted."""
    rows = [each.row for each in named]
    names = {word for row in rows for word in (*_named(row.name)[1], *syllables(row.level))}
    if any(is_in_range(inquiry.query.rewritten, row.name) for row in rows):
        names |= {word for word in syllables(inquiry.query.rewritten) if word.isdigit()}
    names |= {word for each in named if each.by_group for word in _named(each.row.groups[-1])[1]}
    wanted = columns_asked(inquiry.query.rewritten)
    heads = {head for row in rows for head, _ in (*row.cells, (row.name_head, ""))}
    names |= {word for head in heads if is_one_of(head, wanted) for word in syllables(head)}
    former = " ".join((*inquiry.query.scope.former, *(["cũ"] if inquiry.query.scope.former else [])))
    runs = without(unsaid((inquiry.whole or inquiry.query).runs, former), names_of_units())
    left = (stretch for run in runs for stretch in _stretches(run, names))
    return replace(inquiry, query=replace(inquiry.query, runs=tuple(left)), whole=None)


def _stretches(run: str, names: Collection[str]) -> Iterator[str]:
    """The stretches of words of ``run`` that are none of ``names``."""
    words = ((word, bool(set(names) & set(syllables(word)))) for word in words_of(run))
    for is_name, group in groupby(words, key=lambda each: each[1]):
        if not is_name:
            yield " ".join(word for word, _ in group)


def _all_of(row: _Row) -> str:
    """The row with the heads of its columns, what stands above it and what its document is about."""
    return f"{row.row.text} . {row.clause.headings} . {row.clause.subject}"


def _is_part(name: str, other: str) -> bool:
    own, longer = _named(name)[1], _named(other)[1]
    return own != longer and f" {' '.join(own)} " in f" {' '.join(longer)} "


def _listed(rows: Sequence[_Row], wanted: Sequence[Column]) -> list[_Row]:
    """All ``rows`` with a column that is asked for, where they are few."""
    sorts = [each for each in wanted if each.is_told_by_head]
    held = [each for each in rows if any(is_one_of(head, sorts) for head, _ in each.row.cells)]
    return held if len(held) <= _MOST_ROWS else []
