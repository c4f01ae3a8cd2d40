"""The fixed wordings of a document's frame: type line, letterhead, number and date lines, attachment note, legal
basis, enacting formula, recipients, signature (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I).

Every predicate takes a line without decoration. The examples are held against all of them by a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.address import PART_STEPS
from ingest.lines import is_upper

FRAGMENT = "noi-dung"

_TYPES = {name.upper(): slug for slug, name in PART_STEPS.items() if slug != FRAGMENT}
_TYPE_LINE = re.compile(
    rf"^(?P<type>{'|'.join(sorted(_TYPES, key=len, reverse=True))})"
    r"(?:\s+(?:SỐ\s*)?(?P<no>[IVX]{1,6}|\d{1,3}|[A-ZĐ])(?=[\s.:]|$))?(?P<rest>.*)$",
    re.IGNORECASE,
)
_ENACTING = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT|YÊU CẦU)\s*:$")
_ATTACHED = re.compile(r"^\W*(?:được\s+)?(?:ban hành\s+)?(?:kèm\s*theo|đính kèm|phụ lục kèm theo)\b", re.IGNORECASE)
_STATE = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE)
_NUMBER_LABEL = re.compile(
    r"^(?:(?:Luật|Bộ luật|Pháp lệnh|Lệnh)\s+)?số\s*(?::|(?=\d{1,5}[a-zđ]?\s?/\s?\S+$))", re.IGNORECASE
)
_SUBJECT = re.compile(r"^V/v\b\s*:?", re.IGNORECASE)
_ADDRESSEE = re.compile(r"^Kính gửi\b", re.IGNORECASE)
_PLACE_DATE = re.compile(r"^[^,;]{2,40},\s*ngày\b", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Xét|Theo đề nghị)\b")
_PROMULGATION = re.compile(
    r"^(?:Quốc hội|[ỦU][ỷy] ban|UBND|HĐND|Chính phủ|Thủ tướng|Bộ|Sở|Chủ tịch|Hội đồng)\b[^.;]*?\bban hành\s+"
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Kế hoạch|Thông tư|Chỉ thị|Chương trình|Quy|Đề án|Điều lệ|Hướng dẫn)"
)
# Where the page of a web library takes over from the document that it shows.
_PAGE_TAIL = re.compile(r"^#*\s*(?:Văn bản này chưa cập nhật nội dung|Văn bản liên quan$)")
_RECIPIENTS = re.compile(r"^(?:nơi nhận|nơi gửi)\s*:?", re.IGNORECASE)
_CAPACITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?[./]?\s+[A-ZĐỦ]|^(?:TM|KT|TL|TUQ|Q)\.[A-ZĐỦ]")
_BARE_CAPACITY = re.compile(r"^(?:TM|KT|TL|TUQ|T/M|K/T)\.$")  # its position stands on the next line
_POSITION = re.compile(
    r"^(?:PHÓ |THỨ |QUYỀN )?(?:CHỦ TỊCH(?: QUỐC HỘI| NƯỚC| HỘI ĐỒNG NHÂN DÂN| UBND)?|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC"
    r"|TỔNG GIÁM ĐỐC|THỦ TƯỚNG(?: CHÍNH PHỦ)?|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG"
    r"|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|TỔNG THANH TRA|TỔNG KIỂM TOÁN|BÍ THƯ|HIỆU TRƯỞNG|THỐNG ĐỐC)$"
)
_STATED = re.compile(
    rf"^(?P<type>{'|'.join(sorted(PART_STEPS.values(), key=len, reverse=True))})\s+(?P<title>.+?)\s+"
    r"số\s+(?P<number>\d+[\w/-]*/[\w/-]+|Không số)$"
)
_MAX_NOTE, _MAX_RECIPIENTS, _MAX_TYPE_WORDS, _OPENING_WORDS = 400, 40, 4, 3

# Wording -> the only predicates below that hold for it.
FRAME_EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("QUYẾT ĐỊNH", ("type_line",)),
    ("PHỤ LỤC II", ("type_line",)),
    ("DANH MỤC TUYÊN TRUYỀN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH", ("type_line",)),
    ("Phụ lục số 01", ("type_line",)),
    ("QUYẾT ĐỊNH:", ("is_enacting",)),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ("is_state_line",)),
    ("Độc lập - Tự do - Hạnh phúc", ("is_state_line",)),
    ("Số: 52/QĐ-UBND", ("is_header_line",)),
    ("Luật số: 68/2020/QH14", ("is_header_line",)),
    ("Số 2744/QĐ-UBND", ("is_header_line",)),
    ("Đắk Nông, ngày 11 tháng 01 năm 2017", ("is_header_line",)),
    ("V/v khẩn trương hoàn thành cập nhật", ("is_header_line",)),
    ("Kính gửi:", ("is_header_line",)),
    ("(Ban hành kèm theo Quyết định số 52/QĐ-UBND)", ("is_attachment_note",)),
    ("Căn cứ Luật Tổ chức chính quyền địa phương;", ("is_basis",)),
    ("Theo đề nghị của Giám đốc Sở Tư pháp;", ("is_basis",)),
    ("Quốc hội ban hành Luật Cư trú.", ("is_promulgation",)),
    ("UBND thành phố Hà Nội ban hành Kế hoạch phát triển hạ tầng 5G như sau:", ("is_promulgation",)),
    ("Bộ trưởng Bộ Nội vụ ban hành Thông tư quy định về văn thư.", ("is_promulgation",)),
    ("Văn bản này chưa cập nhật nội dung Tiếng Anh", ("is_page_tail",)),
    ("## Văn bản liên quan", ("is_page_tail",)),
    ("Văn bản liên quan đến cải cách hành chính", ()),
    ("Nơi nhận:", ("is_recipients_line",)),
    ("TM. ỦY BAN NHÂN DÂN", ("is_signature_line",)),
    ("T/M ỦY BAN NHÂN DÂN", ("is_signature_line",)),
    ("KT.CHỦ TỊCH", ("is_signature_line",)),
    ("KT.", ("is_signature_line",)),
    ("PHÓ CHỦ TỊCH", ("is_signature_line",)),
    ("CHỦ TỊCH QUỐC HỘI", ("is_signature_line",)),
    ("Quyết định này có hiệu lực kể từ ngày ký.", ()),
    ("Kế hoạch này được thực hiện trong năm 2020", ()),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG", ()),
    ("Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính", ()),
)


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line that names a type: slug, ordinal ("" if none), and whether the line holds nothing else."""

    slug: str
    number: str
    alone: bool


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """A heading of a web library that states a document whole: "Luật Cư trú số 68/2020/QH14"."""

    slug: str
    type: str
    title: str
    number: str | None


