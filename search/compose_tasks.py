"""Answers that are assignments: who leads, who coordinates, what an agency must do, by when, lists and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.folding import fold
from ingest.records import Role
from search.answer import ReasonType
from search.asked_agencies import asked_groups, asked_subject, former_subject, is_known, predecessors
from search.compose import Draft, Fact, Refusal
from search.compose_wording import (
    LEADING,
    VERBS,
    appraise_fact,
    coordinate_fact,
    duty_fact,
    lead_fact,
    listed_fact,
    main_role,
    product_fact,
    with_asked,
)
from search.evidence.due import due_by, is_due_by
from search.evidence.inquiry import Inquiry
from search.evidence.nearness import near_enough, nearest_tasks
from search.evidence.tasks import Task, about, distinct, nearest_best, scored, tasks, tasks_of_named
from search.question.lexicon import states
from search.question.query import Deadline
from search.question.times import fits
from search.refusals import NEAREST, not_stated
from search.relevance import reading

_NEAR_BEST = 0.93
_MOST_SAID = 0.75  # of what a topic says beyond titles
_APPRAISAL = re.compile(r"chu tri\W+(?:\w+\W+){0,12}?tham dinh\b")  # led, by the words of the task
_OVERSEES = re.compile(r"\b(?:thuong truc|dau moi)\b|\bchu tri\b.*\bdon doc\b")  # the whole, no part of it


def lead(inquiry: Inquiry) -> Draft | Refusal:
    """Who leads what the question is about: the rows and sections that hold most of the topic."""
    found = _of_work(inquiry, tasks_near(inquiry))
    facets = inquiry.query.facets
    asked = (Role.APPRAISE,) if "appraise" in facets and "lead" not in facets else LEADING
    found = [task for task in found if _is_asked(task, asked)]
    if inquiry.query.agencies and not inquiry.topic.words and (own := own_tasks(inquiry, (Role.LEAD,))):
        return _duties(inquiry, own)
    chosen = _of_the_whole(inquiry, found) or _chosen(inquiry, found)
    if isinstance(chosen, Refusal):
        return chosen
    if asked is not LEADING:
        return Draft(tuple(with_asked(_appraised(task), task, facets) for task in chosen))
    told = _with_leaders(chosen)
    return Draft(tuple(with_asked(lead_fact(task, "coordinate" in facets), task, facets) for task in told))


def _is_asked(task: Task, asked: Sequence[Role]) -> bool:
    """Whether it is given in one of the roles ``asked``, or for appraisals to whom leads one."""
    is_led = Role.LEAD in task.assignment.roles and _APPRAISAL.match(fold(task.text)) is not None
    return any(role in task.assignment.roles for role in asked) or (Role.APPRAISE in asked and is_led)


def _appraised(task: Task) -> Fact:
    return appraise_fact(task) if Role.APPRAISE in task.assignment.roles else lead_fact(task, False)


def product(inquiry: Inquiry) -> Draft | Refusal:
    """What the tasks about the topic are to produce, as their rows say it."""
    chosen = _chosen(inquiry, [task for task in tasks_near(inquiry) if task.assignment.product])
    if isinstance(chosen, Refusal):
        return chosen
    return Draft(tuple(with_asked(product_fact(task), task, inquiry.query.facets - {"product"}) for task in chosen))


def _of_work(inquiry: Inquiry, found: Sequence[Task]) -> list[Task]:
    """``found`` without closing articles, which charge everyone named with the document, unless these are asked for."""
    asked = states("enforcement", inquiry.query.rewritten) or not inquiry.narrows
    return [task for task in found if asked or not states("enforcement", task.text)]


def _is_of_document(inquiry: Inquiry) -> bool:
    """Whether documents were named, by number, by title or by what they are about."""
    scope = inquiry.query.scope
    return bool(inquiry.whole or scope.title or scope.documents)


def _of_the_whole(inquiry: Inquiry, found: Sequence[Task]) -> list[Task]:
    """Those of ``found`` that give the lead of a document as a whole, where no more is asked about than documents
    that titles name."""
    if inquiry.narrows or not _is_of_document(inquiry):
        return []
    whole = [task for task in found if states("whole_document", task.text)]
    over = [task for task in whole if _OVERSEES.search(fold(task.text))]
    told = [*over, *(task for task in whole if Role.LEAD in task.assignment.roles)]
    return list({task.clause.document.id: task for task in reversed(told)}.values())


def coordinate(inquiry: Inquiry) -> Draft | Refusal:
    """Who coordinates what the question is about; for a named agency what it coordinates."""
    if inquiry.query.agencies and "who" not in inquiry.query.facets:
        own = own_tasks(inquiry, (Role.COORDINATE,))
        if own:
            return _duties(inquiry, own)
        if not inquiry.topic.words:
            return _shared_duties(inquiry, [])
    if inquiry.query.agencies and not inquiry.topic.words:
        led = [task for task in own_tasks(inquiry, (Role.LEAD,)) if Role.COORDINATE in task.assignment.roles]
        if led:
            lead_in = f"{asked_subject(inquiry, led)} chủ trì {len(led)} việc có cơ quan phối hợp:"
            return Draft(tuple(coordinate_fact(task) for task in led), lead_in)
    everything = own_tasks(inquiry) if inquiry.query.agencies else []
    everything = everything or tasks_near(inquiry)
    found = [task for task in everything if Role.COORDINATE in task.assignment.roles]
    is_all = bool(found and inquiry.query.agencies) and not (inquiry.topic.words and inquiry.narrows)
    chosen = found if is_all else _chosen(inquiry, found)
    if isinstance(chosen, Refusal) and inquiry.query.agencies and _is_of_document(inquiry):
        chosen = found or chosen
    if isinstance(chosen, Refusal):
        return chosen
    return Draft(tuple(with_asked(coordinate_fact(task), task, inquiry.query.facets) for task in chosen))


def duty(inquiry: Inquiry) -> Draft | Refusal:
    """All that the named agencies must do, by name; through their groups only when nothing names them."""
    query = inquiry.query
    own = own_tasks(inquiry, query.roles)
    limit = due_by(query.asking)
    own = [task for task in own if limit and is_due_by(task, limit)] or own
    groups = asked_groups(inquiry)
    shared = distinct(tasks(inquiry.library, inquiry.ids, groups, query.roles)) if groups else []
    shared = [task for task in shared if not (inquiry.topic.words and states("enforcement", task.text))]
    if not own:
        return _shared_duties(inquiry, shared)
    draft = _duties(inquiry, own)
    if isinstance(draft, Refusal):
        through_group = about(shared, inquiry.topic, inquiry.ranks, inquiry.relevant)
        return _shared_duties(inquiry, through_group) if through_group else draft
    if not shared or query.roles:
        return draft
    if "general" in query.facets:
        more = tuple(duty_fact(task, groups) for task in shared)
        return Draft(draft.facts + more, draft.lead, draft.notes)
    note = f"Chưa kể {len(shared)} nhiệm vụ giao chung cho nhóm cơ quan có {asked_subject(inquiry, own)}."
    return Draft(draft.facts, draft.lead, (*draft.notes, note))


def own_tasks(inquiry: Inquiry, roles: Sequence[Role] = ()) -> list[Task]:
    """Assignments that name the agencies asked about; when none does, those that name the agencies whose work they
    took over."""
    query, library = inquiry.query, inquiry.library
    found = [task for name in query.unknown_agencies for task in tasks_of_named(library, inquiry.ids, name)]
    found = [task for task in found if not roles or set(roles) & set(task.roles_of(query.unknown_agencies))]
    if query.agency_ids:
        found += tasks(library, inquiry.ids, query.agency_ids, roles)
        former = predecessors(query.agency_ids)
        if not found and former:
            found += tasks(library, inquiry.ids, former, roles)
    return _without_enforcement(distinct(found))


def _without_enforcement(found: Sequence[Task]) -> list[Task]:
    """``found`` without the closing article by which everyone named must carry out the document, unless alone."""
    return [task for task in found if not states("enforcement", task.text)] or list(found)


def tasks_near(inquiry: Inquiry) -> list[Task]:
    """The assignments of the documents in which the topic is found."""
    return distinct(tasks(inquiry.library, inquiry.near_ids))


def listing(inquiry: Inquiry) -> Draft | Refusal:
    """All assignments that meet the conditions of the question, with their number."""
    query = inquiry.query
    found = own_tasks(inquiry, query.roles) if query.agencies else distinct(tasks(inquiry.library, inquiry.ids))
    limit = due_by(query.asking)
    if limit:
        found = [task for task in found if is_due_by(task, limit)]
    elif query.deadline:
        exact = "exact" in query.facets
        found = [task for task in found if fits(query.deadline, task.assignment.deadline or "", exact)]
    elif "table" in query.facets or not (query.agencies or inquiry.narrows):
        found = [task for task in found if task.assignment.form == "row"] or found
    found = _in_reading_order(_narrowed(inquiry, found, limit is not None or query.deadline != Deadline()))
    if not found:
        return not_stated(inquiry, [])
    who = (*query.agency_ids, *query.unknown_agencies)
    told = ((duty_fact(task, who) if who else listed_fact(task), task) for task in found)
    facts = tuple(with_asked(fact, task, query.facets) for fact, task in told)
    return Draft(facts, f"Có {len(facts)} nhiệm vụ{_conditions(inquiry)}:")


def _narrowed(inquiry: Inquiry, found: Sequence[Task], is_met: bool) -> list[Task]:
    """Those of ``found`` that are about the topic. Where none is: all of them when the topic may be the field of the
    documents, or when another condition of the question is met; else none."""
    if not inquiry.narrows:
        return list(found)
    chosen = about(found, inquiry.topic, inquiry.ranks, inquiry.relevant)
    return chosen or ([] if inquiry.is_specific and not is_met else list(found))


def _of_very_topic(inquiry: Inquiry, found: Sequence[Task]) -> list[Task]:
    """Where one of ``found`` says all that the topic says beyond the titles ("thành lập ban chỉ đạo" of a plan about
    an inventory), those that say most of it; else all."""
    telling = {word: inquiry.topic.telling[word] for word in inquiry.own_words}
    said = [sum(weight for word, weight in telling.items() if word in reading(task.text)[0]) for task in found]
    if not inquiry.narrows or not any(share >= sum(telling.values()) for share in said):
        return list(found)
    return [task for task, share in zip(found, said, strict=True) if share >= _MOST_SAID * sum(telling.values())]


def _chosen(inquiry: Inquiry, found: Sequence[Task]) -> list[Task] | Refusal:
    """Those of ``found`` that hold most of the topic, each document's own best apart when several were asked."""
    if not inquiry.topic.words:
        return Refusal("câu hỏi chưa nêu việc gì cần tra cứu", type=ReasonType.UNCLEAR)
    relevant = about(found, inquiry.topic, inquiry.ranks, inquiry.relevant)
    if relevant:
        return nearest_best(relevant)
    near = nearest_tasks(inquiry, found)
    surely = [task for task in near if task.score >= max(near_enough(inquiry), _NEAR_BEST * near[0].score)]
    return surely or not_stated(inquiry, near)


