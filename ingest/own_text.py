"""Where marker, heading and words stand in a provision's own text."""

from __future__ import annotations

import re

from ingest.records import Provision

_DECORATION = 12  # characters of Markdown that may stand before a marker


def marker_length(provision: Provision) -> int:
    """How many characters of the own text the marker takes, decoration before it included."""
    found = provision.text.find(provision.marker) if provision.marker else -1
    return found + len(provision.marker) if 0 <= found <= _DECORATION else 0


def heading_place(provision: Provision) -> tuple[int, int] | None:
    """Where the heading stands in the own text, as offsets; it may be broken over lines or set in bold."""
    pattern = r"[\s*]+".join(re.escape(word) for word in provision.heading.split())
    found = re.search(pattern, provision.text) if pattern else None
    return (found.start(), found.end()) if found else None


def after_heading(provision: Provision) -> tuple[int, str]:
    """What the own text says after heading and colon, with its place in the document."""
    place = heading_place(provision)
    end = place[1] if place else marker_length(provision)
    lead = re.match(r"[\s:*.]*", provision.text[end:])
    at = end + (lead.end() if lead else 0)
    return provision.start + at, provision.text[at:]
