"""The JSON form of a parsed document: the object of ``cchc parse --json``."""

from __future__ import annotations

from datetime import date
from typing import Any

from ingest.records import AgencyMention, Assignment, LegalBasis, Metadata, ParsedDocument, Provision, Reference, Role


def to_json(parsed: ParsedDocument) -> dict[str, Any]:
    """``{metadata, provisions, assignments, references}`` with spans as ``start``/``end`` into the stored text."""
    return {
        "id": parsed.id,
        "source_file": parsed.source_file,
        "sha256": parsed.sha256,
        "metadata": metadata_json(parsed.metadata),
        "provisions": [provision_json(provision) for provision in parsed.provisions],
        "assignments": [assignment_json(assignment, parsed.text) for assignment in parsed.assignments],
        "references": [reference_json(reference) for reference in parsed.references],
        "warnings": list(parsed.warnings),
    }


def metadata_json(metadata: Metadata) -> dict[str, Any]:
    """Metadata with ISO dates."""
    return {
        "number": metadata.number,
        "type": metadata.type,
        "issuer": metadata.issuer,
        "issued_on": _iso(metadata.issued_on),
        "place": metadata.place,
        "title": metadata.title,
        "province": metadata.province,
        "signers": [{"name": s.name, "position": s.position, "address": str(s.address)} for s in metadata.signers],
        "recipients": list(metadata.recipients),
        "legal_bases": [_basis(basis) for basis in metadata.legal_bases],
        "period": list(metadata.period) if metadata.period else None,
    }


def provision_json(provision: Provision) -> dict[str, Any]:
    """One node of the tree; ``spans`` and ``cells`` only where they say more than start and end."""
    found: dict[str, Any] = {
        "address": str(provision.address),
        "level": provision.level.value,
        "marker": provision.marker,
        "heading": provision.heading,
        "text": provision.text,
        "start": provision.start,
        "end": provision.end,
        "parent": str(provision.parent) if provision.parent else None,
    }
    if len(provision.spans) > 1:
        found["spans"] = [[span.start, span.end] for span in provision.spans]
    if provision.cells:
        found["cells"] = [{"name": cell.name, "text": cell.text} for cell in provision.cells]
    return found


def assignment_json(assignment: Assignment, text: str) -> dict[str, Any]:
    """Agency names as printed; ``roles`` holds every role with canonical ids beside the names."""
    return {
        "task": assignment.task,
        "lead": _names(assignment.roles.get(Role.LEAD, ())),
        "coordinate": _names(assignment.roles.get(Role.COORDINATE, ())),
        "roles": {
            role.value: [{"name": mention.name, "id": mention.id} for mention in mentions]
            for role, mentions in assignment.roles.items()
        },
        "deadline": assignment.deadline,
        "product": assignment.product,
        "form": assignment.form,
        "address": str(assignment.address),
        "quote": assignment.span.of(text),
        "start": assignment.span.start,
        "end": assignment.span.end,
    }


def reference_json(reference: Reference) -> dict[str, Any]:
    """A mention of a document or clause."""
    return {
        "kind": reference.kind,
        "text": reference.text,
        "type": reference.type,
        "number": reference.number,
        "issued_on": _iso(reference.issued_on),
        "issuer": reference.issuer,
        "path": reference.path,
        "address": str(reference.address),
        "start": reference.span.start,
        "end": reference.span.end,
    }


def _basis(basis: LegalBasis) -> dict[str, Any]:
    return {
        "text": basis.text,
        "type": basis.type,
        "number": basis.number,
        "issued_on": _iso(basis.issued_on),
        "issuer": basis.issuer,
        "address": str(basis.address),
        "start": basis.span.start,
        "end": basis.span.end,
    }


def _names(mentions: tuple[AgencyMention, ...]) -> list[str]:
    return [mention.name for mention in mentions]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
