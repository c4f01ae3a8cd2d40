"""Answers about documents themselves: bases, signers, number, date and issuer, mentions, which there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.archive import StoredDocument
from ingest.folding import fold, squeeze
from ingest.records import Level, Provision, Signer, Span
from search import citation
from search.compose import Draft, Fact, Refusal
from search.evidence.bases import basis_asked_for
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence, Library
from search.evidence.mentions import Mentions, find_mentions
from search.evidence.types import is_of_type, types_asked
from search.question.lexicon import asked_fields, states

_NEAREST = 3
_OF_WHOM = re.compile(r"\b(?:nào|gì|mấy)\s+(?:của|do)\s+(?P<body>[^?,;.]{3,}?)\s*(?:ban hành)?\s*(?:[?,;.]|$)")
_MOST_DOCUMENTS = 12  # whose metadata are listed without being asked for by name


def legal_basis(inquiry: Inquiry) -> Draft | Refusal:
    """The documents on which each document in scope rests: all of them, or those of the types asked for."""
    facts = [fact for document in inquiry.documents for fact in _bases(inquiry.library, document)]
    if not facts:
        return Refusal("văn bản không ghi căn cứ ban hành", _openings(inquiry))
    types = types_asked(inquiry.query.rewritten)
    wanted = [fact for fact in facts if any(is_of_type(fact.text, kind) for kind in types)] if types else facts
    if not wanted:
        nearest = tuple(fact.evidence[0] for fact in facts[:_NEAREST])
        return Refusal(f"văn bản không ghi căn cứ nào là {' hoặc '.join(types)}", nearest)
    wanted = _of_issuer(wanted, inquiry.query.rewritten)
    what = f" là {' hoặc '.join(types)}" if types else ""
    return Draft(tuple(wanted), f"Có {len(wanted)} căn cứ{what} được ghi:")


def proposed(inquiry: Inquiry) -> Draft | Refusal:
    """At whose proposal each document in scope was issued, by which submission."""
    said = [whole(clause) for clause in inquiry.library.clauses(inquiry.ids, [Level.BASIS])]
    facts = tuple(Fact(each.text, (each,)) for each in said if states("proposes", each.text))
    return Draft(facts) if facts else Refusal("văn bản không ghi ban hành theo đề nghị của ai", _openings(inquiry))


def _of_issuer(facts: Sequence[Fact], question: str) -> list[Fact]:
    """Those that name the body whose documents alone are asked for ("căn cứ quyết định nào của Thủ tướng?"); all where
    none does."""
    asked = _OF_WHOM.search(question)
    return [fact for fact in facts if asked and fold(asked["body"]) in fold(fact.text)] or list(facts)


def _without_so(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word != "so")


def resting_on(inquiry: Inquiry) -> Draft | Refusal:
    """The documents that name what is asked about among their legal bases, each with the basis."""
    named = basis_asked_for(inquiry.query.rewritten)
    wanted = _without_so(named)
    facts = []
    for clause in inquiry.library.clauses(inquiry.ids, [Level.BASIS]):
        evidence = whole(clause)
        if wanted in _without_so(evidence.text):
            facts.append(Fact(f"{citation.document_name(clause.document)}: {evidence.text}", (evidence,)))
    if not facts:
        return Refusal(f"không văn bản nào trong phạm vi câu hỏi căn cứ vào “{named}”")
    count = len({fact.evidence[0].clause.document.id for fact in facts})
    return Draft(tuple(facts), f"Có {count} văn bản căn cứ vào “{named}”:")


def _bases(library: Library, document: StoredDocument) -> list[Fact]:
    facts, seen = [], set()
    for basis in document.metadata.legal_bases:
        clause = library.clause(document.id, basis.address)
        if clause:
            evidence = Evidence(clause, basis.span)
            facts.append(Fact(evidence.text, (evidence,)))
            seen.add(str(basis.address))
    for clause in library.clauses([document.id], [Level.BASIS]):
        if str(clause.provision.address) not in seen:
            evidence = whole(clause)
            facts.append(Fact(evidence.text, (evidence,)))
    return facts


def whole(clause: Clause) -> Evidence:
    """A clause's own text as evidence."""
    return Evidence(clause, Span(clause.provision.start, clause.provision.end))


