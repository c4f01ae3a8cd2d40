"""Clauses that state something of a certain kind: reporting duties, funding, dates, figures, meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from ingest.folding import fold
from ingest.records import Level, Span
from search.evidence.library import Clause, Evidence, Library
from search.question.lexicon import states
from search.relevance import Topic

_PERSON = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\s+(?:[A-ZĐÀ-Ỹ]\w+\s+){1,4}[A-ZĐÀ-Ỹ]\w+")
_RATE = re.compile(r"\b(?:đồng|triệu|tỷ|nghìn)(?:\s*/\s*\w+)+", re.IGNORECASE)
_CITED = re.compile(
    r"(?<!\w)\d+(?:/\d{4})?/(?-i:[A-ZĐ]{2,})[\w&-]*\s+ngày\s+\d{1,2}\s*(?:tháng\s+\d{1,2}\s+năm\s+\d{4}|/\s*\d{1,2}\s*/\s*\d{4})"
    r"|(?<!\w)\d+/\d{4}/(?-i:[A-ZĐ]{2,})[\w&-]*"
    r"|số\s+\d[\w/.&-]*(?:\s*-\s*[\w/&-]+)*\s+ngày\s+\d{1,2}\s*(?:tháng\s+\d{1,2}\s+năm\s+\d{4}|/\s*\d{1,2}\s*/\s*\d{4})",
    re.IGNORECASE,
)
_TIME_HEADING = re.compile(r"^[\W\d]*thoi (?:gian|han)\b")
_TIME_LABEL = re.compile(r"^[\W\d]*thoi (?:gian|han)(?: \w+){0,4}\s*:\s*\S")
_TIME_SENTENCE = re.compile(
    r"^[\W\d]*thoi (?:gian|han)(?:(?: \w+){0,4}\s*:"
    r"|(?: (?:thuc hien|hoan thanh|trien khai|giai quyet|gui|nop|bao cao|xong|la))*)"
    r"\s*(?:ke )?(?:truoc|trong|den|tu|vao|cham nhat|khong qua|toi da|quy|thang|ngay|nam|hang|dinh ky|thuong xuyen|\d)"
)
_DAY = re.compile(r"(\d{1,2})\s*(?:/|-|tháng)\s*(\d{1,2})\s*(?:/|-|năm)\s*(\d{4})")
_EXPLAINS = "giai thich tu ngu"  # the heading under which a document says what its words mean
_LONG_TERM = 14  # words
_MOST_OF_TERM = 0.6  # of the words of a term, that a question must say
_NO_RULES = (Level.ROW, Level.BASIS)
_HEADING = MOST_SHARED = 1.1
_AROUND = 0.5  # of what headings above add
_TITLE = 15  # words of a heading that is a title
_TEXTUAL = (
    Level.PARAGRAPH,
    Level.CLAUSE,
    Level.POINT,
    Level.DASH,
    Level.ARTICLE,
    Level.SECTION,
    Level.ROW,
    Level.BASIS,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or clause with how much of the topic it holds."""

    evidence: Evidence
    score: float


def statements(library: Library, document_ids: Sequence[str], levels: Sequence[Level] = _TEXTUAL) -> Iterator[Evidence]:
    """Every sentence that states something, in reading order; those of ``levels`` alone when given."""
    for clause in library.clauses(document_ids, levels):
        yield from clause.statements


def rules(library: Library, document_ids: Sequence[str]) -> list[Evidence]:
    """``statements`` without the rows of tables, which are tasks and held by assignments, and without legal bases."""
    return [each for each in statements(library, document_ids) if each.clause.provision.level not in _NO_RULES]


def times(library: Library, document_ids: Sequence[str]) -> list[Evidence]:
    """What stands under a heading or label that says it is a time ("3. Thời gian thực hiện: Từ nay đến hết năm")."""
    found = rules(library, document_ids)
    return [each for each in found if _tells_time(each) and not is_heading_only(each)]


