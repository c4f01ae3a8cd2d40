"""Documents of the type that a question asks for ("kế hoạch nào", "bao nhiêu nghị quyết")."""

from __future__ import annotations

import re

from ingest.folding import fold
from ingest.records import Level
from search.evidence.inquiry import Inquiry
from search.question.lexicon import word_set
from search.question.tokens import Line

_EVERY_TYPE = frozenset({"văn bản"})
_ASKED = r"(?:nhung|cac|bao nhieu|may|danh sach|liet ke|ke ten)(?: cac| nhung)? {kind}\b|\b{kind} (?:nao|gi)\b"


def type_asked(text: str) -> str:
    """The type of documents that ``text`` asks for, "" when it asks for none or for any."""
    plain = " ".join(Line.read(text).keys)
    kinds = sorted(word_set("document_types") - _EVERY_TYPE, key=len, reverse=True)
    return next((kind for kind in kinds if re.search(_ASKED.format(kind=fold(kind)), plain)), "")


def of_type(inquiry: Inquiry, kind: str) -> tuple[str, ...]:
    """The documents in scope that are a ``kind`` or hold one: a decision that promulgates a plan holds a plan."""
    return tuple(each for each in inquiry.ids if _is_or_holds(inquiry, each, fold(kind)))


def _is_or_holds(inquiry: Inquiry, document_id: str, kind: str) -> bool:
    document = inquiry.library.document(document_id)
    parts = (each for each in inquiry.library.tree(document_id).values() if each.level is Level.PART)
    named = [document.metadata.type or "", *(part.heading for part in parts)]
    return any(re.match(rf"{kind}\b", fold(each)) for each in named)