def _with_leaders(found: Sequence[Task]) -> list[Task]:
    """Those with a lead agency, when there are any: a clause that only "carries out" says less."""
    return [task for task in found if Role.LEAD in task.assignment.roles] or list(found)


def _in_reading_order(found: Sequence[Task]) -> list[Task]:
    return sorted(found, key=lambda task: (task.clause.document.id, task.assignment.span))


def _duties(inquiry: Inquiry, own: Sequence[Task]) -> Draft | Refusal:
    """The duties in ``own`` that are about the topic, or all when the topic is only the field of the documents."""
    query = inquiry.query
    if "table" in query.facets:
        own = [task for task in own if task.assignment.form == "row"] or own
    chosen = _of_very_topic(inquiry, _narrowed(inquiry, own, False))
    if not chosen:
        return not_stated(inquiry, scored(own, inquiry.topic, inquiry.ranks))
    chosen = _in_reading_order(chosen) if len(chosen) < len(own) else chosen
    named = (*query.agency_ids, *query.unknown_agencies)
    former = () if any(task.mention(named) for task in own) else predecessors(query.agency_ids)
    facts = tuple(duty_fact(task, former or named) for task in _by_role(chosen, former or named))
    subject = former_subject(inquiry, former) if former else asked_subject(inquiry, own)
    conditions = _conditions(inquiry, len(chosen) < len(own))
    return Draft(facts, f"{subject} có {len(facts)} nhiệm vụ{conditions}:")


