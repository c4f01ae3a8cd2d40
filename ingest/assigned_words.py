"""Assignments that running text states: duties below a heading that lists agencies, and sentences that an agency
opens with a duty verb ("Giao Sở Nội vụ theo dõi ...")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.address import Address
from ingest.agencies import AgencyRegistry
from ingest.folding import squeeze
from ingest.frame import is_promulgation
from ingest.lines import plain_text
from ingest.own_text import after_heading, heading_place, marker_length
from ingest.records import AgencyMention, Assignment, Level, Provision, Role, Span
from ingest.roles import deadline_in, execution_in, opens_duty, role_of, states_no_duty

Mentions = tuple[AgencyMention, ...]

_HEADED = (Level.SECTION, Level.CLAUSE, Level.POINT, Level.DASH, Level.ARTICLE)
_SPOKEN = (*_HEADED, Level.PARAGRAPH)
_STOP = re.compile(r"(?<!\d)(?<!\bTP)[.](?=\s)|(?<=\d)[.](?=\s+[^\W\d_])|;(?=\s)")
_REQUEST = re.compile(r"^\s*(?:trân trọng\s+)?đề\s+nghị[\s:]+", re.IGNORECASE)
_ORDER = re.compile(r"^\s*(?:giao|yêu cầu|đề nghị|trân trọng đề nghị)\s+", re.IGNORECASE)
_HEADING_LEAD = re.compile(
    r"^\s*(?:(?:trân trọng\s+)?đề\s+nghị|giao|trách\s+nhiệm\s+của|đối\s+với|nhiệm\s+vụ\s+của)[\s:]+", re.IGNORECASE
)
_WITH = re.compile(r"phối\s+hợp\s+(?:chặt chẽ\s+)?(?:với\s+)?", re.IGNORECASE)
_OF = re.compile(r"\b(?:thuộc|của|do|với)\s+$", re.IGNORECASE)
# What may follow an agency's name inside a list: where its like are found, that they are concerned.
_QUALIFIER = re.compile(
    r"(?:\s+(?:ở|thuộc|trực thuộc|trên địa bàn|cấp)\s+(?:tỉnh|thành phố|xã|huyện|địa phương))*"
    r"(?:\s+(?:có\s+)?liên\s+quan)?"
)
_BETWEEN = re.compile(r"^[\s,;&*_]*(?:và|với|cùng)?[\s,;*_]*$")
_UNDER = re.compile(r"^\s+(?:trực\s+)?thuộc\s+$")
_GLUE = re.compile(r"\([^)]*\)|\b(?:và|các|tỉnh|thành phố|có liên quan|liên quan)\b")
# What a heading says its agency is: "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo".
_WHAT_IT_IS = re.compile(
    r"\s*[-–]\s*(?:là\s+)?(?:cơ\s+quan|đơn\s+vị)\s+(?:thường\s+trực|đầu\s+mối|chủ\s+trì|tham\s+mưu).*$",
    re.IGNORECASE | re.DOTALL,
)
# The time of what was said just before: "Thời gian hoàn thành: Trước ngày 31/5/2026."
_DATED = re.compile(r"^thời\s+(?:gian|hạn)\s+(?:[^\W\d]+\s*){0,4}:\s*(?P<deadline>\S.*)$", re.IGNORECASE)
_MAX_HEADING, _MIN_WORDS, _REACH, _JOINT_REACH = 200, 3, 400, 120


class WordReader:
    """Reads the provisions of one document in order; remembers which units are headed by agencies."""

    def __init__(self, provisions: Sequence[Provision], text: str) -> None:
        self.text = text
        self.registry = AgencyRegistry.load()
        self.parents = {provision.address: provision.parent for provision in provisions}
        self.headed: dict[Address, tuple[Mentions, bool]] = {}

    def read(self, provision: Provision) -> Iterable[Assignment]:
        """The assignments that the provision's own words state; provisions must come in reading order."""
        if provision.level not in _SPOKEN:
            return
        opening = provision.level is Level.PARAGRAPH and (provision.parent is None or provision.parent.last.is_part)
        heading = self._heading_agencies(provision) if execution_in(provision.text) is None else None
        if heading:
            self.headed[provision.address] = heading
            start, body = after_heading(provision)
        else:
            skip = marker_length(provision)
            start, body = provision.start + skip, provision.text[skip:]
        owner = heading or self._owner(provision)
        found: list[Assignment] = []
        for sentence_start, sentence in sentences(body, start):
            dated = _DATED.match(squeeze(plain_text(sentence)))
            if dated:
                found = [replace(each, deadline=each.deadline or dated["deadline"].rstrip(".;")) for each in found]
            elif not (opening and is_promulgation(squeeze(plain_text(sentence)))):
                found += self._from_sentence(sentence, sentence_start, provision.address, owner)
        yield from found

    def _owner(self, provision: Provision) -> tuple[Mentions, bool] | None:
        """The agencies of the nearest agency-headed unit above, and whether they are requested."""
        parent = provision.parent
        while parent is not None and parent not in self.headed:
            parent = self.parents.get(parent)
        return self.headed[parent] if parent is not None else None

    def _heading_agencies(self, provision: Provision) -> tuple[Mentions, bool] | None:
        """The agencies that a unit's heading lists, when it is nothing but such a list."""
        if provision.level not in _HEADED or not 0 < len(provision.heading) <= _MAX_HEADING:
            return None
        place = heading_place(provision) if self.registry.find(provision.heading) else None
        if place is None:
            return None
        printed = provision.text[place[0] : place[1]]
        lead = _HEADING_LEAD.match(printed)
        skip = lead.end() if lead else 0
        offset = provision.start + place[0] + skip
        listed = _WHAT_IT_IS.sub("", printed[skip:])
        mentions = tuple(m for m in self.registry.find(listed, offset) if not _in_brackets(m, listed, offset))
        if not mentions or not _is_list_of(mentions, listed, offset):
            return None
        return mentions, bool(_REQUEST.match(printed))

    def _from_sentence(
        self, sentence: str, start: int, address: Address, owner: tuple[Mentions, bool] | None
    ) -> Iterable[Assignment]:
        subject, predicate_at = self._subject(sentence, start)
        requested = bool(subject and _REQUEST.match(sentence))
        if not subject and owner and not self._is_another(sentence, start, owner[0]) and not states_no_duty(sentence):
            subject, requested = owner
        predicate = sentence[predicate_at:]
        if not subject or len(predicate.split()) < _MIN_WORDS or _lists_names(predicate):
            return
        roles = {role_of(predicate.lstrip(" ,:-*")): subject}
        if requested:
            roles[Role.REQUESTED] = subject
        partners = self._partners(predicate, start + predicate_at)
        if partners:
            roles[Role.COORDINATE] = roles.get(Role.COORDINATE, ()) + partners
        task = squeeze(plain_text(sentence)).rstrip(";").strip()
        span = Span(start, start + len(sentence))
        form = "section" if owner else "sentence"
        yield Assignment(task, roles, deadline_in(squeeze(sentence)), None, address, span, form)

    def _is_another(self, sentence: str, start: int, owner: Mentions) -> bool:
        """Whether a sentence under a heading begins with an agency of its own, which the heading does not name."""
        named = self.registry.find(sentence[:_REACH], start)
        return bool(named) and named[0].span.start == start and named[0].id not in {each.id for each in owner}

    def _subject(self, sentence: str, start: int) -> tuple[Mentions, int]:
        """The agencies that open a sentence and where its predicate begins; empty when it opens otherwise.

        Before "chịu trách nhiệm thi hành Quyết định này" stand only those who are to do so, however they are listed.
        """
        execution = execution_in(sentence)
        if execution is not None:
            listed = self.registry.find(sentence[:execution], start)
            return tuple(m for m in listed if not _OF.search(sentence[: m.span.start - start])), execution
        order = _ORDER.match(sentence)
        at = order.end() if order else 0
        mentions, end = self._chain(sentence[at : at + _REACH], start + at)
        return (mentions, end - start) if mentions and opens_duty(sentence[end - start :]) else ((), 0)

    def _partners(self, predicate: str, start: int) -> Mentions:
        """The agencies with which the subject is to coordinate, as the sentence lists them."""
        joint = _WITH.search(predicate)
        if joint is None or joint.start() > _JOINT_REACH:
            return ()
        return self._chain(predicate[joint.end() : joint.end() + _REACH], start + joint.end())[0]

    def _chain(self, words: str, start: int) -> tuple[Mentions, int]:
        """The agencies with which ``words`` open, as long as only separators stand between them, and where they end.

        An agency that only says to whom the one before belongs ("các đơn vị thuộc UBND tỉnh") is passed over.
        """
        chain: list[AgencyMention] = []
        end = start
        for mention in self.registry.find(words, start):
            between = self.text[end : mention.span.start]
            under = bool(chain) and bool(_UNDER.match(between))
            if not under and not _BETWEEN.match(between):
                break
            if not under:
                chain.append(mention)
            end = mention.span.end + _qualified(words[mention.span.end - start :])
        return tuple(chain), end


