"""What the command-line parser says about a wrong command line, in Vietnamese.

The parser's own messages are English. Each row holds its wording as a pattern, the Vietnamese for it, and a
command line that provokes it; a test runs every command line.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Wording(NamedTuple):
    """``english`` matches a whole message of the parser; ``vietnamese`` is formatted with its groups."""

    english: str
    vietnamese: str
    example: tuple[str, ...]


USAGE = (
    Wording(r"No such option: (\S+).*", "Không có tùy chọn {0}.", ("documents", "--khong-co")),
    Wording(r"No such command '(.+?)'.*", "Không có lệnh “{0}”.", ("hoi",)),
    Wording(r"Missing command\.", "Thiếu tên lệnh.", ("evaluate",)),
    Wording(r"Missing argument '(.+?)'.*", "Thiếu tham số {0}.", ("ask",)),
    Wording(r"Missing option '(.+?)'.*", "Thiếu tùy chọn {0}.", ()),
    Wording(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "Thừa tham số: {0}.", ("documents", "thua")),
    Wording(r"Option '(.+?)' requires an? .*", "Tùy chọn {0} cần một giá trị.", ("search", "CCHC", "--limit")),
    Wording(r"Option '(.+?)' does not take a value\.", "Tùy chọn {0} không nhận giá trị.", ("documents", "--json=1")),
    Wording(
        r"Invalid value for '?(.+?)'?: '?(.+?)'? is not a valid (?:int|integer)\.",
        "{0}: “{1}” không phải là số nguyên.",
        ("search", "CCHC", "--limit", "nhieu"),
    ),
    Wording(
        r"Invalid value for '?(.+?)'?: '?(.+?)'? is not one of (.+)\.",
        "{0}: “{1}” không thuộc các giá trị cho phép ({2}).",
        ("duties", "Sở Nội vụ", "--role", "khac"),
    ),
    Wording(
        r"Invalid value for '?(.+?)'?: '?(.+?)'? is not in the range (.+)\.",
        "{0}: {1} nằm ngoài khoảng cho phép ({2}).",
        ("search", "CCHC", "--limit", "0"),
    ),
    Wording(r"Invalid value for '?(.+?)'?: .*", "Giá trị của {0} không hợp lệ.", ()),
)
UNKNOWN = "Dòng lệnh không hợp lệ."


def in_vietnamese(message: str) -> str:
    """The parser's ``message`` in Vietnamese; :data:`UNKNOWN` when no row matches, never English."""
    for row in USAGE:
        found = re.fullmatch(row.english, message, re.DOTALL)
        if found:
            return row.vietnamese.format(*found.groups())
    return UNKNOWN