def timed(library: Library, document_ids: Sequence[str]) -> list[tuple[Evidence, Evidence]]:
    """Clauses with the line below them, and sentences of a clause with the one behind them, that say by when: "Thời
    hạn hoàn thành: ...", "Thời gian hoàn thành trước ngày 5/12."."""
    pairs: list[tuple[Evidence, Evidence]] = []
    before: Clause | None = None
    for clause in library.clauses(document_ids, _TEXTUAL):
        pairs += _timed_inside(clause)
        is_time = _TIME_LABEL.match(fold(clause.provision.text)) is not None
        if is_time and before is not None and clause.sentences and before.document is clause.document:
            pairs.append((_whole(before), _whole(clause)))
        before = clause if clause.sentences and not is_time else before
    return pairs


def is_label_of_time(evidence: Evidence) -> bool:
    """Whether it says of itself that it is a time ("Thời gian: Từ ngày ...")."""
    return _TIME_LABEL.match(fold(evidence.text)) is not None


def _timed_inside(clause: Clause) -> Iterator[tuple[Evidence, Evidence]]:
    start = 0
    for number, each in enumerate(clause.sentences):
        if number > start and _TIME_SENTENCE.match(fold(each.text)) and is_dated(each):
            said = Span(clause.sentences[start].span.start, clause.sentences[number - 1].span.end)
            yield Evidence(clause, said), each
            start = number + 1


def _whole(clause: Clause) -> Evidence:
    return Evidence(clause, Span(clause.sentences[0].span.start, clause.sentences[-1].span.end))


def _tells_time(evidence: Evidence) -> bool:
    headings = (evidence.clause.provision.heading, *(step.heading for step in evidence.clause.path[1:-1][-1:]))
    return any(_TIME_HEADING.match(fold(text)) for text in (evidence.text, *headings))


def reporting(library: Library, document_ids: Sequence[str]) -> list[Evidence]:
    """Sentences outside tables that say how often or by when is reported."""
    found = rules(library, document_ids)
    return [each for each in found if states_report(each)]


def states_report(evidence: Evidence) -> bool:
    """Whether it says how often or by when is reported."""
    return states("reports", evidence.text) and states("periodic", evidence.text)


def funding(library: Library, document_ids: Sequence[str]) -> list[Evidence]:
    """What stands under a heading about funding, and sentences elsewhere that say where money comes from."""
    found: list[Evidence] = []
    for clause in library.clauses(document_ids, [level for level in _TEXTUAL if level is not Level.BASIS]):
        here = [each for each in clause.sentences if not is_heading_only(each)]
        if _under_money_heading(clause):
            found += here
        else:
            found += [each for each in here if states_money(each) and clause.provision.level is not Level.ROW]
    return found


def _under_money_heading(clause: Clause) -> bool:
    return any(_is_of_money(step.heading) for step in clause.path if step.level is not Level.PART)


def _is_of_money(heading: str) -> bool:
    """Whether it is a title that names money, or begins with it; a long sentence may only mention it."""
    is_title = len(heading.split()) <= _TITLE
    return states("money_heading", heading) if is_title else states("money_label", heading)


def states_money(evidence: Evidence) -> bool:
    """Whether it says where money comes from."""
    return states("money", evidence.text) and states("gives_money", evidence.text)


def says_source(evidence: Evidence) -> bool:
    """Whether it says of the whole document where the money comes from ("Nguồn kinh phí thực hiện: ...")."""
    return states("money_label", evidence.text)


def introduction(library: Library, clause: Clause) -> Evidence | None:
    """The words before a colon that introduce the list of which ``clause`` is an item: the end of the clause above, or
    of a paragraph that stands before it under that one."""
    above = library.clause(clause.document.id, clause.provision.parent) if clause.provision.parent else None
    if above is None:
        return None
    earlier = takewhile(lambda each: each.key != clause.key, library.below(above))
    before = [
        each for each in earlier if each.provision.level is Level.PARAGRAPH and len(each.path) == len(clause.path)
    ]
    ends = [each.sentences[-1] for each in (above, *before) if each.sentences]
    return next((each for each in reversed(ends) if each.text.endswith(":")), None)


