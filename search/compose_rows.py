"""Answers that stand in a table: the row whose name the question says, with the cell under the column it asks for.

"Thủ tục xác nhận ... giải quyết trong bao lâu?" is answered by the row of that procedure: "Thời gian giải quyết: 09
ngày làm việc". A row that only speaks of the thing beside others is no answer, nor is one in a table about something
else: what the question says besides must stand in the row, in a heading above it or in the title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from weakref import WeakKeyDictionary

from ingest.folding import fold, squeeze
from ingest.records import Level
from search.compose import Draft, Fact, Refusal
from search.compose_documents import whole
from search.evidence.clauses import Passage
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence, Library
from search.evidence.unsaid import saying
from search.question.columns import Column, columns_asked, names_head
from search.question.values import names_of_units, without
from search.relevance import syllables, words_of

_NAMED = 0.85  # of what a name tells, that a question must say of it
_ABOUT = 0.5  # of what the question says besides, that a row must hold with what stands above it
_AS_GOOD = 0.97  # of the best, from which another row of the same table is told
_MOST_CELLS = 12  # of a row; one with more is several rows that were read as one
_MOST_ROWS = 6
_LEAST_NAME = 2  # syllables
_LAST = 2  # cells of a row, in which a figure stands
_BESIDES = re.compile(r"\([^)]*\)|\bMã (?:số )?(?:TTHC|thủ tục).*|^\W+", re.IGNORECASE)
_SORT = re.compile(r"^(?:Thủ tục|Chi|Chi phí)(?: hành chính)? (?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its ``name``, what it is numbered by ("cấp IV", "" for none), and its other cells by the heads of
    their columns ("" where none is known)."""

    clause: Clause
    name: str
    level: str
    cells: tuple[tuple[str, str], ...]

    @property
    def document_id(self) -> str:
        return self.clause.document.id

    @property
    def evidence(self) -> Evidence:
        return whole(self.clause)


def rowed(inquiry: Inquiry) -> Draft | Refusal:
    """What stands under the columns asked for in the rows that the question names, whole rows where it asks for a
    figure and no head is known; of a document that it asks about as a whole, what every row of its table says."""
    asking = inquiry.query.rewritten
    wanted = columns_asked(asking)
    if not wanted and "value" not in inquiry.query.facets:
        return Refusal("")
    rows = list(_rows(inquiry))
    said = f" {' '.join(syllables(asking))} "
    known = frozenset(said.split())
    told = _about(inquiry, [row for row in rows if _is_named(inquiry, row, said, known)])
    told = told or (_listed(rows, wanted) if len(inquiry.ids) == 1 and not inquiry.narrows else [])
    facts = [Fact(text, (row.evidence,)) for row in told if (text := _told(row, asking))]
    return Draft(tuple(facts[:_MOST_ROWS])) if facts else Refusal("")


def _rows(inquiry: Inquiry) -> Iterator[_Row]:
    known = _ROWS.setdefault(inquiry.library, {})
    for document_id in inquiry.near_ids:
        if document_id not in known:
            known[document_id] = tuple(_rows_of(inquiry.library, document_id))
        yield from known[document_id]


def _rows_of(library: Library, document_id: str) -> Iterator[_Row]:
    heads: dict[str, tuple[str, ...]] = {}  # by what a table stands under
    for clause in library.clauses((document_id,), (Level.ROW,)):
        cells = clause.provision.cells
        first = heads.setdefault(str(clause.provision.parent), tuple(_plain(each.text) for each in cells))
        if 1 < len(cells) <= _MOST_CELLS:
            named = tuple(_plain(each.name) for each in cells)
            row = _row(clause, named if any(named) or len(first) != len(cells) else first)
            if row is not None:
                yield row


def _plain(text: str) -> str:
    return squeeze(text).replace("*", "").strip()


def _row(clause: Clause, heads: Sequence[str]) -> _Row | None:
    """The row with the first cell in words as its name; None where no cell is."""
    texts = [_plain(each.text) for each in clause.provision.cells]
    at = next((place for place, text in enumerate(texts) if len(_WORD.findall(text)) >= _LEAST_NAME), None)
    if at is None:
        return None
    others = tuple(pair for place, pair in enumerate(zip(heads, texts, strict=True)) if place != at and pair[1])
    level = f"{heads[0].split()[0]} {texts[0]}" if at and heads[0] and len(texts[0].split()) == 1 else ""
    return _Row(clause, texts[at], level, others)


