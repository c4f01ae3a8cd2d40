"""A question as people type it becomes a ``Query``: what is asked, of whom, in which documents, about what.

Everything is matched without marks; abbreviations are spelled out where their neighbours allow it, marks that were not
typed are restored. What is left when all that is recognised is taken away is the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ingest.agencies import AgencyRegistry
from ingest.archive import Archive
from ingest.folding import fold, normalize, strip_marks
from ingest.records import Role, Span
from ingest.registry_questions import QuestionAgency
from search.answer import Kind
from search.evidence.library import Library
from search.question import lexicon, terms
from search.question.abbreviations import expand
from search.question.query import Deadline, Query
from search.question.scope import Found, find_scope
from search.question.times import read_deadline
from search.question.tokens import Line, Token, segments

_MARKED = 0.45  # share of the words with marks from which a question was typed with them
_SHORT_PART = 9  # words of a part of a question that asks something besides
_NUMERAL = re.compile(r"^(?:i{1,3}|iv|\d{1,2})$")
_GIVES_WORK = re.compile(r"\b(?:giao|phân công|phan cong|yêu cầu|yeu cau|đề nghị|de nghi)\s+(?:cho\s+)?$")
_TIME_UNITS = ("quy", "thang", "nam", "tuan", "ngay")
_TASK_KINDS = (Kind.LIST, Kind.COUNT, Kind.DUTY, Kind.COORDINATE)
_CLAUSE_UNITS = (
    ("muc-", re.compile(r"\bmuc\s+([ivxlc]+|\d+)\b")),
    ("dieu-", re.compile(r"\bdieu\s+(\d+[a-z]?)\b")),
    ("", re.compile(r"\bkhoan\s+(\d+[a-z]?)\b")),
    ("", re.compile(r"\bdiem\s+([a-z]|\d+(?:\.\d+)+)\b(?!\s+(?:so|danh gia))")),
    ("stt-", re.compile(r"\b(?:stt|so thu tu|dong)\s+(\d+)\b")),
)


def understand(question: str, archive: Archive, restore: Callable[[str], str]) -> Query:
    """The reading of ``question`` against ``archive``; ``restore`` puts back marks that were not typed and keeps the
    length of the text."""
    catalogue = Library.of(archive).catalogue
    text = expand(question, [entry.metadata.province for entry in catalogue if entry.metadata.province])
    rewritten = restored(text, restore)
    found = find_scope(text, archive, catalogue)
    agencies = _subjects(find_agencies(text, rewritten), found, text)
    kind, aspect = classify(rewritten, bool(agencies))
    agencies = [agency for agency in agencies if _counts(agency, kind)]
    facets = facets_of(rewritten)
    deadline = read_deadline(text) if kind in (Kind.LIST, Kind.COUNT) else Deadline()
    sought, scoping = terms.sought_documents(rewritten, found.names) if kind is Kind.MENTION else ((), found.names)
    claimed = [
        *found.claimed,
        *(_with_verb(text, agency.span) for agency in agencies),
        *cue_spans(rewritten, {kind, aspect}),
    ]
    return Query(
        question=question,
        rewritten=rewritten,
        kind=kind,
        aspect=aspect,
        scope=found.of_names(scoping),
        agencies=tuple(agencies),
        roles=_roles(kind, facets),
        facets=facets,
        deadline=deadline,
        clause=clause_reference(text),
        terms=terms.mention_terms(text, rewritten, sought) if kind is Kind.MENTION else (),
        runs=topic_of(rewritten, claimed, bool(deadline)),
    )


def facets_of(text: str) -> frozenset[str]:
    """What ``text`` asks besides its kind."""
    line = Line.read(text)
    return frozenset(facet for facet in lexicon.facets() if _any(line, lexicon.facet_cues(facet)))


def _counts(agency: QuestionAgency, kind: Kind) -> bool:
    """Whether an agency is a condition of a question of this kind, rather than words of what it is about."""
    if kind in (Kind.OPEN, Kind.DEFINITION, Kind.MENTION):
        return False
    if kind in (Kind.LEAD, Kind.DEADLINE) and agency.agency_id:
        return not AgencyRegistry.load().get(agency.agency_id).is_group
    return True


def restored(text: str, restore: Callable[[str], str]) -> str:
    """``text`` with marks restored, or ``text`` itself where that would shift places in it."""
    if _share_of_marked(text) >= _MARKED:
        return text
    marked = restore(text)
    return marked if len(marked) == len(text) else text


def _share_of_marked(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", text)
    return sum(1 for word in words if strip_marks(word) != word) / len(words) if words else 1.0


def find_agencies(text: str, rewritten: str) -> list[QuestionAgency]:
    """Agencies in the question as typed; when there are none, in the question with its marks restored."""
    registry = AgencyRegistry.load()
    return registry.find_in_question(text) or registry.find_in_question(rewritten)


def _subjects(agencies: Iterable[QuestionAgency], found: Found, text: str) -> list[QuestionAgency]:
    """``agencies`` without those that only name the issuer of a document ("Kế hoạch 34/KH-UBND của UBND tỉnh")."""
    return [agency for agency in agencies if not _is_issuer(agency.span, found, text)]


def _is_issuer(span: Span, found: Found, text: str) -> bool:
    before = fold(text[: span.start])
    if not re.search(r"\b(cua|do)$", before):
        return False
    return any(0 <= span.start - claimed.end <= len(" của ") for claimed in found.claimed)


def _with_verb(text: str, span: Span) -> Span:
    """``span`` of an agency, widened over the verb that gives it work: "giao Sở Tài chính việc gì"."""
    before = _GIVES_WORK.search(text[: span.start].casefold())
    return Span(before.start(), span.end) if before else span


def classify(text: str, has_agency: bool) -> tuple[Kind, Kind]:
    """What is asked, and for a comparison what is compared (otherwise the same)."""
    kinds = _kinds(text, has_agency, by_sound=False) or _kinds(text, has_agency, by_sound=True) or [Kind.OPEN]
    aspect = next((kind for kind in kinds if kind is not Kind.COMPARE), Kind.OPEN)
    return (kinds[0], aspect) if kinds[0] is Kind.COMPARE else (aspect, aspect)


def _kinds(text: str, has_agency: bool, by_sound: bool) -> list[Kind]:
    """The kinds whose cues ``text`` holds, in order of precedence; "by when" asked after something else comes last,
    as it asks for a detail of that."""
    line = Line.read(text, by_sound)
    starts: dict[Kind, int] = {}
    for cue in lexicon.kind_cues(by_sound):
        if has_agency or not cue.needs_agency:
            spans = [span.start for pattern in cue.phrases for span in line.matches(pattern)]
            if spans:
                starts.setdefault(cue.kind, min(spans))
    kinds = list(starts)
    details = [kind for kind in kinds if kind is Kind.DEADLINE and _comes_after_duty(starts)]
    return [kind for kind in kinds if kind not in details] + details


def _comes_after_duty(starts: Mapping[Kind, int]) -> bool:
    asked = [starts[kind] for kind in (Kind.DUTY, Kind.LEAD, Kind.COORDINATE) if kind in starts]
    return any(start < starts[Kind.DEADLINE] for start in asked)


def _any(line: Line, patterns: Iterable[re.Pattern[str]]) -> bool:
    return any(True for pattern in patterns for _ in line.matches(pattern))


def _roles(kind: Kind, facets: frozenset[str]) -> tuple[Role, ...]:
    if kind is Kind.COORDINATE:
        return (Role.COORDINATE,)
    if kind in _TASK_KINDS and "lead" in facets:
        return (Role.LEAD, Role.COORDINATE) if "coordinate" in facets else (Role.LEAD,)
    if kind in _TASK_KINDS and "coordinate" in facets:
        return (Role.COORDINATE,)
    return ()


def clause_reference(text: str) -> str:
    """The clause that ``text`` names by number, outermost first, as steps joined by "/"; "" when it names none.

    >>> clause_reference("khoản 2 Điều 5 Luật Công chứng quy định gì?")
    'dieu-5/2'
    """
    plain = fold(text)
    steps = []
    for prefix, pattern in _CLAUSE_UNITS:
        match = pattern.search(plain)
        if match:
            steps.append(f"{prefix}{match[1].upper() if prefix == 'muc-' else match[1]}")
    return "/".join(steps)


def cue_spans(text: str, kinds: Collection[Kind]) -> list[Span]:
    """Spans of ``text`` that say how something is asked rather than what about."""
    line = Line.read(text)
    spans = [span for kind in kinds for pattern in lexicon.plain_cues(kind) for span in line.matches(pattern)]
    heard = Line.read(text, by_sound=True)
    return spans + list(heard.matches(lexicon.sounding_pattern("filler_phrases")))


def topic_of(text: str, claimed: Sequence[Span], timed: bool) -> tuple[str, ...]:
    """The words of ``text`` that nothing claimed and that carry content, in order, in runs that stood together.

    A part of the question that asks something besides, after a comma or full stop, does not narrow the topic, unless
    nothing else is left. ``timed`` leaves out the time named as a condition.
    """
    parts = segments(text)
    chosen = [_content(text, part, claimed, timed) for part in parts]
    main = [runs for part, runs in zip(parts, chosen, strict=True) if not _asks_besides(part, parts, text)]
    return tuple(run for runs in main for run in runs) or tuple(run for runs in chosen for run in runs)


def _asks_besides(part: Span, parts: Sequence[Span], text: str) -> bool:
    if part == parts[0]:
        return False
    line = Line.read(part.of(text))
    return len(line.tokens) <= _SHORT_PART and any(
        _any(line, lexicon.facet_cues(facet)) for facet in ("deadline", "place", "value", "coordinate")
    )


def _content(text: str, part: Span, claimed: Sequence[Span], timed: bool) -> list[str]:
    runs: list[list[str]] = [[]]
    tokens = [token for token in Line.read(text).tokens if part.start <= token.span.start < part.end]
    for index, token in enumerate(tokens):
        taken = any(span.start <= token.span.start < span.end for span in claimed)
        counted = not timed and _names_time(tokens, index)
        if taken or (timed and _NUMERAL.match(token.key)) or (_is_filler(token) and not counted):
            runs.append([])
        else:
            runs[-1].append(token.text)
    return [" ".join(run) for run in runs if run]


def _is_filler(token: Token) -> bool:
    return normalize(token.text) in lexicon.word_set("fillers")


def _names_time(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token belongs to "quý I" or "6 tháng": a unit of time with its number, not a year."""
    beside = [tokens[place].key for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    return tokens[index].key in _TIME_UNITS and any(_NUMERAL.match(key) for key in beside)