def signer(inquiry: Inquiry) -> Draft | Refusal:
    """Who signed, every place of signature apart; two names for one document are shown as differing."""
    is_named = bool(inquiry.query.scope.documents)
    facts = [fact for document in inquiry.documents for fact in _signers(inquiry.library, document, is_named)]
    if not facts:
        return Refusal("văn bản không ghi người ký", _openings(inquiry))
    return Draft(tuple(facts), _differing(inquiry.documents))


def _signers(library: Library, document: StoredDocument, is_named: bool) -> list[Fact]:
    """A fact for each place of signature; of a document asked for by its number with where that is printed."""
    facts = []
    for each in document.metadata.signers:
        clause = library.clause(document.id, each.address)
        if clause:
            grounds = (whole(clause), *(_identity(library, clause) if is_named else ()))
            facts.append(Fact(f"Người ký {_signed_part(document, clause)}: {_signature(each)}", grounds, each.name))
    return facts


def _identity(library: Library, clause: Clause) -> tuple[Evidence, ...]:
    """Where the document's number is printed, when that is only in an attachment and not in the part of ``clause``."""
    header = _header(library, clause.document, False)
    if header is None or header.clause.path[0] == clause.path[0] or clause.path[0].level is not Level.PART:
        return ()
    return () if header.clause.provision.start < clause.path[0].start else (header,)


def _signed_part(document: StoredDocument, clause: Clause) -> str:
    part = citation.short_place(document, clause.path[:1])
    return part or (document.metadata.type or "văn bản")


def _signature(signer_: Signer) -> str:
    position = squeeze(signer_.position.replace("*", ""))
    return f"{signer_.name}, chức danh ghi: {position}" if position else signer_.name


def _differing(documents: Iterable[StoredDocument]) -> str:
    names = {document.id: {each.name for each in document.metadata.signers} for document in documents}
    for found in names.values():
        if len(found) > 1:
            return f"Tên người ký trong cùng một văn bản không khớp nhau ({'; '.join(sorted(found))}):"
    return ""


def metadata(inquiry: Inquiry) -> Draft | Refusal:
    """Number, date, issuer, province or title of each document in scope; a refusal when none of it is stated."""
    fields = asked_fields(inquiry.query.rewritten)
    documents = inquiry.documents[:_MOST_DOCUMENTS]
    facts = [fact for document in documents for fact in _stated(inquiry.library, document, fields)]
    if not facts:
        return Refusal(f"văn bản không ghi {', '.join(_FIELD_NAMES[field] for field in fields)}", _openings(inquiry))
    return Draft(tuple(facts))


_FIELD_NAMES = {
    "number": "số, ký hiệu",
    "issued_on": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "province": "tỉnh",
    "title": "trích yếu",
    "recipients": "nơi nhận",
    "effect": "hiệu lực thi hành",
}


def _stated(library: Library, document: StoredDocument, fields: Iterable[str]) -> Iterator[Fact]:
    """What the document says of itself; of its taking effect the very words."""
    values = {field: _value(document, field) for field in fields}
    taking = effect(library, document) if "effect" in values else None
    if taking:
        del values["effect"]
    known = [f"{_FIELD_NAMES[field]}: {value}" for field, value in values.items() if value]
    unknown = [_FIELD_NAMES[field] for field, value in values.items() if not value]
    header = _header(library, document, "recipients" in values)
    if known and header:
        tail = f"; không ghi {', '.join(unknown)}" if unknown else ""
        yield Fact(f"{citation.document_name(document)} – {'; '.join(known)}{tail}", (header,))
    if taking:
        yield Fact(f"{citation.document_name(document)} – {taking.text}", (taking,))


def _value(document: StoredDocument, field: str) -> str | None:
    known = document.metadata
    if field == "issued_on":
        return citation.printed_date(known.issued_on) if known.issued_on else None
    if field == "issuer":
        return citation.issuer_name(known.issuer) if known.issuer else None
    if field == "recipients":
        return "; ".join(known.recipients) or None
    values = {"number": known.number, "province": known.province, "title": known.title}
    value = values.get(field)
    return squeeze(value) if value else None


