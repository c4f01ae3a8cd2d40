"""A question as people type it becomes a ``Query``: what is asked, of whom, in which documents, about what.

Everything is matched without marks; abbreviations are spelled out where their neighbours allow it, marks that were not
typed are restored. What is left when all that is recognised is taken away is the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.agencies import AgencyRegistry
from ingest.folding import fold, strip_marks
from ingest.records import Role, Span
from ingest.registry_questions import QuestionAgency
from search.answer import Kind
from search.evidence.bases import basis_asked_for
from search.evidence.library import Library
from search.question import lexicon, terms
from search.question.abbreviations import expand, in_print
from search.question.asks import Asked, asked
from search.question.becoming import asks_what_it_became
from search.question.clause_names import clause_names
from search.question.clock import levelled
from search.question.cue import Cue
from search.question.kept_marks import with_asked, with_kept
from search.question.lay_words import in_printed_words
from search.question.letters import mended
from search.question.names import Named, read_names
from search.question.parted import parted
from search.question.query import Deadline, Name, Query, Scope
from search.question.remarks import asides, remarks
from search.question.scope import Found, find_scope
from search.question.sides import sides_of
from search.question.times import read_deadline
from search.question.tokens import Line
from search.question.topic import cue_spans, topic_of
from search.question.undoing import is_about_undoing

_GIVES_WORK = re.compile(r"\b(?:giao|phân công|phan cong|yêu cầu|yeu cau|đề nghị|de nghi)\s+(?:cho\s+)?$")
_BODIES = re.compile(r"(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)\b")  # "nghị quyết HĐND thành phố"
_ASKED_TYPE = re.compile(r"\b(?:quyet dinh|ke hoach|nghi quyet|van ban|chi thi|cong van) (?:nao|gi) (?:cua|do)$")
_DOCUMENT = re.compile(
    r"\b(?:van ban|ke hoach|quyet dinh|cong van|chi thi|nghi quyet|thong bao|to trinh|huong dan|de an|tai lieu)\b"
)
_ITS_DAY = re.compile(r"\W*(?:la |ra |ky )*(?:ngay|hom) (?:nao|may|bao nhieu)\W*$")
_OF_THE_DOCUMENT = (Kind.SIGNER, Kind.METADATA)
_TASK_KINDS = (Kind.LIST, Kind.COUNT, Kind.DUTY, Kind.COORDINATE)


def understand(question: str, library: Library, restore: Callable[[str], str]) -> Query:
    """The reading of ``question`` against ``library``; ``restore`` puts back marks that were not typed and keeps the
    length of the text."""
    return _with_parts(_in_printed_words(_read(question, library, restore), library, restore), library)


def understand_typed(question: str, library: Library, restore: Callable[[str], str]) -> Query:
    """``understand`` with everyday words as they were typed."""
    return _with_parts(_read(question, library, restore), library)


def _with_parts(whole: Query, library: Library) -> Query:
    def read(words: str) -> Query:  # a part of the question, whose names and marks are right by now
        return _read_named(Named(words), library, _as_typed)

    if whole.kind is Kind.SUCCESSION:
        return whole
    parts = parted(whole, read) if whole.kind is not Kind.COMPARE else ()
    return replace(whole, parts=parts, sides=() if parts else sides_of(whole, read))


def _in_printed_words(query: Query, library: Library, restore: Callable[[str], str]) -> Query:
    """``query`` with everyday words as documents print them; what is mentioned somewhere is sought as it was typed."""
    if query.kind is Kind.MENTION:
        return query
    typed = query.question
    printed = in_printed_words(typed)
    if printed == typed:
        typed, restore = query.rewritten, _as_typed
        printed = in_printed_words(typed)
        printed = in_printed_words(printed, is_unmarked=True) if _is_unmarked(query.question) else printed
    if printed == typed:
        return query
    return replace(_read(printed, library, restore), question=query.question, understood=query.understood)


def _is_unmarked(text: str) -> bool:
    return strip_marks(text) == text


def _as_typed(text: str) -> str:
    return text


def _read(question: str, library: Library, restore: Callable[[str], str]) -> Query:
    return replace(_read_named(read_names(question, library), library, restore), question=question)


def _read_named(named_right: Named, library: Library, restore: Callable[[str], str]) -> Query:
    text = _as_meant(named_right.text, library)
    rewritten = with_asked(text, with_kept(text, restored(text, restore), library.prints), library.prints)
    found, mentioned = find_scope(text, library), find_agencies(text, rewritten)
    agencies = [_whole(agency, text) for agency in _subjects(mentioned, found, text)]
    told = _without(rewritten, (*found.places, *found.titles))
    facets = facets_of(told)
    what = _both_roles(asked(told, bool(agencies)), facets) if agencies else asked(told, False)
    what = Asked(Kind.SUCCESSION, Kind.SUCCESSION) if asks_what_it_became(text, mentioned) else what
    what = Asked(Kind.METADATA, Kind.METADATA, (*what.kinds, Kind.METADATA)) if _asks_its_day(found, text) else what
    what = _to_whom(what) if what.kind is Kind.METADATA and _sends_no_document(found, text) else what
    agencies = [agency for agency in agencies if _counts(agency, what.kind)]
    deadline = read_deadline(text) if what.kind in (Kind.LIST, Kind.COUNT) else Deadline()
    mentions = what.kind is Kind.MENTION
    sought, scoping = terms.sought_documents(rewritten, found.names) if mentions else ((), found.names)
    named = clause_names(text)
    named_here = _named_here(scoping, what.kind, facets, text)
    claimed = [*_claimed(found, what, text, told), *(name.span for name in named)]
    claimed += [_with_verb(text, agency.span) for agency in agencies if what.kind is not Kind.LEAD]
    claimed += [agency.span for agency in mentioned if _is_issuer(agency.span, found, text)]
    sought_terms = terms.mention_terms(text, rewritten, sought, found.claimed) if mentions else ()
    return Query(
        question=named_right.text,
        understood=named_right.understood,
        rewritten=rewritten,
        kind=what.kind,
        aspect=what.aspect,
        is_weak=what.is_weak,
        scope=_where(found, named_here, _sought(rewritten, sought_terms)),
        names=tuple(scoping),
        asking=told,
        agencies=tuple(agencies),
        roles=_roles(what.kind, facets),
        facets=facets,
        deadline=deadline,
        clauses=named,
        terms=sought_terms,
        runs=topic_of(rewritten, claimed, bool(deadline)),
    )


def _as_meant(text: str, library: Library) -> str:
    """``text`` with abbreviations spelled out, slips mended and clock times levelled."""
    provinces = [entry.metadata.province for entry in library.catalogue if entry.metadata.province]
    mended_text = mended(expand(text, provinces), library.weights().is_printed)
    return levelled(in_print(mended_text, library.weights()))


def _asks_its_day(found: Found, text: str) -> bool:
    """Whether nothing but the day of a document is asked ("Quyết định 3617 của Thanh Hóa ngày nào?")."""
    return bool(found.names) and any(_ITS_DAY.match(fold(text[span.end :])) for span in found.claimed)


def _sends_no_document(found: Found, text: str) -> bool:
    """Whether it is asked to whom something is sent that is none of the documents ("hồ sơ gửi cho ai")."""
    is_document = bool(found.names) or _DOCUMENT.search(fold(text)) is not None
    return lexicon.asked_fields(text) == ("recipients",) and "gui" in fold(text).split() and not is_document


def _to_whom(what: Asked) -> Asked:
    return replace(what, kind=Kind.LEAD, aspect=Kind.LEAD, kinds=(*what.kinds, Kind.LEAD), is_weak=True)


def _claimed(found: Found, what: Asked, text: str, told: str) -> list[Span]:
    """The words that say where is sought and what is asked, and side remarks; the rest may be the topic."""
    return [*found.claimed, *cue_spans(told, what.kinds), *remarks(text, what.places)]


def _sought(text: str, terms: Sequence[str]) -> Sequence[str]:
    """What documents are asked to hold: the words that they mention, or what they rest on."""
    basis = basis_asked_for(text)
    return (*terms, basis) if basis else terms


def _where(found: Found, names: Sequence[Name], sought: Sequence[str]) -> Scope:
    """The scope with ``names``, without a title that is what is sought ("văn bản nào nhắc Luật Phòng thủ dân sự?")."""
    scope = found.of_names(names)
    is_sought = any(fold(scope.title) in fold(term) for term in sought)
    return replace(scope, title="") if scope.title and is_sought else scope


def _without(text: str, places: Iterable[Span]) -> str:
    """``text`` with the names of provinces and words of titles blotted out, letter for letter: "Hà Nội đến" asks for no
    mention, "quyết định phê duyệt danh sách ..." for no list."""
    for span in places:
        text = f"{text[: span.start]}{'_' * (span.end - span.start)}{text[span.end :]}"
    return text


def _named_here(names: Sequence[Name], kind: Kind, facets: frozenset[str], text: str) -> Sequence[Name]:
    """``names`` as the documents that are asked about: where it is about documents, held or missing."""
    of_itself = kind in _OF_THE_DOCUMENT and not is_about_undoing(facets)
    return _held_or_missing(names, text) if of_itself else names


def _held_or_missing(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """``names`` of which those that the archive only cites count as missing: who signed them is asked of themselves;
    but not one that a document is to carry out ("Kế hoạch thực hiện Nghị quyết 48/NQ-CP")."""
    return tuple(
        replace(name, is_cited=name.is_cited and lexicon.states("carries_out", text[: name.span.start]))
        for name in names
    )


def _both_roles(what: Asked, facets: frozenset[str]) -> Asked:
    """What is asked of an agency both as leading and as coordinating: its duties."""
    both = what.kind is Kind.COORDINATE and "lead" in facets and "who" not in facets
    return replace(what, kind=Kind.DUTY, aspect=Kind.DUTY) if both else what


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
    marked = restore(text)
    return marked if len(marked) == len(text) else text


def find_agencies(text: str, rewritten: str) -> list[QuestionAgency]:
    """Agencies in the question as typed; when there are none, in the question with its marks restored."""
    registry = AgencyRegistry.load()
    return registry.find_in_question(text) or (registry.find_in_question(rewritten) if rewritten != text else [])


def _subjects(agencies: Iterable[QuestionAgency], found: Found, text: str) -> list[QuestionAgency]:
    """``agencies`` without those that only name the issuer of a document ("Kế hoạch 34/KH-UBND của UBND tỉnh"), and
    those named beside, as successors."""
    beside = asides(text)
    subjects = [agency for agency in agencies if not _is_issuer(agency.span, found, text)]
    return [one for one in subjects if not any(span.start <= one.span.start < span.end for span in beside)]


def _types() -> frozenset[str]:
    return lexicon.word_set("document_types")


def _is_issuer(span: Span, found: Found, text: str) -> bool:
    before = fold(text[: span.start])
    if _BODIES.match(fold(span.of(text))) and any(before.endswith(fold(kind)) for kind in _types()):
        return True
    if _ASKED_TYPE.search(before):
        return True
    if not re.search(r"\b(cua|do)$", before):
        return False
    return any(0 <= span.start - claimed.end <= len(" của ") for claimed in found.claimed)


def _whole(agency: QuestionAgency, text: str) -> QuestionAgency:
    """``agency`` with the rest of its name where only its beginning was recognised ("sở khoa học và công nge")."""
    said = [token for token in Line.read(text).tokens if token.span.start >= agency.span.start]
    name = Line.read(agency.name).keys
    past = sum(1 for token in said if token.span.end <= agency.span.end)
    rest = said[past : len(name)]
    if agency.exact or not rest or not all(map(_is_slip_of, (token.key for token in rest), name[past:])):
        return agency
    return replace(agency, span=Span(agency.span.start, rest[-1].span.end))


def _is_slip_of(typed: str, key: str) -> bool:
    return lexicon.sound(typed) == lexicon.sound(key) or typed[:2] == key[:2]


def _with_verb(text: str, span: Span) -> Span:
    """``span`` of an agency, widened over the verb that gives it work: "giao Sở Tài chính việc gì"."""
    before = _GIVES_WORK.search(text[: span.start].casefold())
    return Span(before.start(), span.end) if before else span


def _any(line: Line, patterns: Iterable[Cue]) -> bool:
    return any(True for pattern in patterns for _ in line.matches(pattern))


def _roles(kind: Kind, facets: frozenset[str]) -> tuple[Role, ...]:
    if kind is Kind.COORDINATE:
        return (Role.COORDINATE,)
    if kind in _TASK_KINDS and "lead" in facets:
        return (Role.LEAD, Role.COORDINATE) if "coordinate" in facets else (Role.LEAD,)
    if kind in _TASK_KINDS and "coordinate" in facets:
        return (Role.COORDINATE,)
    return ()
