"""Answers that are clauses: reporting, funding, meanings, figures, a clause by its number, and open questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies import AgencyRegistry
from ingest.folding import fold
from ingest.records import Level
from search.compose import Draft, Fact, Refusal
from search.compose_documents import whole
from search.evidence.clauses import (
    Passage,
    definitions,
    funding,
    is_heading_only,
    naming_persons,
    ranked,
    reporting,
    statements,
    stating,
)
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.question.lexicon import Unit, units

# Calibrated on the sample questions, as RELEVANT of tasks: below it a clause is about something else.
RELEVANT = 0.4
_FIGURE_RELEVANT = 0.6
_ANY_FIGURE_RELEVANT = 0.75  # when the question names no unit
_NEAR_BEST = 0.8
_MOST = 3
_NEAREST = 3
_INDEX_SHARE = 0.2  # of the score that the index gives in an open question
# What stands under these is no list of one clause.
_TOO_WIDE = (Level.PART, Level.DIVISION, Level.CHAPTER, Level.SECTION)


def reports(inquiry: Inquiry) -> Draft | Refusal:
    """How often and by when is reported, every rule of it."""
    found = _of_agencies(inquiry, reporting(inquiry.library, inquiry.ids))
    return _all_about(inquiry, found, "chế độ báo cáo")


def money(inquiry: Inquiry) -> Draft | Refusal:
    """Where the money comes from, every clause about it."""
    return _all_about(inquiry, _of_agencies(inquiry, funding(inquiry.library, inquiry.ids)), "kinh phí")


def _of_agencies(inquiry: Inquiry, found: Sequence[Evidence]) -> list[Evidence]:
    """Those that the named agencies are told, when some are: by the clause itself or a heading above it."""
    wanted = set(inquiry.query.agency_ids)
    if not wanted:
        return list(found)
    return [each for each in found if wanted & _agencies_of(each.clause)] or list(found)


def _agencies_of(clause: Clause) -> set[str | None]:
    registry = AgencyRegistry.load()
    texts = [*(step.heading for step in clause.path), clause.provision.text]
    return {mention.id for text in texts for mention in registry.find(text)}


def _all_about(inquiry: Inquiry, found: Sequence[Evidence], what: str) -> Draft | Refusal:
    if inquiry.is_specific:
        scores = ranked(found, inquiry.topic, inquiry.ranks)
        close = {id(each.evidence) for each in scores if each.score >= RELEVANT}
        found = [each for each in found if id(each) in close] or found
    if not found:
        return Refusal(f"các văn bản trong phạm vi câu hỏi không quy định về {what}")
    return Draft(tuple(Fact(each.text, (each,)) for each in found), "" if len(found) == 1 else f"Quy định về {what}:")


def definition(inquiry: Inquiry) -> Draft | Refusal:
    """What a term means, as a clause says it."""
    term = inquiry.query.topic
    found = definitions(inquiry.library, inquiry.ids, term) if term else []
    if not found:
        return open_question(inquiry)
    return Draft(tuple(Fact(each.text, (each,)) for each in found[:_MOST]))


def figure(inquiry: Inquiry) -> Draft | Refusal:
    """A figure that a clause states about the topic; never a clause that merely speaks of it."""
    wanted = _units_asked(inquiry.query.rewritten)
    everything = list(statements(inquiry.library, inquiry.near_ids))
    stated = [each for unit in wanted for each in stating(everything, unit)] if wanted else _with_digits(everything)
    topic = inquiry.library.weights().topic(_without_units(inquiry.query.runs))
    enough = _FIGURE_RELEVANT if wanted else _ANY_FIGURE_RELEVANT
    best = [each for each in ranked(stated, topic, {}) if each.score >= enough]
    if not best:
        nearest = ranked(everything, inquiry.topic, inquiry.ranks)[:_NEAREST]
        reason = f"các văn bản trong phạm vi câu hỏi không nêu số liệu về “{inquiry.query.topic}”"
        return Refusal(reason, tuple(each.evidence for each in nearest))
    return _from_passages(inquiry, best)


def person(inquiry: Inquiry) -> Draft | Refusal:
    """A person whom a clause names in connection with the topic."""
    named = naming_persons(statements(inquiry.library, inquiry.near_ids))
    best = [each for each in ranked(named, inquiry.topic, {}) if each.score >= _FIGURE_RELEVANT]
    if not best:
        return Refusal(f"các văn bản trong phạm vi câu hỏi không nêu tên người về “{inquiry.query.topic}”")
    return _from_passages(inquiry, best)


def _without_units(runs: Sequence[str]) -> list[str]:
    """``runs`` without the names of units ("tỷ lệ", "điểm"): a clause prints the figure, not the name."""
    names = [word for unit in units() for word in unit.words]
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)))
    return [kept for run in runs for part in pattern.split(run.casefold()) if (kept := part.strip())]


def _units_asked(text: str) -> list[Unit]:
    words = f" {fold(text)} "
    return [unit for unit in units() if any(f" {fold(word)} " in words for word in unit.words)]


def _with_digits(found: Sequence[Evidence]) -> list[Evidence]:
    return [each for each in found if any(letter.isdigit() for letter in each.text)]


def clause_text(inquiry: Inquiry) -> Draft | Refusal:
    """The clause that the question names by its number, with what stands under it."""
    wanted = inquiry.query.clause.split("/")
    facts = [
        Fact(whole(clause).text, (whole(clause),))
        for clause in inquiry.library.clauses(inquiry.ids)
        if _is_named(clause, wanted)
    ]
    if not facts:
        return Refusal("văn bản trong phạm vi câu hỏi không có điều, khoản, mục được hỏi")
    return Draft(tuple(facts))


def _is_named(clause: Clause, wanted: Sequence[str]) -> bool:
    """Whether the steps asked for stand in this order in the clause's path, the first of them at a step of its own."""
    steps = [str(step).casefold() for step in clause.provision.address.steps]
    place = 0
    for step in wanted:
        names = {step.casefold(), step.removeprefix("muc-").removeprefix("stt-").casefold()}
        following = [index for index in range(place, len(steps)) if steps[index] in names]
        if not following:
            return False
        place = following[0] + 1
    return True


