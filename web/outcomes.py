"""What became of a file that was read, in words and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ingest.pipeline import FileOutcome

STATUS_WORDS = {"added": "đã thêm", "unchanged": "đã có, không đổi", "replaced": "đã thay bản cũ", "failed": "lỗi"}


def outcome_json(outcome: FileOutcome) -> dict[str, Any]:
    """An element of the answer of ``POST /api/documents``."""
    return {**asdict(outcome), "path": outcome.path.name}


def said(outcome: FileOutcome) -> str:
    """What happened to one file, in Vietnamese, without its name."""
    words = STATUS_WORDS[outcome.status]
    if outcome.status == "failed":
        return f"{words}: {outcome.reason}"
    return f"{words} ({outcome.provisions} điều khoản, {outcome.assignments} nhiệm vụ)"
