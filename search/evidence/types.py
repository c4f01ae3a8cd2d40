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


_BASED_ON = r"(?:(?:can cu|theo|thuc hien|tiep tuc|trien khai|xet|vao|tai|de nghi cua [^;,]* tai)\b\W*)*"


def type_asked(text: str) -> str:
    """The type of documents that ``text`` asks for, "" when it asks for none or for any."""
    plain = " ".join(Line.read(text).keys)
    kinds = sorted(word_set("document_types") - _EVERY_TYPE, key=len, reverse=True)
    return next((kind for kind in kinds if re.search(_ASKED.format(kind=fold(kind)), plain)), "")


def every_type() -> tuple[str, ...]:
    """All types of document, in alphabetical order."""
    return tuple(sorted(word_set("document_types") - _EVERY_TYPE))


def types_asked(text: str) -> tuple[str, ...]:
    """The types of document that ``text`` asks for one by one ("theo thông tư nào"); none when it says no more than
    "văn bản nào"."""
    plain = f" {' '.join(Line.read(text).keys)} "
    return tuple(kind for kind in every_type() if re.search(rf" {fold(kind)} (?:so )?(?:nao|gi|may)\b", plain))


def is_of_type(text: str, kind: str) -> bool:
    """Whether ``text``, a legal basis, names a document of ``kind`` first ("Căn cứ các Nghị định ...")."""
    return bool(re.search(rf"^\W*{_BASED_ON}\W*(?:cac |so )?{fold(kind)}\b", fold(text)))


def of_type(inquiry: Inquiry, kind: str) -> tuple[str, ...]:
    """The documents in scope that are a ``kind`` or hold one: a decision that promulgates a plan holds a plan."""
    return tuple(each for each in inquiry.ids if _is_or_holds(inquiry, each, fold(kind)))


def _is_or_holds(inquiry: Inquiry, document_id: str, kind: str) -> bool:
    document = inquiry.library.document(document_id)
    parts = (each for each in inquiry.library.tree(document_id).values() if each.level is Level.PART)
    named = [document.metadata.type or "", *(part.heading for part in parts)]
    return any(re.match(rf"{kind}\b", fold(each)) for each in named)