def is_heading_only(evidence: Evidence) -> bool:
    """Whether ``evidence`` is no more than the heading of its clause, with clauses under it."""
    heading = evidence.clause.provision.heading
    if not heading or evidence.clause.is_leaf:
        return False
    return fold(evidence.text).rstrip(" :.") == fold(heading).rstrip(" :.")


def is_dated(evidence: Evidence) -> bool:
    """Whether it names a time; a price by the month or year is none, nor is the day of a document that it cites."""
    return states("times", _RATE.sub("", uncited(evidence.text)))


def uncited(text: str) -> str:
    """``text`` without the numbers and days of documents that it cites, which are no times that it sets."""
    return _CITED.sub("", text)


def is_past(evidence: Evidence) -> bool:
    """Whether every day that it names was over when its document was issued: it tells what was, and sets no time."""
    issued = evidence.clause.document.metadata.issued_on
    days = [each for each in map(_day, _DAY.finditer(uncited(evidence.text))) if each]
    return issued is not None and bool(days) and all(day < issued for day in days)


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def share_under_headings(evidence: Evidence, topic: Topic) -> float:
    """How much of ``topic`` it holds, up to ``MOST_SHARED``; what the headings above it say counts for it in part, and
    a heading that says little else than the topic counts more than a clause that says it in passing."""
    own = topic.score(evidence.text)
    if is_heading_only(evidence):
        return own * _HEADING
    if not evidence.clause.headings:
        return own
    around = topic.score(f"{evidence.text} {evidence.clause.headings}")
    return max(own, own + _AROUND * (around - own))


def naming_persons(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Those that print the name of a person with a form of address."""
    return [each for each in evidence if _PERSON.search(each.text)]


def definitions(library: Library, document_ids: Sequence[str], term: str) -> list[Evidence]:
    """Sentences that say what ``term`` is: "TERM là ...", or, for an acronym, its long form with "(TERM)" behind."""
    name = re.escape(fold(term))
    says = re.compile(rf"^(?:\W*{name}\s+(?:la|duoc hieu la|gom|bao gom)\b)|\w \(\W*{name}\W*\)|\b{name} \(")
    printing = [each for each in document_ids if all(word in library.plain(each) for word in fold(term).split())]
    return [each for each in statements(library, printing) if says.search(fold(each.text))]


def explained(library: Library, document_ids: Sequence[str], topic: str) -> list[Evidence]:
    """Under a heading that explains words, the sentences about the term that holds all of ``topic`` and the least more;
    none where it is a small part of every such term."""
    asked = set(_plain_words(topic))
    terms = ((set(_plain_words(term)), each) for term, each in terms_explained(library, document_ids if asked else ()))
    held = [(len(asked) / len(words), each) for words, each in terms if words and asked <= words]
    best = max((share for share, _ in held), default=0.0)
    return [each for share, each in held if share == best >= _MOST_OF_TERM]


def terms_explained(library: Library, document_ids: Sequence[str]) -> list[tuple[str, Evidence]]:
    """The terms that sentences under a heading explain, without marks, each with its sentence."""
    printing = [each for each in document_ids if _EXPLAINS in library.plain(each)]
    terms = ((fold(_explained_term(each)), each) for each in statements(library, printing))
    return [(term, each) for term, each in terms if term]


def _explained_term(evidence: Evidence) -> str:
    """The term that a sentence explains ("Lưu trú là việc ..."), "" when it explains none."""
    if _EXPLAINS not in fold(evidence.clause.headings):
        return ""
    term, says, _ = evidence.text.partition(" là ")
    term = re.sub(r"\s+(?:được hiểu|nghĩa)$|\s*\(.*?\)", "", term)
    return term if says and len(term.split()) <= _LONG_TERM else ""


def _plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
