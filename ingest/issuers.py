"""How an issuing body is written: from the capitals of a header to the wording of a citation."""

from __future__ import annotations

import re

from ingest.agencies import AgencyRegistry
from ingest.folding import normalize, squeeze
from ingest.lines import is_upper
from ingest.provinces import find_provinces

_SHORT = (
    (re.compile(r"[ủu][ỷy]\s+ban\s+nhân\s+dân", re.IGNORECASE), "UBND"),
    (re.compile(r"hội\s+đồng\s+nhân\s+dân", re.IGNORECASE), "HĐND"),
)
_PLACE_KIND = re.compile(
    r"\b(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã(?!\s+hội)|phường|đặc khu)\s+(?=\S)(?P<name>[^,;.]+)",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    r"quốc hội|chính phủ|chủ tịch nước|\bbộ\b|ban chấp hành trung ương|bộ chính trị|kiểm toán nhà nước|tối cao"
    r"|ngân hàng nhà nước",
    re.IGNORECASE,
)
_UNNAMED_PLACE = re.compile(r"\b(UBND|HĐND)\s+(tỉnh|thành phố)$", re.IGNORECASE)


def issuer_name(printed: str, province: str | None = None) -> str:
    """The body as a citation names it; a provincial body printed without its province gets ``province``.

    >>> issuer_name("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG")
    'Chủ tịch UBND tỉnh Đắk Nông'
    >>> issuer_name("Chủ tịch UBND tỉnh", "Thái Nguyên")
    'Chủ tịch UBND tỉnh Thái Nguyên'
    """
    name = squeeze(printed).strip(" ,.;:-")
    for pattern, short in _SHORT:
        name = pattern.sub(short, name)
    if is_upper(printed):
        name = _proper_case(name)
    if province and _UNNAMED_PLACE.search(name):
        name = f"{name} {province}"
    elif province and re.fullmatch(r"(?:chủ tịch )?(?:UBND|HĐND)", name, re.IGNORECASE):
        name = f"{name} tỉnh {province}" if not _is_city(province) else f"{name} thành phố {province}"
    return name


def is_central(issuer: str) -> bool:
    """Whether the body belongs to the centre: Quốc hội, Chính phủ, a ministry."""
    return bool(_CENTRAL.search(issuer)) and "UBND" not in issuer and "HĐND" not in issuer


def _is_city(province: str) -> bool:
    from ingest.provinces import get_province

    return get_province(province).kind != "tỉnh"


def _proper_case(name: str) -> str:
    short = re.sub(r"\bubnd\b|\bhđnd\b", lambda m: m[0].upper(), _registered(name))
    cased = _PLACE_KIND.sub(lambda m: f"{m[1]} {_title(m['name'])}", short)
    return cased[:1].upper() + cased[1:].replace("việt nam", "Việt Nam")


def _title(name: str) -> str:
    known = find_provinces(name.title())
    if known and known[0].span.start == 0:
        return known[0].name + name[known[0].span.end :]
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _registered(name: str) -> str:
    """Agencies of the registry in ``name`` (ministries and the like) in the registry's own spelling."""
    spelled = sorted((agency.name for agency in AgencyRegistry.load().all()), key=len, reverse=True)
    key = normalize(name)
    known = next((full for full in spelled if len(full) > 7 and normalize(full) in key), None)
    return re.sub(re.escape(normalize(known)), known, key, count=1) if known else key
