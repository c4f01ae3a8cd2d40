"""Words that tell an agency's role in a sentence, and words that tell a deadline; data beside real examples."""

from __future__ import annotations

import re

from ingest.records import Role

# A predicate that opens with one of these gives its subject the role; the first that matches counts.
ROLE_OPENINGS: tuple[tuple[Role, str], ...] = (
    (
        Role.LEAD,
        r"(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:đầu mối\s+)?chủ\s+trì|làm đầu mối|là\s+(?:(?:cơ quan|đơn vị)\s+)?đầu mối",
    ),
    (Role.COORDINATE, r"(?:chủ động\s+|tích cực\s+|có trách nhiệm\s+)*phối\s+hợp"),
    (Role.APPRAISE, r"thẩm\s+định"),
    (Role.ADVISE, r"(?:chủ động\s+)?tham\s+mưu|giúp\s+(?:UBND|Chủ tịch)|đề\s+xuất"),
    (
        Role.MONITOR,
        r"theo\s+dõi|(?:hướng dẫn,\s+)?đôn\s+đốc|(?:thường xuyên\s+)?kiểm\s+tra|giám\s+sát|tổng\s+hợp",
    ),
)
ROLE_EXAMPLES: tuple[tuple[str, Role], ...] = (
    ("Chủ trì, phối hợp với Sở Nội vụ thẩm định", Role.LEAD),
    ("là cơ quan chủ trì, tham mưu", Role.LEAD),
    ("Phối hợp với Trung tâm Hành chính công", Role.COORDINATE),
    ("thẩm định dự thảo Đề án", Role.APPRAISE),
    ("Tham mưu UBND tỉnh bố trí kinh phí", Role.ADVISE),
    ("theo dõi, đôn đốc triển khai Kế hoạch này", Role.MONITOR),
    ("Tổng hợp, báo cáo tình hình thực hiện", Role.MONITOR),
    ("Nâng cấp và vận hành hiệu quả Cổng thông tin", Role.IMPLEMENT),
    ("Xây dựng kế hoạch tuyên truyền", Role.IMPLEMENT),
)
# What may stand between an agency that opens a sentence and its predicate.
_MODAL = re.compile(
    r"^[\s,:;*]*(?:(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|căn cứ[^,;.]{0,120},|theo chức năng[^,;.]{0,60},"
    r"|chủ động|thường xuyên|trực tiếp|tiếp tục|tích cực|khẩn trương|kịp thời|nghiêm túc|phải)\s*)*",
    re.IGNORECASE,
)
# The closing article: whoever stands before these words is to carry the document out.
_EXECUTION = re.compile(
    r"(?:có|chịu)\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện|triển\s+khai)\s+(?:thực\s+hiện\s+)?"
    r"(?:các\s+nội\s+dung\s+)?"
    r"(?:Quyết định|Quy chế|Quy định|Kế hoạch|Chỉ thị|Nghị quyết|Nghị định|Thông tư|Luật)\s+này",
    re.IGNORECASE,
)
EXECUTION_EXAMPLES: tuple[tuple[str, str | None], ...] = (
    ("và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.", "chịu"),
    ("Chủ tịch UBND cấp xã có trách nhiệm tổ chức thực hiện\nQuy chế này.", "có"),
    ("Sở Nội vụ có trách nhiệm thực hiện báo cáo định kỳ.", None),
)
# Verbs with which a duty of the agency before them begins, beside those of the roles.
_DUTY_VERB = re.compile(
    r"(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|theo\s+dõi|đôn\s+đốc|kiểm\s+tra|giám\s+sát|tổng\s+hợp|hướng\s+dẫn|thẩm\s+định|"
    r"tổ\s+chức|xây\s+dựng|triển\s+khai|thực\s+hiện|chỉ\s+đạo|bố\s+trí|rà\s+soát|báo\s+cáo|cung\s+cấp|ban\s+hành|đề\s+xuất|"
    r"tuyên\s+truyền|bảo\s+đảm|đảm\s+bảo|nghiên\s+cứu|trình|lập|cân\s+đối|tham\s+gia|vận\s+động|đẩy\s+mạnh|tăng\s+cường|"
    r"chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm|thi\s+hành|căn\s+cứ|quản\s+lý|cập\s+nhật|công\s+khai|làm\s+đầu\s+mối|"
    r"là\s+(?:cơ\s+quan|đơn\s+vị)\s+đầu\s+mối|gửi|phân\s+công|phát\s+huy|niêm\s+yết|tiếp\s+nhận|huy\s+động|"
    r"có\s+ý\s+kiến(?!\s+chỉ\s+đạo)|có\s+phương\s+án|đăng\s+tải|xem\s+xét|hỗ\s+trợ|chuẩn\s+bị|phổ\s+biến|quán\s+triệt|giải\s+quyết|"
    r"tạo\s+điều\s+kiện|phản\s+ánh|chia\s+sẻ|vận\s+hành|thông\s+báo|cấu\s+hình)\b",
    re.IGNORECASE,
)
# Words behind an agency's name after which its duties are listed.
_INTRODUCES = re.compile(r"^[\s,*]*(?:có|chịu)\s+(?:trách\s+nhiệm|nhiệm\s+vụ)\s*:?", re.IGNORECASE)
# With these begins a thing, a time or a remark, not what the agency of the heading above is to do.
_NO_DUTY = re.compile(
    r"^[\s\-+•*“\"]*(?:dự\s+thảo|thời\s+(?:gian|hạn)|các\s+(?:phó|ủy\s+viên)|trách\s+nhiệm\s+của|danh\s+hiệu|bằng\s+khen|"
    r"giấy\s+khen|huân\s+chương|hình\s+thức|nội\s+dung|chức\s+năng,|(?:quyết\s+định|kế\s+hoạch|quy\s+định|quy\s+chế)\s+này|"
    r"về\s+(?:đối\s+tượng|thành\s+phần)|để\s|là\s+(?:đơn\s+vị|cơ\s+quan)\s+(?:trực\s+thuộc|chuyên\s+môn|thuộc)|\||v\.?v)",
    re.IGNORECASE,
)
NO_DUTY_EXAMPLES = (
    "Dự thảo quyết định việc phân cấp nhiệm vụ quản lý nhà nước về ngành, lĩnh vực",
    "Thời hạn hoàn thành không quá 05 ngày làm việc kể từ ngày ban hành Quyết định",
    "- Các Ủy viên Hội đồng",
    "Danh hiệu “Tập thể Lao động xuất sắc”",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh.",
    "Để nắm bắt kế hoạch đầu tư, mở rộng hạ tầng 5G",
    "Quyết định này có hiệu lực thi hành kể từ ngày ký",
)
_COMPILED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in ROLE_OPENINGS)
_EACH = r"(?:tuần|tháng|quý|năm|một năm|0?6 tháng)"
_BY_DAY = (
    r"(?:hoàn thành\s+)?(?:(?:xong\s+)?trước|chậm nhất(?:\s+(?:là|vào))?|muộn nhất)\s+(?:ngày\s+|tháng\s+)?\d"
    r"[^;.\n]{0,80}?(?=[;.\n)]|\s+để\b|$)"
)
_WITHIN = r"(?:hoàn thành\s+)?trong\s+(?:quý|tháng|năm)\s+[IVX\d][^;,.\n)]{0,30}"
_RECURRING = (
    rf"định kỳ\s+(?:hàng|hằng)?\s*{_EACH}(?:\s*,\s*(?:(?:hàng|hằng)\s+)?{_EACH})*(?:\s+(?:và|hoặc)\s+(?:năm|đột xuất))?"
)
_DEADLINE = re.compile(f"{_BY_DAY}|{_WITHIN}|{_RECURRING}", re.IGNORECASE)
DEADLINE_EXAMPLES: tuple[tuple[str, str | None], ...] = (
    ("cụ thể: Hoàn thành trước ngày 5/3 (báo cáo quý I)", "Hoàn thành trước ngày 5/3 (báo cáo quý I"),
    ("gửi về Bộ Công an trước ngày 15 tháng 12 năm 2025.", "trước ngày 15 tháng 12 năm 2025"),
    ("Định kỳ quý, 06 tháng, năm tổng hợp", "Định kỳ quý, 06 tháng, năm"),
    ("định kỳ hàng quý, báo cáo kết quả", "định kỳ hàng quý"),
    ("xong trong quý I/2026, báo cáo", "trong quý I/2026"),
    ("Lồng ghép công tác tuyên truyền", None),
)


