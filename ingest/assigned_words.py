"""Assignments that running text states: duties below a heading that lists agencies, and sentences that an agency
opens with a duty verb ("Giao Sở Nội vụ theo dõi ...")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.address import Address
from ingest.agencies import AgencyRegistry
from ingest.assigned_headings import HEADED_LEVELS, Mentions, Owner, asks, headed_by
from ingest.folding import squeeze
from ingest.frame import is_promulgation
from ingest.lines import plain_text
from ingest.own_text import marker_length
from ingest.records import AgencyMention, Assignment, Level, Provision, Role, Span
from ingest.roles import deadline_in, execution_in, opens_duty, role_of, states_no_duty

_SPOKEN = (*HEADED_LEVELS, Level.PARAGRAPH)
_STOP = re.compile(r"(?<!\d)(?<!\bTP)[.](?=\s)|(?<=\d)[.](?=\s+[^\W\d_])|;(?=\s)")
_ORDER = re.compile(r"^\s*(?:giao|yêu cầu|đề nghị|trân trọng đề nghị)\s+", re.IGNORECASE)
_WITH = re.compile(r"phối\s+hợp\s+(?:chặt chẽ\s+)?(?:với\s+)?", re.IGNORECASE)
_OF = re.compile(r"\b(?:thuộc|của|do|với)\s+$", re.IGNORECASE)
# What may follow an agency's name inside a list: where its like are found, that they are concerned.
_QUALIFIER = re.compile(
    r"(?:\s+(?:ở|thuộc|trực thuộc|trên địa bàn|cấp)\s+(?:tỉnh|thành phố|xã|huyện|địa phương))*"
    r"(?:\s+(?:có\s+)?liên\s+quan)?(?:\s*\([^)]{1,120}\))?"
)
_BETWEEN = re.compile(r"^[\s,;&*_]*(?:và|với|cùng)?[\s,;*_]*$")
_UNDER = re.compile(r"^\s+(?:trực\s+)?thuộc\s+$")
# When, or on what ground, what follows is to be done.
_SETTING = re.compile(
    r"^(?:căn\s+cứ|trên\s+cơ\s+sở|định\s+kỳ|h[àằ]ng\s+(?:năm|quý|tháng)|trước\s+ngày|chậm\s+nhất)\b[^,;]*"
    r"(?:,\s*(?:khi|trong|trên\s+cơ\s+sở|theo|hoặc|kể\s+từ|trước\s+ngày)\b[^,;]*)*,\s+",
    re.IGNORECASE,
)
_TASKING = re.compile(r"giao\s", re.IGNORECASE)  # whatever follows it is a duty
_ORDERING = re.compile(r"(?:UBND|[UỦ][ỷy]\s+ban\s+nhân\s+dân|Chủ\s+tịch|Thủ\s+tướng)\b", re.IGNORECASE)
# Words that say no more than that duties follow.
_ONLY_INTRODUCES = re.compile(
    r"(?:có|chịu)\s+(?:các\s+|quyền\s+hạn\s+và\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s*,?\s*[^\W\d]+){0,6}\s*:[\s*]*$",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:nội\s+dung|việc|nhiệm\s+vụ|hoạt\s+động|quyền\s+hạn)\s+(?:cụ\s+thể\s+)?(?:sau|như\s+sau|sau\s+đây)\s*:[\s*]*$"
    r"|nhiệm\s+vụ,?\s+(?:và\s+)?quyền\s+hạn\b[^:;.]{0,200}\bnhư\s+sau\s*:[\s*]*$",
    re.IGNORECASE,
)
# The time of what was said just before: "Thời gian hoàn thành: Trước ngày 31/5/2026."
_DATED = re.compile(r"^thời\s+(?:gian|hạn)\s+(?:[^\W\d]+\s*){0,4}:\s*(?P<deadline>\S.*)$", re.IGNORECASE)
_MIN_WORDS, _REACH, _JOINT_REACH = 3, 400, 120


@dataclass(frozen=True, slots=True)
class _Stated:
    """A sentence at ``start`` that tells a duty of ``owner``; from ``predicate_at`` it says what."""

    owner: Owner
    sentence: str
    start: int
    predicate_at: int


class WordReader:
    """Reads the provisions of one document in order; remembers which units are headed by agencies."""

    def __init__(self, provisions: Sequence[Provision], text: str) -> None:
        self.text = text
        self.registry = AgencyRegistry.load()
        self.parents = {provision.address: provision.parent for provision in provisions}
        self.headed: dict[Address, Owner] = {}

    def read(self, provision: Provision) -> Iterable[Assignment]:
        """The assignments that the provision's own words state; provisions must come in reading order."""
        if provision.level not in _SPOKEN:
            return
        opening = provision.level is Level.PARAGRAPH and (provision.parent is None or provision.parent.last.is_part)
        heading = headed_by(provision) if execution_in(provision.text) is None else None
        if heading:
            self.headed[provision.address] = heading.owner
            start, body = provision.start + heading.end, provision.text[heading.end :]
        else:
            skip = marker_length(provision)
            start, body = provision.start + skip, provision.text[skip:]
        owner = heading.owner if heading else self._owner(provision)
        found: list[Assignment] = []
        before: Owner | None = None
        for sentence_start, sentence in sentences(body, start):
            dated = _DATED.match(squeeze(plain_text(sentence)))
            if dated:
                found = [replace(each, deadline=each.deadline or dated["deadline"].rstrip(".;")) for each in found]
            elif not (opening and is_promulgation(squeeze(plain_text(sentence)))):
                stated = self._stated(sentence, sentence_start, owner, before)
                before = stated.owner if stated else None
                found += self._assigned(stated, provision.address, owner) if stated else ()
        if not opening and before and len(found) <= 1:
            self._introduce(provision, before)
        yield from found

    def _introduce(self, provision: Provision, subject: Owner) -> None:
        """What stands below a unit that says that duties follow is its subject's ("Giao Sở Y tế có trách nhiệm:")."""
        introduces = _ONLY_INTRODUCES.search(provision.text) or _INTRODUCES.search(provision.text)
        if not introduces or provision.address in self.headed:
            return
        is_line = provision.level is Level.PARAGRAPH
        below = provision.parent if is_line else provision.address
        if below is not None and below not in self.headed:
            self.headed[below] = subject

    def _owner(self, provision: Provision) -> Owner | None:
        """The agencies of the nearest agency-headed unit above, and whether they are requested."""
        parent = provision.parent
        while parent is not None and parent not in self.headed:
            parent = self.parents.get(parent)
        return self.headed[parent] if parent is not None else None

    def _stated(self, sentence: str, start: int, owner: Owner | None, before: Owner | None) -> _Stated | None:
        """Who is to do what ``sentence`` says: its own subject, that of what stands ``before`` it in the same unit,
        or the agencies of the heading above."""
        mentions, predicate_at = self._subject(sentence, start)
        subject: Owner | None = (mentions, asks(sentence)) if mentions else None
        if subject is None and before and _goes_on(sentence) and not states_no_duty(sentence):
            subject = before
        elif subject is None and owner and not self._is_another(sentence, start, owner[0]):
            subject = None if states_no_duty(sentence) else owner
        return _Stated(subject, sentence, start, predicate_at) if subject else None

    def _assigned(self, stated: _Stated, address: Address, owner: Owner | None) -> Iterable[Assignment]:
        (subject, requested), sentence, start = stated.owner, stated.sentence, stated.start
        predicate = sentence[stated.predicate_at :]
        if len(predicate.split()) < _MIN_WORDS or _lists_names(predicate) or _ONLY_INTRODUCES.search(predicate):
            return
        roles = {role_of(predicate.lstrip(" ,:-*")): subject}
        if requested:
            roles[Role.REQUESTED] = subject
        partners = self._partners(predicate, start + stated.predicate_at)
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
        In "UBND tỉnh yêu cầu các sở ..." those asked are the subject, in "Căn cứ Kế hoạch này, các sở ..." the sở.
        """
        execution = execution_in(sentence)
        if execution is not None:
            listed = self.registry.find(sentence[:execution], start)
            return tuple(m for m in listed if not _OF.search(sentence[: m.span.start - start])), execution
        order = _ORDER.match(sentence)
        mentions, end = self._opening(sentence, start, order.end() if order else 0)
        later = _ORDER.match(sentence[end - start :]) if mentions and _ORDERING.match(mentions[0].name) else None
        if later:
            mentions, end = self._opening(sentence, start, end - start + later.end())
        if mentions:
            is_told = opens_duty(sentence[end - start :]) or bool(_TASKING.match(sentence))
            return (mentions, end - start) if is_told else ((), 0)
        return self._behind_setting(sentence, start)

    def _opening(self, sentence: str, start: int, at: int) -> tuple[Mentions, int]:
        return self._chain(sentence[at : at + _REACH], start + at)

    def _behind_setting(self, sentence: str, start: int) -> tuple[Mentions, int]:
        """The agencies behind words that say when or on what ground ("Căn cứ Kế hoạch này, các sở ... xây dựng")."""
        setting = _SETTING.match(sentence)
        if setting is None:
            return (), 0
        mentions, end = self._opening(sentence, start, setting.end())
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
            if mention.span.start < end:
                continue
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


def _goes_on(sentence: str) -> bool:
    """Whether a sentence without a subject goes on about what the subject before it does."""
    return sentence[:1].islower() or opens_duty(sentence)


def _lists_names(predicate: str) -> bool:
    """Whether the words are a list of proper names (the communes of a heading) and no duty."""
    pieces = [piece.split() for piece in predicate.strip(" .:;").split(",")]
    return len(pieces) > 1 and all(words and all(word[:1].isupper() for word in words) for words in pieces)
