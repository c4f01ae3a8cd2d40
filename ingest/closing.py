"""What stands below the body of a part: recipients, signatures, footnotes, and what a web page prints under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.blocks import Block, Paragraph
from ingest.frame import is_recipients_line, is_signature_line
from ingest.lines import is_upper
from ingest.markers import BULLETS, read_marker
from ingest.records import Level

# Level of a run -> prefix of its address step.
CLOSING_STEPS = {
    Level.RECIPIENTS: "noi-nhan",
    Level.SIGNATURE: "chu-ky",
    Level.PARAGRAPH: "chu-thich",
    Level.PAGE: "trang-web",
}
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s")
_MAX_STAMP = 12  # words of what may be printed beside a signature


def closing_levels(blocks: Iterable[Block]) -> Iterator[Level]:
    """What each block of a closing is. Below a signature, running text outside the layout is the web page's own."""
    level, signed = Level.SIGNATURE, False
    for block in blocks:
        if isinstance(block, Paragraph):
            here = _closing_level(block, level)
            signs = any(is_signature_line(line.plain) for line in block.lines)
            signed = signed or signs
            told = level is Level.PAGE or _is_told(block)
            level = Level.PAGE if here is not Level.PARAGRAPH and signed and not signs and told else here
        yield level


def _is_told(block: Paragraph) -> bool:
    """Whether a block of a closing is running text: no name, no stamp, no title of what is attached."""
    opening = next((line.plain for line in block.lines if line.plain and not line.is_pipe), "")
    return not block.in_layout and not is_upper(opening) and len(block.plain.split()) > _MAX_STAMP


def _closing_level(block: Paragraph, before: Level) -> Level:
    if _FOOTNOTE.match(block.plain):
        return Level.PARAGRAPH
    if is_recipients_line(block.plain):
        return Level.RECIPIENTS
    marker = read_marker(block.plain)
    if marker is not None and marker.family in BULLETS and not is_signature_line(block.plain):
        return Level.RECIPIENTS
    return Level.SIGNATURE if block.plain else before