def role_of(predicate: str) -> Role:
    """The role that a predicate gives its subject; IMPLEMENT when no word says another."""
    body = predicate[_MODAL.match(predicate).end() :]  # type: ignore[union-attr]
    return next((role for role, pattern in _COMPILED if pattern.match(body)), Role.IMPLEMENT)


def opens_duty(predicate: str) -> bool:
    """Whether what follows an agency's name says what that agency does, or that this is told next."""
    after = predicate[_MODAL.match(predicate).end() :]  # type: ignore[union-attr]
    return bool(_DUTY_VERB.match(after)) or (not after.strip(" :*") and bool(_INTRODUCES.match(predicate)))


def states_no_duty(sentence: str) -> bool:
    """Whether a sentence under the heading of an agency only names a thing, a time or a remark."""
    return bool(_NO_DUTY.match(sentence))


def deadline_in(sentence: str) -> str | None:
    """The words of ``sentence`` that tell by when or how often, as printed, or None."""
    found = _DEADLINE.search(sentence)
    return found[0].strip(" ,") if found else None


def execution_in(sentence: str) -> int | None:
    """Where the words "chịu trách nhiệm thi hành Quyết định này" begin in ``sentence``, or None."""
    found = _EXECUTION.search(sentence)
    return found.start() if found else None
