"""Answers that are a value which a clause states: a figure, a number of something, an attribute, a person's name, the
document that a clause goes by. A clause that only speaks of the thing is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.folding import fold
from ingest.records import Level
from search.answer import Kind
from search.compose import Draft, Refusal
from search.compose_clauses import from_passages, introduces, money
from search.evidence.clauses import Passage, is_heading_only, naming_persons, statements
from search.evidence.inquiry import Inquiry
from search.evidence.lengths import LESS, of_length_asked
from search.evidence.library import Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.evidence.types import every_type, types_asked
from search.evidence.unsaid import saying
from search.question.values import FIGURE, Wanted, attribute_asked, number_asked, unit_asked, without

# How much nearer than a clause that speaks of the thing one must be that gives a value of it; less where the question
# says a value of what, more where any figure would do.
_VALUE, _NAMED_VALUE, _ANY_VALUE = 0.0, -0.08, 0.03
_OTHER_FIGURE = 0.14  # a figure without the name of what is counted: "Bộ Quốc phòng không quá 06"
_LISTED = 0.75  # the nearness of what introduces a list of the things that are counted
_PERSON = 0.05  # of the topic more than a clause that speaks of it must one hold that names a person
_NEAREST = 3
_AS_NEAR = 0.9  # of the nearest figure, one of the period asked of that is told instead
# What is printed in figures without being one: days and numbers of documents, years, the number of a row.
_NO_FIGURE = re.compile(
    r"^\d+\s|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|\d+(?:[/.-]\d+)*/[\w-]+|(?:[Nn]ăm|[Tt]háng|[Qq]uý|[Đđ]iều|[Kk]hoản)\s*\d+"
    r"|\b(?:19|20)\d\d\b"
)
_CAN_CU = re.compile(r"\bcan cu\b")  # what the document itself rests on
_LENGTH = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|(?:ngày|giờ|phút|tháng|năm|tuần)\b)", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?<!\w)(?:hai|bốn|sáu|bảy|tám|chín|mười|mươi|trăm)\s+\w", re.IGNORECASE)


def attribute(inquiry: Inquiry) -> Draft | Refusal:
    """An attribute (telephone number, address ...) that a clause prints for what the question is about."""
    wanted = attribute_asked(inquiry.query.rewritten)
    if wanted is None:
        return figure(inquiry)
    return _stated(inquiry, wanted, _VALUE)


def figure(inquiry: Inquiry) -> Draft | Refusal:
    """A figure that a clause states about the topic."""
    text = inquiry.query.asking
    wanted = unit_asked(text) or number_asked(text)
    if wanted is not None:
        return _stated(inquiry, wanted, _NAMED_VALUE)
    return _stated(inquiry, Wanted(FIGURE, ()), _ANY_VALUE)


def source_and_sum(inquiry: Inquiry) -> Draft | Refusal:
    """Where money comes from and how much it is, or the one of both that is stated."""
    source, amount = money(inquiry), figure(inquiry)
    if isinstance(source, Draft) and isinstance(amount, Draft):
        return Draft((*source.facts, *amount.facts), source.lead, source.notes)
    return source if isinstance(source, Draft) else amount


def _stated(inquiry: Inquiry, wanted: Wanted, more: float) -> Draft | Refusal:
    everything = list(reachable(inquiry, _everything(inquiry), near_enough(inquiry) + min(more, 0) - LESS))
    asked = replace(inquiry, query=replace(inquiry.query, runs=tuple(without(inquiry.query.runs, wanted.words))))
    printing = [each for each in everything if _prints(each, wanted)]
    best = of_length_asked(inquiry.query.rewritten, nearest(asked, printing), near_enough(inquiry) + more)
    if wanted.is_levelled:
        least = max(near_enough(inquiry), best[0].score if best else 0.0) + _OTHER_FIGURE
        best = [each for each in nearest(asked, filter(_counts, everything)) if each.score >= least] or best
    if not best and wanted.is_levelled and inquiry.query.kind is not Kind.DUTY:
        best = [each for each in nearest(inquiry, filter(introduces, everything)) if each.score >= _LISTED]
    best = saying(inquiry, best)
    if not best:
        close = nearest(inquiry, _everything(inquiry))[:_NEAREST]
        about = f" về “{inquiry.query.topic}”" if inquiry.query.topic else ""
        reason = f"các văn bản trong phạm vi câu hỏi không nêu {wanted.name}{about}"
        return Refusal(reason, tuple(each.evidence for each in close))
    best = _of_period(inquiry, best)
    very = [each for each in best if wanted.very and wanted.very.search(each.evidence.text)]
    return from_passages(inquiry, very or best)


def _of_period(inquiry: Inquiry, best: list[Passage]) -> list[Passage]:
    """Those of ``best`` nearly as near as the first that print the period asked of; all of them where none does."""
    if not inquiry.query.scope.period:
        return best
    near = [each for each in best if each.score >= _AS_NEAR * best[0].score]
    return [each for each in near if prints_period(each.evidence.text, inquiry.query.scope.period)] or best


def prints_period(text: str, period: tuple[int, int]) -> bool:
    """Whether ``text`` prints the years of ``period`` as one: "2026-2030", "từ năm 2026 đến năm 2030"."""
    return bool(re.search(r"{}\s*(?:-|–|đến(?: năm)?)\s*{}".format(*period), text))


def _everything(inquiry: Inquiry) -> list[Evidence]:
    """Every sentence of the documents, and the lines of their recipients, which say who gets how many copies."""
    said = list(statements(inquiry.library, inquiry.near_ids))
    return said + list(statements(inquiry.library, inquiry.near_ids, (Level.RECIPIENTS,)))


def _prints(evidence: Evidence, wanted: Wanted) -> bool:
    """Whether it states such a value."""
    return wanted.is_in(evidence.text) if wanted.figures else prints_figure(evidence)


def prints_figure(evidence: Evidence) -> bool:
    """Whether it states a number of anything, in figures or in words."""
    plain = _NO_FIGURE.sub(" ", evidence.text)
    return not is_heading_only(evidence) and (
        any(letter.isdigit() for letter in plain) or bool(_IN_WORDS.search(plain))
    )


def _counts(evidence: Evidence) -> bool:
    """Whether it prints a number of something, not only how long or which share."""
    plain = _NO_FIGURE.sub(" ", _LENGTH.sub(" ", evidence.text))
    return not is_heading_only(evidence) and (
        any(letter.isdigit() for letter in plain) or bool(_IN_WORDS.search(plain))
    )


def person(inquiry: Inquiry) -> Draft | Refusal:
    """A person whom a clause names in connection with the topic."""
    said = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), near_enough(inquiry))
    near = [each for each in nearest(inquiry, said) if each.score >= near_enough(inquiry)]
    best = [each for each in near if each.score >= near_enough(inquiry) + _PERSON and naming_persons([each.evidence])]
    best = best or [each for each in near if _says_who(each.evidence.text, inquiry.query.topic)]
    if not best:
        return Refusal(f"các văn bản trong phạm vi câu hỏi không nêu tên người về “{inquiry.query.topic}”")
    return from_passages(inquiry, best)


def _says_who(text: str, post: str) -> bool:
    """Whether ``text`` says who holds ``post``: "Trưởng Ban Chỉ đạo là Chủ tịch UBND tỉnh"."""
    return len(post.split()) > 1 and any(f" {fold(name)} la " in f" {fold(text)} " for name in (post, _head(post)))


def _head(post: str) -> str:
    """The post without what it is for ("Trưởng ban chỉ đạo bảo vệ ..."): its first four words."""
    return " ".join(post.split()[:4])


def cited(inquiry: Inquiry) -> Draft | Refusal:
    """The documents by which what the question is about is done: clauses about it that name such a document."""
    said = statements(inquiry.library, inquiry.ids)
    types = types_asked(inquiry.query.rewritten) or every_type()
    near = nearest(inquiry, [each for each in said if names_document(each.text, types)])
    best = [each for each in near if each.score >= near_enough(inquiry)]
    bases = [each for each in best if each.evidence.clause.provision.level is Level.BASIS]
    best = bases if bases and _CAN_CU.search(fold(inquiry.query.asking)) else best
    if not best:
        reason = f"các văn bản trong phạm vi câu hỏi không nêu thực hiện theo văn bản nào về “{inquiry.query.topic}”"
        return Refusal(reason, tuple(each.evidence for each in near[:_NEAREST]))
    return from_passages(inquiry, best)


def names_document(text: str, types: Sequence[str]) -> bool:
    """Whether ``text`` prints one of ``types`` as a name: with a capital and something behind it."""
    return any(f"{kind.capitalize()} " in text for kind in types)
