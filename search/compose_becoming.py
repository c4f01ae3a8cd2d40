"""What the registries say has become of agencies and provinces, each with its day and legal basis."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.agencies import AgencyRegistry
from ingest.provinces import Province, all_provinces, get_province
from ingest.reorganisations import Succession
from search.citation import printed_date
from search.compose import Draft, Refusal
from search.evidence.inquiry import Inquiry
from search.question.becoming import subjects


def became(inquiry: Inquiry) -> Draft | Refusal:
    """What became of the agencies that the question names, else of the provinces, as the registries say it."""
    asked = subjects(inquiry.query.rewritten, inquiry.query.agencies)
    lines = [line for agency_id in asked.agencies for line in _of_agency(agency_id)]
    lines = lines or [_of_province(get_province(name)) for name in asked.provinces]
    if not lines:
        names = ", ".join(AgencyRegistry.load().get(each).name for each in asked.agencies)
        return Refusal(f"danh mục sắp xếp cơ quan không ghi thay đổi nào của {names}")
    return Draft((), notes=tuple(dict.fromkeys(lines)))


def _of_agency(agency_id: str) -> list[str]:
    """What the agency has become; of one that goes on, whose work it took over."""
    registry = AgencyRegistry.load()
    steps = registry.successions(agency_id)
    if steps:
        return [f"{succession(step)}." for step in steps]
    taken_over = registry.predecessors(agency_id)
    return [f"{registry.get(agency_id).name} tiếp nhận nhiệm vụ của {_from(step)}." for step in taken_over]


def _from(step: Succession) -> str:
    old, scope = AgencyRegistry.load().get(step.old).name, f" ({step.scope})" if step.scope else ""
    return f"{old}{scope}{_since(step)}"


def succession(step: Succession) -> str:
    """One step of a succession in words, with its day and legal basis."""
    registry = AgencyRegistry.load()
    old, scope = registry.get(step.old).name, f" ({step.scope})" if step.scope else ""
    said = f"{old} nay là {registry.get(step.new).name}{scope}" if step.new else f"{old} không còn"
    note = "" if step.new or not step.note else f" ({step.note.rstrip('.')})"
    return f"{said}{_since(step)}{note}"


def _since(step: Succession) -> str:
    since = f" từ ngày {printed_date(step.from_date)}" if step.from_date else ""
    return f"{since}, theo {step.legal_basis}" if step.legal_basis else since


def _of_province(province: Province) -> str:
    today = get_province(province.merged_into) if province.merged_into else province
    if not today.predecessors:
        return f"{_capital(today.full_name)} không hợp nhất với tỉnh nào{_last(all_provinces())}."
    merged = ", ".join(today.predecessors)
    since = f" từ ngày {printed_date(today.since)}" if today.since else ""
    basis = f" theo {today.legal_basis}" if today.legal_basis else ""
    if today is province:
        return f"{_capital(today.full_name)}{since} được hợp nhất từ {merged}{basis}."
    said = f"{_capital(province.full_name)} nay thuộc {today.full_name}{since}{basis}"
    return f"{said} (hợp nhất {merged})."


def _last(provinces: Sequence[Province]) -> str:
    """When and by what the provinces were merged."""
    merged = next(each for each in provinces if each.predecessors and each.since)
    return f" trong đợt sắp xếp từ ngày {printed_date(merged.since)} theo {merged.legal_basis}" if merged.since else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
