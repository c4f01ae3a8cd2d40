"""Whether a text can be asked or searched for at all."""

from __future__ import annotations

from ingest.errors import BadQuestion

MAX_QUESTION = 10_000


def checked_question(text: str) -> str:
    """``text`` without surrounding white space.

    Raises:
        BadQuestion: it is empty or longer than MAX_QUESTION characters.
    """
    question = text.strip()
    if not question:
        raise BadQuestion("Câu hỏi trống; hãy gõ điều cần tìm.")
    if len(question) > MAX_QUESTION:
        raise BadQuestion(f"Câu hỏi dài {len(question)} ký tự, quá giới hạn {MAX_QUESTION} ký tự; hãy rút gọn.")
    return question