@lru_cache(maxsize=8192)
def _named(name: str) -> tuple[str, tuple[str, ...]]:
    """``name`` without brackets, a code behind it, and the word for what sort of thing it is, and its syllables."""
    plain = _SORT.sub("", _BESIDES.sub(" ", name).strip())
    return plain, syllables(plain)


def _is_named(inquiry: Inquiry, row: _Row, said: str, known: frozenset[str]) -> bool:
    """Whether the question says the level of ``row`` ("cấp IV"), or its name whole or nearly so."""
    if row.level and f" {' '.join(syllables(row.level))} " in said:
        return True
    plain, words = _named(row.name)
    if len(words) < _LEAST_NAME or sum(word in known for word in words) < _NAMED * len(words):
        return False
    return inquiry.library.topic((plain,), inquiry.ids).coverage(inquiry.query.rewritten) >= _NAMED


def _about(inquiry: Inquiry, named: Sequence[_Row]) -> list[_Row]:
    """Those of the document that holds most of what the question says besides their names, if it holds enough."""
    of_document = {row.document_id: [each for each in named if each.document_id == row.document_id] for row in named}
    left = {document_id: _besides(inquiry, rows) for document_id, rows in of_document.items()}
    scored = sorted(((left[row.document_id].topic.coverage(_all_of(row)), row) for row in named), key=lambda it: -it[0])
    if not scored:
        return []
    most, asked = scored[0][0], left[scored[0][1].document_id]
    if most < _ABOUT and asked.topic.weight:
        return []
    near = [row for score, row in scored if score >= _AS_GOOD * most and left[row.document_id] is asked]
    kept = {each.evidence.key for each in saying(asked, [Passage(row.evidence, 1.0) for row in near])}
    best = [row for row in near if row.evidence.key in kept]
    return [row for row in best if not any(_is_part(row.name, other.name) for other in best)]


def _besides(inquiry: Inquiry, named: Sequence[_Row]) -> Inquiry:
    """``inquiry`` about nothing but what it says besides the names of rows, the heads of the columns that it asks
    for and what is counted."""
    names = {word for row in named for word in (*_named(row.name)[1], *syllables(row.level))}
    wanted = columns_asked(inquiry.query.rewritten)
    names |= {word for row in named for head, _ in row.cells if _is_one_of(head, wanted) for word in syllables(head)}
    runs = without((inquiry.whole or inquiry.query).runs, names_of_units())
    left = (stretch for run in runs for stretch in _stretches(run, names))
    return replace(inquiry, query=replace(inquiry.query, runs=tuple(left)), whole=None)


def _stretches(run: str, names: Collection[str]) -> Iterator[str]:
    """The stretches of words of ``run`` that are none of ``names``."""
    words = ((word, bool(set(names) & set(syllables(word)))) for word in words_of(run))
    for is_name, group in groupby(words, key=lambda each: each[1]):
        if not is_name:
            yield " ".join(word for word, _ in group)


def _all_of(row: _Row) -> str:
    """The row with the heads of its columns and what stands above it."""
    heads = " . ".join(head for head, _ in row.cells)
    document = row.clause.document
    return f"{row.evidence.text} . {heads} . {row.clause.headings} . {document.metadata.title or ''}"


def _is_part(name: str, other: str) -> bool:
    own, longer = _named(name)[1], _named(other)[1]
    return own != longer and f" {' '.join(own)} " in f" {' '.join(longer)} "


def _listed(rows: Sequence[_Row], wanted: Sequence[Column]) -> list[_Row]:
    """All ``rows`` with a column that is asked for, where they are few."""
    sorts = [each for each in wanted if each.is_told_by_head]
    held = [row for row in rows if any(_is_one_of(head, sorts) for head, _ in row.cells)]
    return held if len(held) <= _MOST_ROWS else []


def _is_one_of(head: str, wanted: Sequence[Column]) -> bool:
    return any(each.heads.search(fold(head)) for each in wanted)


def _told(row: _Row, asking: str) -> str:
    """The name of ``row`` with the cells that ``asking`` asks for, or the whole row where no head is one of theirs; ""
    where nothing of it is asked."""
    wanted = columns_asked(asking)
    cells = [
        f"{head}: {text}" for head, text in row.cells if head and (names_head(asking, head) or _is_one_of(head, wanted))
    ]
    if cells:
        return f"{row.name} – {'; '.join(cells)}"
    has_figure = any(letter.isdigit() for _, text in row.cells[-_LAST:] for letter in text)
    return row.evidence.text if has_figure and not any(each.is_told_by_head for each in wanted) else ""


# Of each library the rows of the documents that were read.
_ROWS: WeakKeyDictionary[Library, dict[str, tuple[_Row, ...]]] = WeakKeyDictionary()
