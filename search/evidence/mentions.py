"""Every place that prints a term or a document number: complete, by literal search over all clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.folding import fold, normalize, strip_marks
from ingest.numbers import normalize_number
from ingest.records import Span
from search.evidence.library import Evidence, Library
from search.question.lexicon import acronyms, named_terms, word_set

_SURROUNDING = 160  # characters shown at least on each side of a mention in a long clause
_LONG = 640
_BREAKS = (".", ";", "\n")
# Small words, then capitals with whatever follows: these alone are what is named.
_NAME_IN_CAPITALS = re.compile(r"^(?:[a-zà-ỹđ]+\s+)+(?P<name>[A-ZĐ]{3,}(?:\s+[A-ZĐ\d][\w:.-]*)*)$")
_IS_NUMBER = re.compile(r"\d\w*\s*[/-]\s*\w")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where ``term`` is printed, and where it is only meant: an index named in words without its acronym."""

    term: str
    printed: tuple[Evidence, ...]
    in_words: tuple[Evidence, ...] = ()


def find_mentions(library: Library, document_ids: Sequence[str], term: str) -> Mentions:
    """All mentions of ``term``; of one that ends in a name in capitals ("tiêu chuẩn TCVN ISO 9001:2015") those of that
    name. Where nothing prints it whole, words in front ("chỉ số PAPI") are left out in turn."""
    named = _NAME_IN_CAPITALS.search(term)
    term = named["name"] if named else term
    for shorter in _without_leading_words(term):
        printed = _printed(library, document_ids, shorter)
        if printed:
            return Mentions(shorter, printed, _in_words(library, document_ids, shorter, printed))
    return Mentions(term, (), _in_words(library, document_ids, term, ()))


def _without_leading_words(term: str) -> Iterator[str]:
    """``term``, then without the general words in front of it ("chỉ số"), one after the other."""
    yield term
    leading = sorted(word_set("leading_words"), key=len, reverse=True)
    while found := next((word for word in leading if normalize(term).startswith(f"{normalize(word)} ")), None):
        term = term[len(found) :].strip()
        yield term


def _printed(library: Library, document_ids: Sequence[str], term: str) -> tuple[Evidence, ...]:
    searches = [(_pattern(form), form) for form in _forms(term)]
    holding = [each for each in document_ids if _may_print(library.plain(each), searches)]
    found = []
    for clause in library.clauses(holding):
        for piece in clause.provision.spans:
            here = _first(searches, piece.of(clause.document.text))
            if here:
                found.append(Evidence(clause, _around(clause.document.text, piece, here)))
                break
    return tuple(found)


def _may_print(plain: str, searches: Sequence[tuple[re.Pattern[str], str]]) -> bool:
    """Whether a text without marks holds one of the forms; most are left out by a look for their words."""
    words = ((pattern, re.findall(r"[^\W_]+", fold(form))) for pattern, form in searches)
    return any(pattern.search(plain) for pattern, needed in words if all(word in plain for word in needed))


def _forms(term: str) -> list[str]:
    """``term``, and what it is short for when it is an acronym that is always the same."""
    long = acronyms().get(fold(term))
    return [term, " ".join(long)] if long else [term]


def _pattern(term: str) -> re.Pattern[str]:
    """``term`` without marks in any spacing, bold marks between, as whole words."""
    if _IS_NUMBER.search(term):
        body = r"[\s*]*".join(map(re.escape, fold(normalize_number(term))))
        return re.compile(rf"(?<![\w/]){body}(?!\w)")
    body = r"[\s*]+".join(map(re.escape, fold(term).split()))
    return re.compile(rf"(?<!\w){body}(?!\w)")


def _first(searches: Sequence[tuple[re.Pattern[str], str]], words: str) -> Span | None:
    plain = strip_marks(words).casefold()
    if len(plain) != len(words):
        return None
    for pattern, form in searches:
        for match in pattern.finditer(plain):
            if _marks_agree(form, words[match.start() : match.end()]):
                return Span(match.start(), match.end())
    return None


def _marks_agree(asked: str, printed: str) -> bool:
    """Whether the marks that were typed are printed; one word in three may differ, as scans misread marks."""
    pairs = list(zip(normalize(asked).split(), normalize(printed.replace("*", " ")).split(), strict=False))
    differing = sum(1 for one, other in pairs if one != other and strip_marks(one) != one)
    return differing * 3 <= len(pairs) if len(pairs) > 1 else differing == 0


def _around(text: str, piece: Span, here: Span) -> Span:
    """The whole piece, or of a long one the sentences around the mention (``here``, counted from the piece)."""
    if piece.end - piece.start <= _LONG:
        return _trimmed(text, piece)
    words = piece.of(text)
    start = max(words.rfind(mark, 0, max(0, here.start - _SURROUNDING)) + 1 for mark in _BREAKS)
    ends = [words.find(mark, min(len(words), here.end + _SURROUNDING)) for mark in _BREAKS]
    end = min((end for end in ends if end >= 0), default=len(words))
    return _trimmed(text, Span(piece.start + start, piece.start + end))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + len(words.rstrip()))


def _in_words(
    library: Library, document_ids: Sequence[str], term: str, printed: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """For each document that never prints an index's acronym, the first clause that names the index in words."""
    known = {evidence.clause.document.id for evidence in printed}
    others = [document_id for document_id in document_ids if document_id not in known]
    first: dict[str, Evidence] = {}
    for words in named_terms().get(fold(term), ()):
        for evidence in _printed(library, others, words):
            first.setdefault(evidence.clause.document.id, evidence)
    return tuple(first[document_id] for document_id in others if document_id in first)
