"""Headings that list agencies: what stands below "5. Sở Tư pháp" or "Đề nghị: Hội Nông dân tỉnh" is theirs to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agencies import AgencyRegistry
from ingest.own_text import after_heading, heading_place
from ingest.records import AgencyMention, Level, Provision
from ingest.roles import opens_duty

Mentions = tuple[AgencyMention, ...]
Owner = tuple[Mentions, bool]  # agencies, and whether they are requested rather than told

HEADED_LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT, Level.DASH, Level.ARTICLE)
_REQUEST = re.compile(r"^\s*(?:trân trọng\s+)?đề\s+nghị[\s:]+", re.IGNORECASE)
_LEAD = re.compile(
    r"^\s*(?:(?:trân trọng\s+)?đề\s+nghị|giao|trách\s+nhiệm\s+của|đối\s+với|nhiệm\s+vụ\s+của)[\s:]+", re.IGNORECASE
)
_GLUE = re.compile(r"\([^)]*\)|\b(?:và|các|tỉnh|thành phố|có liên quan|liên quan)\b")
# What a heading says its agency is: "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo".
_WHAT_IT_IS = re.compile(
    r"\s*[-–]\s*(?:là\s+)?(?:cơ\s+quan|đơn\s+vị)\s+(?:thường\s+trực|đầu\s+mối|chủ\s+trì|tham\s+mưu).*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200
# Of the letters of a heading those outside the names that the registry knows; more where a known one stands first and
# the heading is a list, in which others may be unknown.
_OUTSIDE, _OUTSIDE_LIST = 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """The agencies that head a unit; its own text goes on at ``end``."""

    owner: Owner
    end: int


def asks(words: str) -> bool:
    """Whether ``words`` request ("Đề nghị ...") rather than order."""
    return bool(_REQUEST.match(words))


def headed_by(provision: Provision) -> Heading | None:
    """The agencies that a unit's heading lists, when it is nothing but such a list."""
    if provision.level not in HEADED_LEVELS or not 0 < len(provision.heading) <= _LONGEST:
        return None
    place = _place(provision)
    if place is None:
        return None
    printed = provision.text[place[0] : place[1]]
    lead = _LEAD.match(printed)
    skip = lead.end() if lead else 0
    offset = provision.start + place[0] + skip
    listed = _WHAT_IT_IS.sub("", printed[skip:])
    found = AgencyRegistry.load().find(listed, offset)
    mentions = tuple(m for m in found if not _in_brackets(m, listed, offset))
    outside = _OUTSIDE if lead or provision.level is Level.ARTICLE else _share(mentions, listed, offset)
    if not mentions or _letters_outside(mentions, listed, offset) > outside:
        return None
    body_at = after_heading(provision)[0] - provision.start
    return Heading((mentions, asks(printed)), max(body_at, place[1]))


def _place(provision: Provision) -> tuple[int, int] | None:
    """Where the heading stands in the own text; with the agencies behind it, when it only asks ("Đề nghị: ...")."""
    place = heading_place(provision)
    if place and _LEAD.match(f"{provision.heading} "):
        rest = provision.text[place[1] :]
        return (place[0], len(provision.text)) if len(rest) <= _LONGEST and not opens_duty(rest) else place
    return place


def _in_brackets(mention: AgencyMention, printed: str, offset: int) -> bool:
    before = printed[: mention.span.start - offset]
    return before.count("(") > before.count(")")


def _letters_outside(mentions: Sequence[AgencyMention], printed: str, offset: int) -> float:
    """The share of the letters of ``printed`` outside ``mentions``, remarks in brackets apart."""
    kept = list(printed)
    for mention in mentions:
        first, last = mention.span.start - offset, mention.span.end - offset
        kept[first:last] = " " * (last - first)
    rest = _GLUE.sub("", "".join(kept))
    return sum(map(str.isalpha, rest)) / max(1, sum(map(str.isalpha, printed)))


def _share(mentions: Sequence[AgencyMention], printed: str, offset: int) -> float:
    """How much of a list may stand outside the ``mentions`` that were found in it."""
    is_list = bool(mentions) and mentions[0].span.start == offset and _joins(printed)
    return _OUTSIDE_LIST if is_list and not _tells(mentions, printed, offset) else _OUTSIDE


def _joins(printed: str) -> bool:
    return any(mark in printed for mark in (",", ";", "/"))


def _tells(mentions: Sequence[AgencyMention], printed: str, offset: int) -> bool:
    """Whether a duty follows one of the agencies: then it is no list of them."""
    return any(opens_duty(printed[mention.span.end - offset :]) for mention in mentions)
