"""Whether what an answer tells is what was asked: a figure of the sort, of the case and the name that the question
says, bounded on the side that it asks. A clause near by that tells something else of the thing is no answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

from ingest.folding import fold, normalize
from ingest.records import Level
from search.answer import Kind
from search.compose import Draft, Fact
from search.compose_values import prints_figure
from search.evidence.clauses import uncited
from search.evidence.inquiry import Inquiry
from search.evidence.unsaid import told
from search.forms_asked import asks_attribute
from search.question.amounts import ranges, stated_amount
from search.question.lexicon import states, word_set
from search.question.values import Wanted, attribute_asked, numbers_asked

_ABOUT_DOCUMENTS = (Kind.MENTION, Kind.SUCCESSION, Kind.SIGNER, Kind.METADATA, Kind.LEGAL_BASIS)
_OF_TIMES = (Kind.DEADLINE, Kind.REPORT)  # in which "mấy xã" says some communes, and "mấy h" what time
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER = r"(?P<number>[ivx]+|\d{1,2}|[a-e])(?![\w./])"
_TIMES = (
    (
        "ngày",
        re.compile(r"\b(?:ngày|hôm) (?:nào|mấy)\b(?! (?:lần|cũng))"),
        re.compile(
            r"\d{1,2}\s*[/-]\s*\d|\d\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tháng)\b|\b(?:tháng|quý|ngày)\s+(?:\d|[IV]+\b)"
            r"|\bngày\s+(?:mồng|mùng|đầu|cuối|làm việc|tiếp theo)|\b(?:từ|sau|trước|khi|trong)\s+ngày\b",
            re.IGNORECASE,
        ),
    ),
    ("năm", re.compile(r"\bnăm (?:nào|mấy)\b(?! cũng)"), re.compile(r"\b(?:19|20)\d\d\b")),
)
_MOST = r"(?:tối đa|nhiều nhất)"
_LEAST = r"(?:tối thiểu|ít nhất)"
_ASKS = r"(?:bao nhiêu|mấy|bao lâu)"
_SAYS_MOST = re.compile(rf"{_MOST}|không quá|không vượt|chậm nhất|cao nhất|dưới|\bquá\b")
_SAYS_LEAST = re.compile(rf"{_LEAST}|không dưới|không ít hơn|thấp nhất|trở lên|\btrên\b")
_FEE = re.compile(r"\bphí\b", re.IGNORECASE)
_FREE = re.compile(
    r"\bphí\b[^:|;–]{0,40}[:|–]\s*(?:không|miễn)\b|\bkhông (?:phải )?(?:thu|nộp|mất|trả) (?:lệ |học )?phí"
    r"|\bmiễn (?:\w+ )?(?:lệ |học )?phí",
    re.IGNORECASE,
)
_ROW_NUMBER = re.compile(r"^\d+\s")
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]{3,}(?![\w/-])")
# How a single Vietnamese syllable is spelled, without marks; what is not is a name or a foreign word.
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_SHORT_FORM = 0.75  # of a name that a short form of it says
_START = re.compile(r"(?:^|[.:;?!(\"“])\s*$")


def unanswered(inquiry: Inquiry, draft: Draft) -> str:
    """What is asked that ``draft`` does not tell, as Vietnamese words behind "không nêu"; "" where it tells it."""
    if not draft.facts or inquiry.query.kind in _ABOUT_DOCUMENTS or "documents" in inquiry.query.facets:
        return ""
    return (
        _other_attribute(inquiry, draft)
        or _other_sort(inquiry, draft)
        or _other_time(inquiry, draft)
        or _other_bound(inquiry, draft)
        or _other_case(inquiry, draft)
        or _other_amount(inquiry, draft)
        or _other_name(inquiry, draft)
    )


def _around(inquiry: Inquiry, draft: Draft) -> str:
    """What is told with the headings and heads above it, the titles and the issuers of its documents."""
    texts = [draft.lead]
    for fact in draft.facts:
        texts.append(fact.text)
        for each in fact.evidence:
            about = each.clause.document.metadata.issuer, each.clause.provision.marker
            texts += [told(inquiry, each), *filter(None, about)]
    return " . ".join(dict.fromkeys(texts))


def _said(fact: Fact) -> str:
    return " . ".join((fact.text, *(each.text for each in fact.evidence)))


def _other_attribute(inquiry: Inquiry, draft: Draft) -> str:
    """The attribute that is asked for where it is not told: a name, an outcome; what was done by a year is told by no
    document of before."""
    wanted = attribute_asked(inquiry.query.rewritten) if asks_attribute(inquiry.query) else None
    if wanted is None or not (wanted.is_done or wanted.is_name):
        return ""
    last = max((each.year for each in _issued(draft)), default=0)
    is_before = wanted.is_done and bool(last) and any(last < year for year in inquiry.query.scope.years)
    is_told = any(wanted.is_in(_said(fact)) for fact in draft.facts)
    return "" if is_told and not is_before else _about(inquiry, wanted.name)


def _issued(draft: Draft) -> Iterator[date]:
    for fact in draft.facts:
        for each in fact.evidence:
            if each.clause.document.metadata.issued_on:
                yield each.clause.document.metadata.issued_on


def _about(inquiry: Inquiry, name: str) -> str:
    return f"{name} về “{inquiry.query.topic}”" if inquiry.query.topic else name


def _other_sort(inquiry: Inquiry, draft: Draft) -> str:
    """The figure that is asked for where none of its sort is told: not a sum, not a share, not how long."""
    wanted = numbers_asked(inquiry.query.asking)
    if inquiry.query.aspect in _OF_TIMES:
        wanted = tuple(each for each in wanted if not each.is_levelled)
    is_told = not wanted or any(_prints(draft, each) for each in wanted) or _is_free(inquiry, draft)
    if is_told or (all(each.is_levelled for each in wanted) and _lists(draft)):
        return ""
    return _about(inquiry, wanted[0].name)


def _prints(draft: Draft, wanted: Wanted) -> bool:
    texts = [draft.lead, *(_ROW_NUMBER.sub("", _said(fact)) for fact in draft.facts)]
    if any(wanted.is_in(text) for text in texts) or any(wanted.is_in(f"1 {head}") for head in _heads(draft)):
        return True
    return wanted.very is not None and any(states("periodic", text) for text in texts)


def _is_free(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a fee is asked for and none is due ("Phí, lệ phí: Không")."""
    asks_fee = _FEE.search(inquiry.query.asking) is not None
    return asks_fee and any(_FREE.search(_said(fact)) for fact in draft.facts)


