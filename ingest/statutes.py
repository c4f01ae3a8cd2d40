"""What only laws and central documents print: the adoption sentence, a title in capitals under "LUẬT", an issuer
that the symbol of the number tells (Law on Promulgation of Legal Normative Documents; Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.folding import normalize
from ingest.lines import is_upper
from ingest.numbers import find_dates
from ingest.records import SILENT, Provision

LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
# End of a number's symbol -> the body that issues under it.
ISSUER_OF_SYMBOL: tuple[tuple[str, str], ...] = (
    (r"UBTVQH\d*", "Ủy ban Thường vụ Quốc hội"),
    (r"QH\d+", "Quốc hội"),
    (r"-TTg", "Thủ tướng Chính phủ"),
    (r"-CP", "Chính phủ"),
    (r"CTN", "Chủ tịch nước"),
)
_ADOPTED = re.compile(r"(?:được|đã)\s[^.;]{0,200}?thông qua\s+(?=ngày\b)", re.IGNORECASE)
_SHORT_NAME = 3  # words of a name that begins with "LUẬT" itself ("LUẬT SƯ")
_OPENING = 6000  # characters at the top of a law in which its name is spelt in a sentence


def adopted_on(provisions: Sequence[Provision]) -> date | None:
    """The day on which the law says that it was adopted, in its closing sentence."""
    for provision in reversed(provisions):
        if provision.level not in SILENT:
            found = _ADOPTED.search(provision.text)
            dates = find_dates(provision.text[found.end() :]) if found else []
            return dates[0].value if dates else None
    return None


def issuer_of(number: str | None, kind: str | None) -> str | None:
    """The central body that the symbol of a number, or the type of a law, tells; None for any other."""
    for symbol, issuer in ISSUER_OF_SYMBOL:
        if number and re.search(rf"{symbol}$", number):
            return issuer
    return {"Pháp lệnh": "Ủy ban Thường vụ Quốc hội"}.get(kind or "", "Quốc hội" if kind in LAWS else None)


def law_title(kind: str, printed: str, text: str) -> str:
    """The name of a law: "CƯ TRÚ" under "LUẬT" is "Luật Cư trú", spelt as the law's own sentences spell it."""
    if not is_upper(printed):
        return printed if normalize(printed).startswith(f"{normalize(kind)} ") else f"{kind} {printed}"
    printed = re.sub(r"^VỀ\s+", "", printed)
    twice = f"{kind} {printed}"  # "LUẬT" above "LUẬT SƯ"; but "LUẬT" above "LUẬT BIÊN GIỚI QUỐC GIA" says it once
    once = normalize(printed).startswith(f"{normalize(kind)} ") and len(printed.split()) > _SHORT_NAME
    name = printed if once else twice
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    spelt = (" ".join(found[0].split()) for found in pattern.finditer(text[:_OPENING]))
    cased = next((words for words in spelt if not is_upper(words)), None)
    if cased:
        return kind + cased[len(kind) :]
    bare = printed[len(kind) + 1 :] if once else printed
    return f"{kind} {bare.lower() if once else bare[:1] + bare[1:].lower()}"