def open_question(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that hold most of what is asked, or a refusal with the nearest ones."""
    if not inquiry.topic.words:
        return Refusal("câu hỏi chưa nêu nội dung cần tra cứu")
    said = [each for each in statements(inquiry.library, inquiry.near_ids) if not _is_title(each)]
    found = ranked(said, inquiry.topic, inquiry.ranks, _INDEX_SHARE)
    best = [each for each in found if each.score >= RELEVANT]
    if not best:
        reason = f"các văn bản không nêu về “{inquiry.query.topic}”"
        return Refusal(reason, tuple(each.evidence for each in found[:_NEAREST]))
    return _from_passages(inquiry, best)


def _is_title(evidence: Evidence) -> bool:
    return evidence.clause.provision.level in _TOO_WIDE and is_heading_only(evidence)


def _from_passages(inquiry: Inquiry, best: Sequence[Passage]) -> Draft:
    kept = [each.evidence for each in best if each.score >= _NEAR_BEST * best[0].score][:_MOST]
    shown = {(each.clause.key, each.span): each for evidence in kept for each in _with_list(inquiry, evidence)}
    return Draft(tuple(Fact(each.text, (each,)) for each in shown.values()))


def _with_list(inquiry: Inquiry, evidence: Evidence) -> list[Evidence]:
    """``evidence``, then the clauses under it when it only introduces them: a heading, or words before a colon."""
    introduces = evidence.text.endswith(":") or is_heading_only(evidence)
    if not introduces or evidence.clause.provision.level in _TOO_WIDE:
        return [evidence]
    return [evidence, *(whole(each) for each in inquiry.library.below(evidence.clause))]
