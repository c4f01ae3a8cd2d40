"""The refusal of a question about tasks: what the documents say of the matter, and what they leave unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from search.answer import Kind
from search.compose import Refusal
from search.evidence.clauses import statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.evidence.tasks import Task
from search.evidence.unsaid import saying

NEAREST = 3  # clauses shown beneath a refusal
_ASKED = {Kind.LEAD: "ai chủ trì", Kind.COORDINATE: "ai phối hợp", Kind.DEADLINE: "thời hạn"}


def not_stated(inquiry: Inquiry, found: Sequence[Task]) -> Refusal:
    """That the documents speak of the matter and do not say who or when, with the clauses that do; else that they do
    not speak of it, with the nearest of ``found``."""
    topic, asked = inquiry.query.topic, _ASKED.get(inquiry.query.aspect)
    said = _said(inquiry) if topic and asked else ()
    if said:
        return Refusal(f"các văn bản trong phạm vi câu hỏi có nói đến “{topic}” nhưng không nêu rõ {asked}", said)
    what = f" về “{topic}”" if topic else ""
    nearby = tuple(task.evidence for task in found[:NEAREST])
    return Refusal(f"các văn bản trong phạm vi câu hỏi không nêu{what}", nearby)


def _said(inquiry: Inquiry) -> tuple[Evidence, ...]:
    """The clauses that are surely about the matter, nearest first."""
    least = near_enough(inquiry)
    found = nearest(inquiry, reachable(inquiry, statements(inquiry.library, inquiry.near_ids), least))
    near = saying(inquiry, [each for each in found if each.score >= least])
    return tuple(each.evidence for each in near[:NEAREST])
