"""What a question asks for, as words of a clause print it: a time, an agency, a figure."""

from __future__ import annotations

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search.answer import Kind
from search.compose_values import prints_figure
from search.evidence.library import Evidence
from search.question.lexicon import states
from search.question.query import Query
from search.question.values import attribute_asked, number_asked, unit_asked


def prints(evidence: Evidence, query: Query) -> bool:
    """Whether ``evidence`` prints such a thing as ``query`` asks for; never where it asks for none that can be told."""
    text = evidence.text
    attribute = attribute_asked(query.rewritten)
    if attribute is not None:
        return attribute.is_in(text)
    if "value" in query.facets:
        wanted = unit_asked(query.asking) or number_asked(query.asking)
        is_row = evidence.clause.provision.level is Level.ROW  # the head of its column says of what its figures are
        return wanted.is_in(text) if wanted and not is_row else prints_figure(evidence)
    if query.aspect is Kind.DEADLINE:
        return states("times", text) or states("periodic", text)
    return query.aspect is Kind.LEAD and bool(AgencyRegistry.load().find(text))
