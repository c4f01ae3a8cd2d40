"""Who decides, leads or must act where statutes say it: the sentence that names whoever it is.

Statutes assign no tasks to agencies: "người có thẩm quyền giải quyết khiếu nại chủ trì" names no agency at all. Of the
clauses about the topic one that names who acts answers, before one that only repeats the words of the question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search import compose_tasks
from search.compose import Draft, Refusal
from search.compose_clauses import from_passages, introduces, open_question
from search.compose_documents import whole
from search.evidence.clauses import Passage, rules, statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.evidence.unsaid import saying
from search.question.lexicon import states

_AS_NEAR = 0.85  # of the nearest clause that one which names who acts must be
_EMPOWERS = 0.95  # the same for what introduces who is competent: an item of it may be nearer
_WINS = 0.12  # how much nearer than an assignment a clause must be to answer in its place
_LEADS = 0.7  # the same for one that says who leads where that is asked


def competent(inquiry: Inquiry) -> Draft | Refusal:
    """The clause about the topic that names who acts; without one the nearest clauses, or a refusal."""
    said = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), _LEADS * near_enough(inquiry))
    found = nearest(inquiry, said) if inquiry.topic.words else []
    if not found or found[0].score < near_enough(inquiry):
        return open_question(inquiry)
    named = _leading(inquiry, found) or _empowering(inquiry, found) or _naming(found)
    return from_passages(inquiry, named) if named else open_question(inquiry)


def _leading(inquiry: Inquiry, found: list[Passage]) -> list[Passage]:
    if "lead" not in inquiry.query.facets:
        return []
    least = _LEADS * found[0].score
    return [each for each in found if each.score >= least and states("says_lead", each.evidence.text)]


def _empowering(inquiry: Inquiry, found: list[Passage]) -> list[Passage]:
    """The best of those that introduce who is competent, where it is asked who decides."""
    if not states("asks_competence", inquiry.query.asking):
        return []
    least = _EMPOWERS * found[0].score
    told = (each for each in found if each.score >= least and introduces(each.evidence))
    return [each for each in told if states("competence", each.evidence.text)][:1]


def _naming(found: list[Passage]) -> list[Passage]:
    """Those that name who acts, where the nearest clause names nobody and introduces no list."""
    if introduces(found[0].evidence) or states("names_actor", found[0].evidence.text):
        return []
    least = _AS_NEAR * found[0].score
    return [each for each in found if each.score >= least and states("names_actor", each.evidence.text)]


def lead(inquiry: Inquiry) -> Draft | Refusal:
    """Who leads; of clauses that say it for some agencies each, the one for the agency that the question names."""
    told = _belonging(inquiry) or _deciding(inquiry) or _lead(inquiry)
    wanted = frozenset(inquiry.query.agency_ids)
    if isinstance(told, Refusal) or not wanted or any(_names(each, wanted) for each in _evidence(told)):
        return told
    beside = [each for one in _evidence(told) for each in _beside(inquiry, one.clause) if _names(each, wanted)]
    return from_passages(inquiry, nearest(inquiry, beside)) if beside else told


def _belonging(inquiry: Inquiry) -> Draft | None:
    """Whose an agency is, where that is asked; None where no clause near the question says it."""
    if not states("asks_belonging", inquiry.query.asking):
        return None
    near, least = inquiry.nearness, near_enough(inquiry)
    said = [each for each in statements(inquiry.library, inquiry.near_ids) if states("belongs", each.text)]
    best = [
        each for each in nearest(inquiry, said) if max(each.score, near.get(each.evidence.clause.key, 0.0)) >= least
    ]
    return from_passages(inquiry, best[:1]) if best else None


def _deciding(inquiry: Inquiry) -> Draft | None:
    """Who is competent, by the sentence that says it as such ("Thẩm quyền quyết định: Ban Thường vụ Đảng ủy"), where
    that is asked; None where others are much nearer."""
    if not states("asks_competence", inquiry.query.asking):
        return None
    found = nearest(inquiry, reachable(inquiry, rules(inquiry.library, inquiry.near_ids), near_enough(inquiry)))
    least = max(near_enough(inquiry), _AS_NEAR * found[0].score) if found else 0.0
    told = [each for each in found if each.score >= least and _says_competent(each.evidence.text)]
    told = saying(inquiry, told[:1])
    return from_passages(inquiry, told) if told else None


def _says_competent(text: str) -> bool:
    _, _, named = text.partition(":")
    return states("competence", text) and bool(AgencyRegistry.load().find(named))


def _evidence(draft: Draft) -> list[Evidence]:
    return [each for fact in draft.facts for each in fact.evidence]


def _names(evidence: Evidence, wanted: Collection[str]) -> bool:
    return any(mention.id in wanted for mention in AgencyRegistry.load().find(evidence.text))


def _beside(inquiry: Inquiry, clause: Clause) -> Iterator[Evidence]:
    """What stands beside ``clause`` under a heading that is nearer to the question than it."""
    above = inquiry.library.clause(clause.document.id, clause.provision.parent) if clause.provision.parent else None
    if above is None or clause.provision.level is Level.ROW:
        return
    if inquiry.topic.coverage(above.provision.text) > inquiry.topic.coverage(clause.provision.text):
        below = (each for each in inquiry.library.below(above) if len(each.path) == len(clause.path))
        yield from map(whole, below)


def _lead(inquiry: Inquiry) -> Draft | Refusal:
    """Who leads, by the assignments; by a clause that names who acts where that stands much nearer to the question, as
    in regulations, which say who does what and assign no tasks."""
    told = compose_tasks.lead(inquiry)
    if isinstance(told, Refusal) or not inquiry.narrows:
        return told
    evidence = [each for fact in told.facts for each in fact.evidence]
    best = max((each.score for each in nearest(inquiry, evidence)), default=0.0)
    least = max(near_enough(inquiry), best + _WINS)
    assigned = {task.clause.key for task in compose_tasks.tasks_near(inquiry)}
    said = reachable(inquiry, rules(inquiry.library, inquiry.near_ids), least)
    stating = "says_lead" if "lead" in inquiry.query.facets else "names_actor"
    acting = [each for each in said if each.clause.key not in assigned and states(stating, each.text)]
    near = [each for each in nearest(inquiry, acting) if each.score >= least]
    return from_passages(inquiry, near) if near else told