def type_line(plain: str) -> TypeLine | None:
    """The type that a line set as a title names, or None."""
    found = _TYPE_LINE.match(plain)
    if not found or _ENACTING.match(plain):
        return None
    alone = not found["rest"].strip(" .:*")
    if not is_upper(plain) and not (alone and len(plain.split()) <= _MAX_TYPE_WORDS):
        return None
    return TypeLine(_TYPES[found["type"].upper()], (found["no"] or "").upper(), alone)


def stated_document(plain: str) -> StatedDocument | None:
    """The document that a line states by type, title and number, or None."""
    found = _STATED.match(plain)
    if not found:
        return None
    number = None if found["number"] == "Không số" else found["number"]
    return StatedDocument(_TYPES[found["type"].upper()], found["type"], found["title"], number)


def is_state_line(plain: str) -> bool:
    """Whether a line is the quốc hiệu or its motto (or the Party's)."""
    return bool(_STATE.search(plain))


def is_labelled(plain: str) -> bool:
    """Whether a line begins with a label of the header: "Số:", "V/v", a place and date."""
    return bool(_NUMBER_LABEL.match(plain) or _SUBJECT.match(plain) or _PLACE_DATE.match(plain))


def is_number_line(plain: str) -> bool:
    """Whether a line is "Số: ..."."""
    return bool(_NUMBER_LABEL.match(plain))


def is_header_line(plain: str) -> bool:
    """Whether a line can stand in a header only: a labelled line or "Kính gửi"."""
    return is_labelled(plain) or bool(_ADDRESSEE.match(plain))


def is_attachment_note(plain: str) -> bool:
    """Whether a paragraph is the line "(Ban hành kèm theo Quyết định số ...)"."""
    return bool(_ATTACHED.match(plain)) and len(plain) < _MAX_NOTE and (plain.startswith("(") or "số" in plain)


def is_signature_line(plain: str) -> bool:
    """Whether a line opens a signature block: a capacity (TM., KT., TL.) or a position in capitals."""
    if _BARE_CAPACITY.match(plain):
        return True
    opening = " ".join(plain.split()[:_OPENING_WORDS])
    return is_upper(opening) and bool(_CAPACITY.match(plain) or _POSITION.match(plain.rstrip(" ,.")))


def is_recipients_line(plain: str) -> bool:
    """Whether a line opens "Nơi nhận"."""
    return bool(_RECIPIENTS.match(plain)) and len(plain) < _MAX_RECIPIENTS


def is_basis(plain: str) -> bool:
    """Whether a paragraph is a legal basis of the document."""
    return bool(_BASIS.match(plain))


def is_promulgation(plain: str) -> bool:
    """Whether a sentence says who issues the document: "Quốc hội ban hành Luật Cư trú."."""
    return bool(_PROMULGATION.match(plain)) and not is_upper(plain)


def is_page_tail(plain: str) -> bool:
    """Whether a line below a document is the web page's own."""
    return bool(_PAGE_TAIL.match(plain))


def is_enacting(plain: str) -> bool:
    """Whether a paragraph is the formula "QUYẾT ĐỊNH:"."""
    return bool(_ENACTING.match(plain))