def _qualified(after: str) -> int:
    """How far the words that qualify an agency reach into what follows its name."""
    return _QUALIFIER.match(after).end()  # type: ignore[union-attr]


def sentences(body: str, start: int = 0) -> Iterable[tuple[int, str]]:
    """The sentences of ``body`` with their places, white space around them dropped.

    A full stop before a capital letter ends one; a semicolon does when a new role begins after it.
    """
    at = 0
    for end in [*(stop.end() for stop in _STOP.finditer(body) if _ends_sentence(body, stop)), len(body)]:
        piece = body[at:end]
        stripped = piece.strip(" \n\t*")
        if stripped:
            yield start + at + piece.index(stripped), stripped
        at = end


def _ends_sentence(body: str, stop: re.Match[str]) -> bool:
    after = body[stop.end() : stop.end() + 60].lstrip(' \n\t*“"')
    return after[:1].isupper() if stop[0] == "." else role_of(after) is not Role.IMPLEMENT


def _lists_names(predicate: str) -> bool:
    """Whether the words are a list of proper names (the communes of a heading) and no duty."""
    pieces = [piece.split() for piece in predicate.strip(" .:;").split(",")]
    return len(pieces) > 1 and all(words and all(word[:1].isupper() for word in words) for words in pieces)


def _in_brackets(mention: AgencyMention, printed: str, offset: int) -> bool:
    before = printed[: mention.span.start - offset]
    return before.count("(") > before.count(")")


def _is_list_of(mentions: Sequence[AgencyMention], printed: str, offset: int) -> bool:
    """Whether ``printed`` is a list of the agencies: hardly a letter outside them, remarks in brackets apart."""
    kept = list(printed)
    for mention in mentions:
        first, last = mention.span.start - offset, mention.span.end - offset
        kept[first:last] = " " * (last - first)
    rest = _GLUE.sub("", "".join(kept))
    return sum(map(str.isalpha, rest)) <= 0.25 * sum(map(str.isalpha, printed))