def _lists(draft: Draft) -> bool:
    """Whether what is counted is told one by one."""
    is_list = len(draft.facts) > 1 or any(fact.text.rstrip().endswith(":") for fact in draft.facts)
    counts = any(prints_figure(each) for fact in draft.facts for each in fact.evidence)
    return bool(draft.lead) or (is_list and not counts)


def _heads(draft: Draft) -> Iterator[str]:
    """What stands in brackets in the heads of rows that tell a figure: "Tỷ lệ (%): 35"."""
    for fact in draft.facts:
        if any(each.clause.provision.level is Level.ROW and prints_figure(each) for each in fact.evidence):
            yield from _IN_BRACKETS.findall(fact.text)


def _other_time(inquiry: Inquiry, draft: Draft) -> str:
    """The day or the year that is asked for where what is told says neither one nor how often."""
    asking, texts = normalize(inquiry.query.asking), [draft.lead, *map(_said, draft.facts)]
    for name, asks, says in _TIMES:
        if asks.search(asking) and not any(says.search(uncited(each)) or states("periodic", each) for each in texts):
            return _about(inquiry, name)
    return ""


def _other_bound(inquiry: Inquiry, draft: Draft) -> str:
    """The bound that is asked for where only the other one is told: the most where a clause says the least."""
    asking, told_facts = normalize(inquiry.query.asking), [normalize(_said(fact)) for fact in draft.facts]
    asks_most, asks_least = (_asks_bound(bound).search(asking) is not None for bound in (_MOST, _LEAST))
    if asks_most is asks_least:
        return ""
    right, wrong = (_SAYS_MOST, _SAYS_LEAST) if asks_most else (_SAYS_LEAST, _SAYS_MOST)
    if all(wrong.search(text) and not right.search(text) for text in told_facts):
        return _about(inquiry, f"mức {'tối đa' if asks_most else 'tối thiểu'}")
    return ""


