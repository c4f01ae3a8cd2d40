"""The address of a provision inside its document: a value that parses and prints.

``ke-hoach/VI/1/c`` is điểm c khoản 1 Mục VI of the plan; ``phu-luc/VII/5`` is row 5 of group VII of the
appendix; ``dieu-2`` is Điều 2 of the main part (an article-based main part is not written).
It is the anchor in URLs and is the same whenever the same file is read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.errors import BadInput

# Steps of the text's skeleton: prefix -> Vietnamese name of the unit.
UNIT_STEPS = {
    "phan": "Phần",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu-muc": "Tiểu mục",
    "dieu": "Điều",
    "can-cu": "căn cứ",
    "doan": "đoạn",
    "hang": "hàng",
    "bang": "bảng",
    "chu-thich": "chú thích",
    "trang-web": "phần của trang web",
    "noi-nhan": "nơi nhận",
    "chu-ky": "chữ ký",
}
# Bullets: printed before the ordinal without a hyphen of their own.
BULLET_STEPS = {"-": "gạch đầu dòng", "+": "dấu cộng", "*": "dấu sao"}
# Parts of a document: slug -> type name (Nghị định 30/2020/NĐ-CP Điều 7, and what they promulgate).
PART_STEPS = {
    "luat": "Luật",
    "bo-luat": "Bộ luật",
    "phap-lenh": "Pháp lệnh",
    "hien-phap": "Hiến pháp",
    "lenh": "Lệnh",
    "nghi-dinh": "Nghị định",
    "nghi-quyet": "Nghị quyết",
    "quyet-dinh": "Quyết định",
    "chi-thi": "Chỉ thị",
    "thong-tu": "Thông tư",
    "thong-tu-lien-tich": "Thông tư liên tịch",
    "quy-che": "Quy chế",
    "quy-dinh": "Quy định",
    "thong-cao": "Thông cáo",
    "thong-bao": "Thông báo",
    "huong-dan": "Hướng dẫn",
    "chuong-trinh": "Chương trình",
    "ke-hoach": "Kế hoạch",
    "phuong-an": "Phương án",
    "de-an": "Đề án",
    "du-an": "Dự án",
    "bao-cao": "Báo cáo",
    "bien-ban": "Biên bản",
    "to-trinh": "Tờ trình",
    "hop-dong": "Hợp đồng",
    "cong-van": "Công văn",
    "cong-dien": "Công điện",
    "dieu-le": "Điều lệ",
    "quy-trinh": "Quy trình",
    "quy-tac": "Quy tắc",
    "bo-tieu-chi": "Bộ tiêu chí",
    "phu-luc": "Phụ lục",
    "danh-muc": "Danh mục",
    "bieu": "Biểu",
    "bieu-mau": "Biểu mẫu",
    "mau": "Mẫu",
    "noi-dung": "Nội dung",
}

_PREFIXES = sorted([*UNIT_STEPS, *PART_STEPS], key=len, reverse=True)
_REPEAT = re.compile(r"^(?P<body>.+?)(?:~(?P<repeat>[2-9]|[1-9]\d+))?$")
_VALUE = r"(?:\d+(?:\.\d+)*[a-zđ]{0,2}|[IVXLCDM]+(?:\.\d+)*|[A-ZĐ](?:\.\d+)*|[a-zđ]{1,2}(?:\.\d+)*)"
_NAMED = re.compile(rf"^(?P<prefix>{'|'.join(map(re.escape, _PREFIXES))})(?:-(?P<value>{_VALUE}))?$")
_BULLET = re.compile(r"^(?P<prefix>[-+*])(?P<value>\d+)$")
_PLAIN = re.compile(rf"^(?P<value>{_VALUE})$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: ``prefix`` is a key of the tables above, empty for a plain marker (``VI``, ``a``).

    ``repeat`` counts equal markers among siblings, from 1: the second "6." of a plan is ``6~2``.
    """

    prefix: str
    value: str
    repeat: int = 1

    def __str__(self) -> str:
        joint = "-" if self.prefix and self.value and self.prefix not in BULLET_STEPS else ""
        tail = f"~{self.repeat}" if self.repeat > 1 else ""
        return f"{self.prefix}{joint}{self.value}{tail}"

    @property
    def is_part(self) -> bool:
        """Whether this step names a part of the document (``ke-hoach``, ``phu-luc``)."""
        return self.prefix in PART_STEPS

    @classmethod
    def parse(cls, text: str) -> Step:
        """The step that prints as ``text``.

        Raises:
            BadInput: ``text`` is no step.
        """
        whole = _REPEAT.match(text)
        if whole:
            repeat = int(whole["repeat"] or 1)
            for pattern in (_PLAIN, _BULLET, _NAMED):
                found = pattern.match(whole["body"])
                if found:
                    parts = found.groupdict()
                    return cls(parts.get("prefix") or "", parts["value"] or "", repeat)
        raise BadInput(f"Địa chỉ điều khoản không hợp lệ: “{text}”. Ví dụ đúng: ke-hoach/VI/1/c hoặc dieu-2.")


@dataclass(frozen=True, slots=True)
class Address:
    """A path of steps from the top of the document; never empty."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise BadInput("Địa chỉ điều khoản trống.")

    def __str__(self) -> str:
        return "/".join(map(str, self.steps))

    def __truediv__(self, step: Step) -> Address:
        return Address((*self.steps, step))

    @property
    def last(self) -> Step:
        """The innermost step."""
        return self.steps[-1]

    def is_within(self, other: Address) -> bool:
        """Whether this address is ``other`` or below it."""
        return self.steps[: len(other.steps)] == other.steps

    @classmethod
    @lru_cache(maxsize=16384)  # an index names the same places again and again
    def parse(cls, text: str) -> Address:
        """The address that prints as ``text``; ``Address.parse(str(a)) == a`` for every address.

        Raises:
            BadInput: ``text`` is no address.
        """
        return cls(tuple(Step.parse(step) for step in text.strip("/").split("/")))