def _by_role(found: Sequence[Task], agency_ids: Sequence[str]) -> list[Task]:
    """Led before coordinated, otherwise in the order given."""
    return sorted(found, key=lambda task: main_role(task, agency_ids) is Role.COORDINATE)


def _shared_duties(inquiry: Inquiry, shared: Sequence[Task]) -> Draft | Refusal:
    """Duties of the groups that the agencies belong to, said to be that."""
    subject = asked_subject(inquiry)
    if not shared or "lead" in inquiry.query.facets or not is_known(inquiry):
        reason = f"các văn bản trong phạm vi câu hỏi không giao đích danh nhiệm vụ nào cho {subject}"
        return Refusal(reason, tuple(task.evidence for task in shared[:NEAREST]), ReasonType.NO_AGENCY)
    groups = asked_groups(inquiry)
    facts = tuple(duty_fact(task, groups) for task in shared)
    return Draft(facts, f"Không có nhiệm vụ giao đích danh {subject}; có {len(facts)} nhiệm vụ giao chung:")


def _conditions(inquiry: Inquiry, narrowed: bool = False) -> str:
    """What the list was narrowed by, for its first line."""
    query = inquiry.query
    words = []
    if query.roles:
        words.append(" và ".join(VERBS[role].lower() for role in query.roles))
    if query.deadline:
        words.append("đúng thời hạn đã hỏi" if "exact" in query.facets else "có thời hạn đã hỏi")
    if inquiry.is_specific or (inquiry.narrows and narrowed):
        words.append(f"về “{query.topic}”")
    return f" ({', '.join(words)})" if words else ""
