"""What became of a file that was read, in words."""

from __future__ import annotations

from ingest.archive import FileResult
from ingest.pipeline import FileOutcome

STATUS_WORDS = {
    "added": "đã thêm",
    "unchanged": "đã có, không đổi",
    "replaced": "đã thay bản cũ",
    "skipped": "trùng, đã bỏ qua",
    "duplicate": "trùng, chưa nạp, chờ chọn",
    "held": "đã đọc, chưa vào kho",
    "failed": "lỗi",
}


def said(outcome: FileOutcome | FileResult) -> str:
    """What happened to one file, in Vietnamese, without its name."""
    words = STATUS_WORDS[outcome.status]
    if outcome.status == "failed":
        return f"{words}: {outcome.reason}"
    if outcome.status in ("skipped", "duplicate"):
        return words
    return f"{words} ({outcome.provisions} điều khoản, {outcome.assignments} nhiệm vụ)"