def effect(library: Library, document: StoredDocument) -> Evidence | None:
    """The words by which the document itself takes effect; where it calls itself by no name, the first that say from
    when on something does."""
    for says in ("own_effect", "effect"):
        for clause in library.clauses([document.id]):
            if states(says, clause.provision.text):
                return next((each for each in clause.sentences if states(says, each.text)), whole(clause))
    return None


def _header(library: Library, document: StoredDocument, recipients: bool) -> Evidence | None:
    """Where a document says what it is: the clause that prints its number, else its first part or clause."""
    tree = library.tree(document.id)
    number = re.sub(r"[\s*]", "", document.metadata.number or "").casefold()
    wanted = [
        provision
        for provision in tree.values()
        if (recipients and provision.level is Level.RECIPIENTS)
        or (not recipients and _names_itself(provision) and number in re.sub(r"[\s*]", "", provision.text).casefold())
    ]
    chosen = wanted or list(tree.values())
    if not chosen:
        return None
    return whole(Clause(document, citation.path_to(tree, chosen[0])))


def _names_itself(provision: Provision) -> bool:
    return provision.level is Level.PART


def _openings(inquiry: Inquiry) -> tuple[Evidence, ...]:
    found = (_header(inquiry.library, document, False) for document in inquiry.documents[:3])
    return tuple(each for each in found if each)


def mention(inquiry: Inquiry) -> Draft | Refusal:
    """Every clause that prints the terms, by document with its count; indices named only in words are told apart."""
    terms = inquiry.query.terms or ((inquiry.query.topic,) if inquiry.query.topic else ())
    if not terms:
        return Refusal("câu hỏi chưa nêu cụm từ cần tìm")
    found = [find_mentions(inquiry.library, inquiry.ids, term) for term in terms]
    printed = [each for mentions in found for each in mentions.printed]
    if not printed and not any(mentions.in_words for mentions in found):
        listed = " và ".join(f"“{term}”" for term in terms)
        return Refusal(f"không văn bản nào trong phạm vi câu hỏi nhắc đến {listed}")
    facts = [fact for mentions in found for fact in _mention_facts(mentions)]
    return Draft(tuple(facts), " ".join(_summary(mentions) for mentions in found))


def _mention_facts(mentions: Mentions) -> list[Fact]:
    facts = [Fact(f"“{each.text}”", (each,)) for each in mentions.printed]
    told = f"Không in chữ “{mentions.term}” nhưng nêu bằng lời:"
    return facts + [Fact(f"{told} “{each.text}”", (each,)) for each in mentions.in_words]


def _summary(mentions: Mentions) -> str:
    documents = dict.fromkeys(citation.document_name(each.clause.document) for each in mentions.printed)
    if not documents:
        return f"Không văn bản nào in đúng chữ “{mentions.term}”."
    count = len(mentions.printed)
    return f"Có {len(documents)} văn bản nhắc đến “{mentions.term}”, ở {count} chỗ: {'; '.join(documents)}."


def about(inquiry: Inquiry) -> Draft | Refusal:
    """What the documents in scope are: each by its title, with its first article, or its opening where it has none."""
    facts = [fact for document in inquiry.documents for fact in _about(inquiry.library, document)]
    return Draft(tuple(facts)) if facts else Refusal("văn bản không có nội dung nào đọc được", _openings(inquiry))


def _about(library: Library, document: StoredDocument) -> list[Fact]:
    header, title = _header(library, document, False), squeeze(document.metadata.title or "")
    first = next(iter(library.clauses([document.id], [Level.ARTICLE])), None)
    facts = [Fact(f"{citation.document_name(document)}: {title}", (header,))] if header and title else []
    if first is not None:
        facts += [Fact(each.text, (each,)) for each in map(whole, [first, *library.below(first)])]
    return facts or ([Fact(header.text, (header,))] if header else [])


def catalogue(inquiry: Inquiry) -> Draft | Refusal:
    """The documents in scope, with their number."""
    facts = []
    for document in inquiry.documents:
        evidence = _header(inquiry.library, document, False)
        if evidence:
            title = squeeze(document.metadata.title or "")
            facts.append(Fact(f"{citation.document_name(document)}{': ' if title else ''}{title}", (evidence,)))
    if not facts:
        return Refusal("trong kho chưa có văn bản nào phù hợp")
    return Draft(tuple(facts), f"Có {len(facts)} văn bản:")