@cache
def _asks_bound(bound: str) -> re.Pattern[str]:
    return re.compile(rf"{bound}[^,;:?]*\b{_ASKS}\b|\b{_ASKS}\b[^,;:?]*{bound}")


def _other_case(inquiry: Inquiry, draft: Draft) -> str:
    """The class that the question names by its number where only others of the kind are told, or nothing of a Roman
    number: "nhóm IV" is not told by a clause about "nhóm I, nhóm II". Of several that it names one is told first."""
    asked = list(_cases(inquiry.query.rewritten))
    around = _around(inquiry, draft) if asked else ""
    found = list(_cases(around))
    kinds, same = {noun for noun, _, _ in found}, {(noun, number) for noun, number, _ in found}
    words = set(re.findall(r"\w+", normalize(around)))
    told_in_part = {noun for noun, number, _ in asked if (noun, number) in same}
    missing = (
        name
        for noun, number, name in asked
        if noun not in told_in_part and (noun in kinds or _is_unsaid_roman(name, words))
    )
    return next((f"“{name}”" for name in missing), "")


def _is_unsaid_roman(name: str, words: Collection[str]) -> bool:
    roman = normalize(name).rsplit(maxsplit=1)[-1]
    return roman in _ROMAN[1:] and roman not in words


def _cases(text: str) -> Iterator[tuple[str, str, str]]:
    """The classes that ``text`` names: the noun, the number in figures or the letter, and both as they stand there."""
    plain = normalize(text)
    for match in _graded().finditer(plain):
        number = match["number"]
        said = text[match.start() : match.end()] if len(plain) == len(text) else match[0]
        yield match["noun"], str(_ROMAN.index(number) + 1) if number in _ROMAN else number.lstrip("0"), said


@cache
def _graded() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<noun>{'|'.join(sorted(word_set('graded'), key=len, reverse=True))}) {_NUMBER}")


def _other_amount(inquiry: Inquiry, draft: Draft) -> str:
    """The amount that the question states where what is told is of other ranges only."""
    stated = stated_amount(inquiry.query.asking)
    text = " . ".join(map(_said, draft.facts))
    found = [each for each in ranges(text) if stated is not None and each.unit == stated.unit]
    if stated is None or not found or any(each.holds(stated) for each in found):
        return ""
    said = stated.span.of(inquiry.query.asking).strip()
    return "" if said in text else f"về mức “{said}”"


def _other_name(inquiry: Inquiry, draft: Draft) -> str:
    """The proper name that the question says and nothing that is told does ("Viettel" of all operators)."""
    query = inquiry.whole or inquiry.query
    topic = {word for run in query.runs for word in run.split()}
    matches = _WORD.finditer(query.rewritten)
    names = [match[0] for match in matches if match[0] in topic and _is_name(inquiry, match)]
    around = _around(inquiry, draft) if names else ""
    said = set(re.findall(r"\w+", fold(around)))
    unsaid = (
        name
        for name in names
        if fold(name) not in said and inquiry.library.topic((name,), inquiry.ids).coverage(around) < _SHORT_FORM
    )
    return next((f"về “{name}”" for name in unsaid), "")


def _is_name(inquiry: Inquiry, match: re.Match[str]) -> bool:
    word = match[0]
    if _SYLLABLE.fullmatch(fold(word)):
        return False
    is_typed_so = not word.isupper() and not word.islower() and not _START.search(match.string[: match.start()])
    return is_typed_so or inquiry.library.prints_as_name(word)
