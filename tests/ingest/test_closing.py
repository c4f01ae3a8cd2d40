"""What stands around the body: signatures, recipients, footnotes, and the page of a web library."""

from ingest.parse import parse_text
from ingest.records import Level

WEB_COPY = """|
**Số hiệu:**
|
52/QĐ-UBND
|
**Tình trạng:** Đã biết
|

|
**ỦY BAN NHÂN DÂN
TỈNH ĐẮK NÔNG**
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
Số: 52/QĐ-UBND
|
*Đắk Nông, ngày 11 tháng 01 năm 2017*
|

**QUYẾT ĐỊNH**
Ban hành Kế hoạch cải cách hành chính

Căn cứ Luật Tổ chức chính quyền địa phương;

Điều 1. Ban hành Kế hoạch cải cách hành chính.

|
**CHỦ TỊCH**
Nguyễn Bốn
|
[1] Theo Quyết định số 225/QĐ-TTg.
Quyết định 52/QĐ-UBND năm 2017 ban hành Kế hoạch cải cách hành chính của tỉnh
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
- Nghị định 13/2023/NĐ-CP về bảo vệ dữ liệu cá nhân yêu cầu xác nhận.
"""


def test_what_a_web_page_prints_around_a_document_is_kept_apart() -> None:
    parsed = parse_text(WEB_COPY, "web.md")
    levels = {str(provision.address): provision.level for provision in parsed.provisions}
    assert levels["trang-web"] is Level.PAGE
    assert levels["chu-thich"] is Level.PARAGRAPH
    assert not any(level is Level.DASH for level in levels.values())
    assert not any(reference.number == "13/2023/NĐ-CP" for reference in parsed.references)
    assert [signer.name for signer in parsed.metadata.signers] == ["Nguyễn Bốn"]
    kept = "".join(parsed.text[s.start : s.end] for p in parsed.provisions for s in p.spans)
    assert sorted("".join(kept.split())) == sorted("".join(parsed.text.split()))
