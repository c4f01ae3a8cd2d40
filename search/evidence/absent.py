"""A plan that a question names with the province whose it is, where that province has none like it in the archive."""

from __future__ import annotations

import re

from search.evidence.inquiry import Inquiry
from search.question.description import full_title
from search.relevance import syllables

_SAYS_MORE = 5  # syllables from which a plan is known by its name
_LIKE = 0.35  # of the name, what the title of such a plan holds at least, in whatever words
_PLAN = (
    r"(?:^|\b(?:theo|trong|tại) )(?P<plan>kế hoạch (?:(?!\b(?:theo|trong|tại|thì|nào|gì|mấy)\b)[^:;?])+?)"
    r" của (?:ubnd )?(?:tỉnh |thành phố |tp\.? ?)?"
)


def absent_plan(inquiry: Inquiry) -> str:
    """The plan by which, or of which, the question asks ("theo Kế hoạch ... của tỉnh Nghệ An"), where no title of a
    document of the province is like it; "" where one is, or none is named so."""
    query, library = inquiry.query, inquiry.library
    local = [each for each in library.catalogue if each.metadata.province in query.scope.historic]
    if query.scope.documents or not local or not all(each.metadata.title for each in local):
        return ""
    names = "|".join(map(re.escape, query.scope.provinces))
    named = re.search(rf"{_PLAN}(?:{names})\b", query.rewritten, re.IGNORECASE) if names else None
    plan = named["plan"] if named else ""
    if len(syllables(plan)) < _SAYS_MORE:
        return ""
    topic = library.topic((plan[len("kế hoạch ") :],), tuple(each.id for each in local))
    titles = (f"{full_title(each)} {library.titles(each.id)}" for each in local)
    return "" if any(topic.coverage(title) >= _LIKE for title in titles) else plan
