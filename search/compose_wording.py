"""Assignments in words: one fact each, with the document's own words for task and deadline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.folding import fold, squeeze
from ingest.records import Role
from search.compose import Fact
from search.evidence.tasks import Task

# Roles of which one answers "who does it", the first that is there.
LEADING = (Role.LEAD, Role.IMPLEMENT, Role.ADVISE, Role.MONITOR, Role.REQUESTED, Role.APPRAISE)
VERBS = {
    Role.LEAD: "Chủ trì",
    Role.COORDINATE: "Phối hợp",
    Role.APPRAISE: "Thẩm định",
    Role.ADVISE: "Tham mưu",
    Role.IMPLEMENT: "Thực hiện",
    Role.MONITOR: "Theo dõi, đôn đốc, kiểm tra",
    Role.REQUESTED: "Được đề nghị",
}
_ORDER = tuple(VERBS)


def main_role(task: Task, agency_ids: Sequence[str]) -> Role:
    """The role that matters most of those in which one of the agencies is named."""
    held = task.roles_of(agency_ids) or list(task.assignment.roles)
    return min(held, key=_ORDER.index)


def _time(task: Task) -> str:
    deadline = squeeze((task.assignment.deadline or "").replace("**", ""))
    return deadline if deadline and fold(deadline) not in fold(task.text) else ""


def _says_role(task: Task) -> bool:
    """Whether the task's own words begin with the role ("Chủ trì, phối hợp với ...")."""
    return fold(task.text).startswith(("chu tri", "phoi hop", "tham muu", "giao "))


def lead_fact(task: Task, with_coordinators: bool) -> Fact:
    """Who leads the task, by when, and with whom when that is asked."""
    role = next(role for role in LEADING if role in task.assignment.roles)
    names = task.names(role)
    verb = "chủ trì" if role is Role.LEAD and not _says_role(task) else "được giao"
    words = [f"{names} {verb}: {task.text}"]
    if with_coordinators and task.names(Role.COORDINATE):
        words.append(f"phối hợp: {task.names(Role.COORDINATE)}")
    if _time(task):
        words.append(f"thời gian: {_time(task)}")
    return Fact("; ".join(words), (task.evidence,), names)


def appraise_fact(task: Task) -> Fact:
    """Who appraises what is done in the task, and who leads it."""
    words = [f"{task.names(Role.APPRAISE)} thẩm định: {task.text}"]
    if task.names(Role.LEAD):
        words.append(f"chủ trì: {task.names(Role.LEAD)}")
    return Fact("; ".join(words), (task.evidence,))


def coordinate_fact(task: Task) -> Fact:
    """Who coordinates the task, and who leads it."""
    words = [f"{task.names(Role.COORDINATE)} phối hợp: {task.text}"]
    if task.names(Role.LEAD):
        words.append(f"chủ trì: {task.names(Role.LEAD)}")
    return Fact("; ".join(words), (task.evidence,))


def duty_fact(task: Task, agency_ids: Sequence[str]) -> Fact:
    """The task as one of the agencies has it: its role in front."""
    role = main_role(task, agency_ids)
    words = [task.text if _says_role(task) else f"{VERBS[role]}: {task.text}"]
    if role is Role.LEAD and len(task.assignment.roles[role]) > 1:
        words.append(f"cùng chủ trì: {task.names(Role.LEAD)}")
    if role is Role.COORDINATE and task.names(Role.LEAD) and not _says_role(task):
        words.append(f"chủ trì: {task.names(Role.LEAD)}")
    if _time(task):
        words.append(f"thời gian: {_time(task)}")
    return Fact("; ".join(words), (task.evidence,))


def deadline_fact(task: Task) -> Fact:
    """By when the task is due, and who leads it."""
    printed = squeeze((task.assignment.deadline or "").replace("**", ""))
    names = task.names(Role.LEAD)
    by = f" (chủ trì: {names})" if names else ""
    return Fact(f"{printed}: {task.text}{by}", (task.evidence,), printed)


def listed_fact(task: Task) -> Fact:
    """The task with who leads it and by when."""
    words = [task.text]
    if task.names(Role.LEAD) and not _says_role(task):
        words.append(f"chủ trì: {task.names(Role.LEAD)}")
    if _time(task):
        words.append(f"thời gian: {_time(task)}")
    return Fact("; ".join(words), (task.evidence,))


def product_fact(task: Task) -> Fact:
    """What the task is to produce, and who leads it."""
    product = _product(task)
    by = f" (chủ trì: {names})" if (names := task.names(Role.LEAD)) else ""
    return Fact(f"Sản phẩm: {product}: {task.text}{by}", (task.evidence,), product)


def with_asked(fact: Fact, task: Task, facets: Collection[str]) -> Fact:
    """``fact``, which tells ``task``, with what is asked besides and not told yet: product, partners, time."""
    partners = task.names(Role.COORDINATE)
    told = {
        "product": f"sản phẩm: {_product(task)}" if _product(task) else "",
        "coordinate": f"phối hợp: {partners}" if partners and partners not in fact.text else "",
        "deadline": f"thời gian: {_time(task)}" if _time(task) and _time(task) not in fact.text else "",
    }
    more = [words for facet, words in told.items() if facet in facets and words and words not in fact.text]
    return replace(fact, text="; ".join([fact.text, *more])) if more else fact


def _product(task: Task) -> str:
    return squeeze((task.assignment.product or "").replace("*", "")).rstrip(" ;.")
