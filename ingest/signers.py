"""Who signed a document, read from its signature blocks.

A block prints the capacity and position in capitals (TM., KT., TL., TUQ.; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7)
and below them the name, which converters may break over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.folding import squeeze
from ingest.frame import is_signature_line
from ingest.lines import is_upper, plain_text
from ingest.records import Level, Provision, Signer

_DEGREE = re.compile(r"^(?:(?:GS|PGS|TS|ThS|BS|KS|CN|LS|Trung tướng|Thiếu tướng|Đại tá|Thượng tá)\.?\s+)+")
_NAME_WORD = re.compile(r"^[^\W\d_][^\W\d_]*$")
_NOT_NAMES = re.compile(
    r"^(?:Nơi|Lưu|Như|Đã|Ký|Số|Ngày|Phụ lục|Biểu|Mẫu|Xã|Phường|Huyện|Tỉnh|Thành phố|Thị (?:xã|trấn)|Tiếng|Lược đồ"
    r"|Nội dung|Văn bản|Thư viện|Việt Nam)\b"
)
_MIN_WORDS, _MAX_WORDS, _ONE_NAME = 2, 6, 4


def read_signers(provisions: Sequence[Provision]) -> tuple[Signer, ...]:
    """Each person who signed, once; the block that prints a position counts before one that does not."""
    found: dict[str, Signer] = {}
    for provision in provisions:
        if provision.level is Level.SIGNATURE:
            for signer in _signature_block(provision):
                known = found.get(signer.name)
                if known is None or len(known.position) < len(signer.position):
                    found[signer.name] = signer
    return tuple(found.values())


def _signature_block(provision: Provision) -> Iterable[Signer]:
    """A name needs a position above it, but for the first of the block."""
    position: list[str] = []
    names: list[str] = []
    first = True
    for line in [*provision.text.split("\n"), "."]:
        plain = _DEGREE.sub("", squeeze(plain_text(line)).strip("|* "))
        if _is_name(plain):
            names.append(plain)
            continue
        if names and (position or first):
            yield from (Signer(name, squeeze(" ".join(position)), provision.address) for name in _joined(names))
            first = False
        if names:
            position, names = [], []
        if plain and (is_upper(plain) or is_signature_line(plain)):
            position.append(plain)


def _is_name(plain: str) -> bool:
    words = plain.split()
    if not 1 <= len(words) <= _MAX_WORDS or is_upper(plain) or _NOT_NAMES.match(plain):
        return False
    return all(_NAME_WORD.match(word) and word[0].isupper() for word in words)


def _joined(parts: Sequence[str]) -> list[str]:
    """Names from consecutive lines: a lone word, or what makes up one short name, belongs to the line above."""
    names: list[str] = []
    for part in parts:
        short = names and len(f"{names[-1]} {part}".split()) <= _ONE_NAME
        lone = names and (" " not in part or " " not in names[-1])
        if names and (short or lone):
            names[-1] = f"{names[-1]} {part}"
        else:
            names.append(part)
    return [name for name in names if _MIN_WORDS <= len(name.split()) <= _MAX_WORDS]
