"""Answers about the penalty of a crime that a question names as its article is headed: every frame of the article.

"Tội phá hoại chính sách đoàn kết bị phạt tù bao nhiêu năm?" is answered by the frame of each clause, the first one
first; a clause for lesser cases alone is half an answer. Where more is told of the deed, one frame may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.folding import fold
from search.compose import Draft, Fact, Refusal
from search.evidence.clauses import is_heading_only, statements
from search.evidence.focus import without
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.relevance import syllables

_ASKS = re.compile(r"\btoi\b.*\b(?:phat|tu|xu ly|hinh phat|an)\b")
_FRAME = re.compile(r"\bphạt (?:tù|tiền|cảnh cáo|cải tạo)|\btù (?:từ|chung thân)|cải tạo không giam giữ|tử hình")
_OF_PENALTY = frozenset(syllables("phạm tội người bị mức khung hình phạt tù án xử lý sự theo bộ luật"))
_IN_ARTICLE = 2  # steps of the address of a clause of an article


def penalized(inquiry: Inquiry) -> Draft | Refusal:
    """The frames of the crime that the question names, where it tells nothing more of the deed."""
    question = fold(inquiry.query.rewritten)
    if not _ASKS.search(question):
        return Refusal("")
    said = list(statements(inquiry.library, inquiry.near_ids))
    named = [each for each in said if _is_crime(each) and f" {fold(each.text)} " in f" {question} "]
    crime = max(named, key=lambda each: len(each.text), default=None)
    if crime is None or _tells_more(inquiry, crime):
        return Refusal("")
    facts = tuple(Fact(each.text, (each,)) for each in _frames(said, crime))
    return Draft(facts) if facts else Refusal("")


def _is_crime(evidence: Evidence) -> bool:
    return evidence.text.startswith("Tội ") and is_heading_only(evidence)


def _tells_more(inquiry: Inquiry, crime: Evidence) -> bool:
    rest = " ".join(without(inquiry.query.runs, crime.text))
    return not _OF_PENALTY.issuperset(syllables(rest))


def _frames(said: list[Evidence], crime: Evidence) -> Iterator[Evidence]:
    document_id, article = crime.clause.key
    clauses = (each for each in said if each.clause.document.id == document_id and _FRAME.search(each.text))
    for each in clauses:
        steps = each.clause.key[1].split("/")
        if steps[0] == article and len(steps) == _IN_ARTICLE:
            yield each
