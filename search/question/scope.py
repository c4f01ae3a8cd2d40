"""The documents a question is about: named ones, provinces, years, periods, types, words of a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.archive import Archive, CatalogueEntry
from ingest.folding import fold, fold_in_place, strip_marks
from ingest.numbers import normalize_number, type_of
from ingest.provinces import find_provinces_in_question
from ingest.records import Span
from search.evidence.library import Library
from search.evidence.selection import of_time
from search.question.description import Described, describe, holding, is_statute
from search.question.lexicon import word_set
from search.question.query import Name, Scope
from search.question.statute_names import absent_statutes
from search.question.succession import Standing, standing
from search.question.undoing import asks_what_became, speaks_of_undoing
from search.question.years import NO_TIME, Times, times_of
from search.relevance import syllables

_NUMBER = re.compile(
    r"(?<![\w/.])\d{1,5}[a-zA-Z]?\s*(?:/\s*(?:19|20)\d\d\s*)?[/-]\s*(?:[A-Za-zĐđ]{2,}\w*|[A-ZĐ](?=/[A-ZĐ]))(?:\s*-\s*[A-Za-zĐđ]{2,}\w*|/[A-Za-zĐđ]{2,}\w*)*"
)
_FILE = re.compile(
    r"(?:(?:tep|tap tin|file)\s+(?:so\s+|ten\s+|ten la\s+)?(?P<named>[\w-]*\w(?:\.\w{2,5})?)"
    r"|(?:tai lieu|van ban)\s+(?:so\s+|ten\s+)?(?P<numbered>\d{3}\w*(?:\.\w{2,4})?))(?![\w/])"
)
_BARE = re.compile(r"(?P<type>{types})\s+(?:so\s*:?\s*)?(?P<number>\d{{1,5}}[a-e]?)(?![\w/.-]|\s*/)")
# "Quyết định 030/2025": the number and year of a document whose letters are left out.
_HEAD = re.compile(
    r"(?P<type>{types})\s+(?:so\s*:?\s*)?(?P<number>\d{{1,5}})\s*/\s*(?P<year>(?:19|20)\d\d)(?![\w/-]|\s*/)"
)
# A number apart from the type of its document: "kế hoạch 5G của Nghệ An, số 987", "quyết định ủy quyền 1617 của ..."
_APART = re.compile(
    r"\b(?P<so>so\s+)?(?P<number>\d{2,5})(?(so)(?![\w/.,%-]|\s*(?:/|nguoi|ngay|dong))|(?<=\d{3})(?=\s+(?:cua|ai|do)\b))"
)
_ISSUER = re.compile(r"\s+(?:của|cua|do)\s+(?:UBND\s+|HĐND\s+)?(?:tỉnh\s+|thành phố\s+)?(?:[A-ZĐ][^\W\d]*\s*){1,4}")
_ISSUERS = ("ủy ban nhân dân", "hội đồng nhân dân", "UBND", "HĐND", "chủ tịch", "tỉnh", "thành phố")
_NO_PLACE = re.compile(r"(?:cấp|cap)\s+(?:xã|huyện|xa|huyen)\b|\b(?:việt|viet)\s+nam\b", re.IGNORECASE)
_KIND = re.compile(r"(?:(?:tinh|thanh pho)\s+|tp\.?\s*)")
_LOOKS_LIKE_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Found:
    """A scope with the spans of the question that gave it, the documents named, where provinces are named, and where
    words of titles describe documents, behind the word for their type."""

    scope: Scope
    claimed: tuple[Span, ...]
    names: tuple[Name, ...]
    places: tuple[Span, ...] = ()
    titles: tuple[Span, ...] = ()

    def of_names(self, names: Sequence[Name]) -> Scope:
        """The scope with only ``names`` as the documents named."""
        held = tuple(dict.fromkeys(each for name in names for each in name.ids))
        missing = tuple(name.text for name in names if not name.ids and not name.is_cited)
        return replace(self.scope, documents=held, missing=missing)


def find_scope(text: str, library: Library) -> Found:
    """What ``text``, a question with its abbreviations spelled out, says about documents."""
    catalogue = library.catalogue
    names = _named_documents(text, library.archive, catalogue)
    names += absent_statutes(text, catalogue) if not names else []
    places = _provinces(_without_issuers(text, names))
    where = standing(tuple(dict.fromkeys(name for name, _ in places)), catalogue, library)
    local = _narrow(catalogue, where)
    time = times_of(text, [name.span for name in names])
    time = time if not speaks_of_undoing(text) or _of_time(local, time) else NO_TIME
    described = _described(text, local, [name for name, _ in places])
    names = [name for name in names if not _is_in_title(name, described)]
    others = {name: _numbered(text, name, described) for name in names}
    described = [each for each in described if not any(each in found for found in others.values())]
    names = [replace(name, is_cited=name.is_cited and not others[name]) for name in names]
    spans = [name.span for name in names if not name.is_cited] + list(time.spans)
    spans += [_beside(text, span) if name in where.former else span for name, span in places]
    spans += [span for _, span in described]
    scope = Scope(
        provinces=where.provinces,
        historic=where.historic,
        years=time.years,
        period=time.period,
        title=" ".join(words for words, _ in described),
        former=where.former,
        among=where.among,
    )
    titles = tuple(_behind_type(text, span) for _, span in described)
    found = Found(scope, tuple(spans), tuple(names), tuple(span for _, span in places), titles)
    return replace(found, scope=found.of_names(names))


def _behind_type(text: str, span: Span) -> Span:
    """``span``, which begins with a type of document of at most two syllables, without it."""
    head = re.match(r"\W*\w+\W+\w+\s*", span.of(text))
    return Span(span.start + head.end(), span.end) if head else Span(span.end, span.end)


def _described(text: str, local: Sequence[CatalogueEntry], provinces: Sequence[str]) -> list[Described]:
    """The descriptions of documents of ``local`` in ``text``, of one document all of them."""
    found = [each for each in describe(text, local) if is_statute(each[0], local) or _says_what(each, provinces)]
    return _of_one(found, local)


def _numbered(text: str, name: Name, described: Sequence[Described]) -> list[Described]:
    """What of ``described`` stands right in front of ``name``, a number that the archive only cites: the document
    described is that one ("Luật Đất đai số 31/2024/QH15"), and none that it holds."""
    before = [each for each in described if each[1].end <= name.span.start] if name.is_cited else []
    return [each for each in before if not text[each[1].end : name.span.start].strip()]


def _is_in_title(name: Name, described: Sequence[Described]) -> bool:
    """Whether a document that is only cited is named inside the title of another ("bãi bỏ Quyết định ...")."""
    return name.is_cited and any(span.start < name.span.start and name.span.end <= span.end for _, span in described)


def _says_what(described: Described, provinces: Sequence[str]) -> bool:
    """Whether the words say more than the type of a document and whose it is ("quyết định của Bắc Ninh trong ...")."""
    of_all = [*word_set("document_types"), *word_set("fillers"), *_ISSUERS, *provinces]
    known = {key for words in of_all for key in syllables(words)}
    return not set(syllables(described[0])) <= known


def _of_one(described: Sequence[Described], catalogue: Sequence[CatalogueEntry]) -> list[Described]:
    """``described`` without its shortest descriptions where no one document is described by all of them."""
    kept = list(described)
    while len(kept) > 1 and not holding(" ".join(words for words, _ in kept), catalogue):
        kept.remove(min(kept, key=lambda one: len(one[0])))
    return kept


def _named_documents(text: str, archive: Archive, catalogue: Sequence[CatalogueEntry]) -> list[Name]:
    named = []
    for match in _NUMBER.finditer(text):
        number = normalize_number(match[0])
        ids = tuple(document.id for document in archive.find_documents(number)) or _so_titled(number, catalogue)
        named.append(Name(number, _with_type(text, Span(match.start(), match.end())), ids))
    plain = fold_in_place(text)
    for match in _FILE.finditer(plain):
        name = match["named"] or match["numbered"]
        ids = tuple(document.id for document in archive.find_documents(name))
        if ids:
            named.append(Name(name, Span(match.start(), match.end()), ids))
    named += _bare_numbers(plain, catalogue, named)
    return [_as_cited(name, archive) for name in named]


def _so_titled(number: str, catalogue: Sequence[CatalogueEntry]) -> tuple[str, ...]:
    """The documents without a number of their own whose titles begin with their type and ``number``, or with more of
    it: "Luật số 103-SL/L.005 ngày 20-5-1957"."""
    begins = re.compile(rf"(?:\w+ ){{1,3}}so {re.escape(fold(number))}(?![\w-])")
    unnumbered = (each for each in catalogue if not each.metadata.number and each.metadata.title)
    return tuple(each.id for each in unnumbered if begins.match(fold(each.metadata.title or "")))


def _as_cited(name: Name, archive: Archive) -> Name:
    """``name`` as the documents cite it, where none of them is it; a bare number as the only one of its type that it
    begins ("Quyết định 636" is "636/QĐ-UBND")."""
    if name.ids or name.is_cited or archive.references(numbers=[name.text]):
        return replace(name, is_cited=not name.ids)
    kind, _, number = name.text.rpartition(" ")
    cited = archive.cited_numbers(number) if number.isdigit() else []
    cited = [each for each in cited if fold(type_of(each) or "") == fold(kind)]
    return replace(name, text=cited[0], is_cited=True) if len(cited) == 1 else name


def _with_type(text: str, span: Span) -> Span:
    """``span`` of a number, widened over "Kế hoạch số" in front."""
    types = "|".join(sorted(map(fold, word_set("document_types")), key=len, reverse=True))
    before = re.search(rf"(?:(?:{types})\s+)?(?:so\s*:?\s*)?$", fold_in_place(text)[: span.start])
    return Span(before.start(), span.end) if before else span


def _bare_numbers(plain: str, catalogue: Sequence[CatalogueEntry], named: Sequence[Name]) -> list[Name]:
    types = {fold(kind): kind for kind in word_set("document_types")}
    listed = "|".join(sorted(types, key=len, reverse=True))
    found = []
    for match in re.finditer(_HEAD.pattern.format(types=listed), plain):
        ids = tuple(entry.id for entry in catalogue if _has_head(entry, match["number"], match["year"]))
        if ids or asks_what_became(plain):
            name = f"{types[match['type']]} {match['number']}/{match['year']}"
            found.append(Name(name, Span(match.start(), match.end()), ids, is_cited=not ids))
    for match in re.finditer(_BARE.pattern.format(types=listed), plain):
        span = Span(match.start(), match.end())
        if any(span.start < name.span.end and name.span.start < span.end for name in named):
            continue
        year_like = _LOOKS_LIKE_YEAR.match(match["number"]) and " so" not in match[0]
        ids = tuple(entry.id for entry in catalogue if _has_bare(entry, match["type"], match["number"]))
        numbered = types[match["type"]] in word_set("numbered_types")
        if ids or (numbered and not year_like):
            found.append(Name(f"{types[match['type']]} {match['number']}", span, ids))
    return found or _numbers_apart(plain, catalogue, named)


def _numbers_apart(plain: str, catalogue: Sequence[CatalogueEntry], named: Sequence[Name]) -> list[Name]:
    """Numbers of documents of the archive that stand apart from the type words of ``plain``, when nothing is named."""
    kinds = [fold(kind) for kind in word_set("document_types") if re.search(rf"\b{fold(kind)}\b", plain)]
    found = []
    for match in _APART.finditer(plain) if kinds and not named else ():
        ids = tuple(entry.id for entry in catalogue if any(_has_bare(entry, kind, match["number"]) for kind in kinds))
        if ids:
            found.append(Name(f"số {match['number']}", Span(match.start(), match.end()), ids))
    return found


def _has_head(entry: CatalogueEntry, number: str, year: str) -> bool:
    parts = (entry.metadata.number or "").split("/")
    return len(parts) > 1 and parts[0].lstrip("0") == number.lstrip("0") and parts[1] == year


def _has_bare(entry: CatalogueEntry, kind: str, number: str) -> bool:
    known = entry.metadata
    head = re.split(r"[/-]", fold(known.number or ""))[0].lstrip("0")
    return head == number.lstrip("0") and (kind == "van ban" or fold(known.type or "") == kind)


def _of_time(catalogue: Sequence[CatalogueEntry], time: Times) -> bool:
    """Whether a document is of the time named; where none is, the time may be that of a document it tells of."""
    return bool(of_time(catalogue, Scope(years=time.years, period=time.period)))


def _provinces(text: str) -> list[tuple[str, Span]]:
    """The provinces named, each with its span, "tỉnh" in front included."""
    # "cấp xã Bình Phước" names the province, "xã Bình Phước" a commune; "Việt Nam định cư" is not Nam Định.
    plain = _NO_PLACE.sub(lambda match: " " * len(match[0]), text)
    mentions = find_provinces_in_question(plain) or find_provinces_in_question(_names_without_marks(plain))
    return [(mention.name, _with_kind(text, mention.span)) for mention in mentions]


def _names_without_marks(text: str) -> str:
    """``text`` with the words that begin with a capital, or have no marks, stripped of them and the rest blank: names
    with a slip in a mark ("Bình Phươc") are found in it."""
    return re.sub(r"\w+", _without_marks, text)


def _without_marks(word: re.Match[str]) -> str:
    is_name = word[0][:1].isupper() or word[0].isascii()
    return strip_marks(word[0]) if is_name else "_" * len(word[0])


def _with_kind(text: str, span: Span) -> Span:
    """``span`` of a province's name, widened over "tỉnh" or "thành phố" in front."""
    before = re.search(rf"\b{_KIND.pattern}$", fold_in_place(text)[: span.start])
    return Span(before.start(), span.end) if before else span


def _beside(text: str, span: Span) -> Span:
    """What of ``span``, a province's name with its kind, is the kind."""
    kind = _KIND.match(fold_in_place(span.of(text)))
    return Span(span.start, span.start + (kind.end() if kind else 0))


def _without_issuers(text: str, names: Sequence[Name]) -> str:
    """``text`` with the issuers of documents that are only cited blotted out, letter for letter: "636/QĐ-UBND của Quảng
    Nam" says whose decision that is, not where the answer stands."""
    for name in names:
        issuer = _ISSUER.match(text[name.span.end :]) if name.is_cited else None
        if issuer:
            end = name.span.end + issuer.end()
            text = f"{text[: name.span.end]}{'_' * (end - name.span.end)}{text[end:]}"
    return text


def _narrow(catalogue: Sequence[CatalogueEntry], where: Standing) -> list[CatalogueEntry]:
    local = [entry for entry in catalogue if not where.historic or entry.metadata.province in where.historic]
    return [entry for entry in local if not where.among or entry.id in where.among]
