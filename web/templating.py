"""Templates: one environment, escaping everything, with the filters that word values in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ingest.records import Role
from search.answer import Citation, Hit, Kind
from search.citation import issuer_name, printed_date
from web.document_links import clause_url
from web.marked_text import Run, cells, plain
from web.views import KIND_NAMES, ROLE_NAMES, DocumentSummary, vietnamese_number

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


def open_url(citation: Citation) -> str:
    """Where the cited clause is shown with the quote marked.

    The fragment is the clause's anchor, the query the span, so the mark needs no script.
    """
    document = quote(citation.document_id, safe="")
    return f"/documents/{document}?start={citation.start}&end={citation.end}#{quote(citation.address, safe='/~+*')}"


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the navigation bar; ``key`` is what a page calls itself by ``here``."""

    key: str
    url: str
    name: str


NAVIGATION = (
    NavigationLink("ask", "/", "Hỏi đáp"),
    NavigationLink("documents", "/documents", "Văn bản"),
    NavigationLink("agencies", "/agencies", "Cơ quan"),
    NavigationLink("deadlines", "/deadlines", "Thời hạn"),
    NavigationLink("mentions", "/mentions", "Nhắc đến"),
    NavigationLink("feedback", "/feedback", "Góp ý"),
    NavigationLink("status", "/status", "Hiện trạng"),
)


def elsewhere_url(address: str) -> str:
    """Where a clause of a large document is shown that is not on the page at hand."""
    return clause_url(address, is_here=False)


def sentence(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """``text`` with a full stop at its end."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def plain_lines(text: str) -> str:
    """``text`` without Markdown signs, its line breaks kept."""
    return "\n".join(plain(one) for one in text.splitlines()).strip()


def document_line(citation: Citation) -> str:
    """The title and file of the cited document, for the line under a quote."""
    title = plain(citation.title or "")
    return " · ".join(one for one in (title, f"tệp {citation.source_file}") if one)


def summary_line(one: DocumentSummary) -> str:
    """Issuer, date and province of a document; what is not stated is left out."""
    day = printed_date(date.fromisoformat(one.issued_on)) if one.issued_on else ""
    issuer = issuer_name(one.issuer) if one.issuer else ""
    return " · ".join(part for part in (issuer, f"ngày {day}" if day else "", one.province or "") if part)


def highlighted(hit: Hit) -> list[Run]:
    """The quote of ``hit`` as runs, its highlights marked."""
    text, at, runs = hit.citation.quote, 0, []
    for start, end in hit.highlights:
        runs += [Run(text[at:start]), Run(text[start:end], marked=True)]
        at = end
    runs.append(Run(text[at:]))
    return [Run(cells(run.text), run.marked) for run in runs if run.text]


def day_of(moment: datetime | date) -> str:
    """The day as it is printed."""
    return printed_date(moment.date() if isinstance(moment, datetime) else moment)


def kind_name(kind: Kind) -> str:
    """What a question of this kind asks for, in Vietnamese."""
    return KIND_NAMES[kind]


def role_name(role: Role) -> str:
    """The role in Vietnamese."""
    return ROLE_NAMES[role]


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters.update(
        open_url=open_url,
        sentence=sentence,
        full_stop=full_stop,
        plain=plain,
        plain_lines=plain_lines,
        document_line=document_line,
        summary_line=summary_line,
        highlighted=highlighted,
        elsewhere_url=elsewhere_url,
        role_name=role_name,
        kind_name=kind_name,
        day_of=day_of,
        vi_number=vietnamese_number,
    )
    made.globals["navigation"] = NAVIGATION
    return made


_TEMPLATES = _environment()


def render(name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page ``name`` filled with ``values``; every value is escaped."""
    return HTMLResponse(_TEMPLATES.get_template(name).render(values), status)


def fragment(name: str, values: Mapping[str, Any]) -> str:
    """A part of a page, as the page itself includes it."""
    return _TEMPLATES.get_template(name).render(values)
