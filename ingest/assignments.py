"""Who does what: assignments from task tables, agency-headed sections, role bullets and running text.

Order of forms for one provision: a row is read by its columns; a group of "Cơ quan chủ trì: ..." bullets by their
labels; what stands under a heading that lists agencies belongs to those agencies; any other sentence counts
only when it opens with an agency and a duty verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.address import Address
from ingest.agencies import AgencyRegistry
from ingest.folding import squeeze
from ingest.lines import plain_text
from ingest.records import AgencyMention, Assignment, Cell, Level, Provision, Role, Span
from ingest.roles import deadline_in, opens_duty, role_of
from ingest.tables import Column, column_of

ROLE_OF_COLUMN = {
    Column.LEAD: Role.LEAD,
    Column.IMPLEMENT: Role.IMPLEMENT,
    Column.COORDINATE: Role.COORDINATE,
    Column.APPRAISE: Role.APPRAISE,
    Column.ADVISE: Role.ADVISE,
    Column.MONITOR: Role.MONITOR,
}
_STOP = re.compile(r"(?<!\d)(?<!\bTP)[.](?=\s)|(?<=\d)[.](?=\s+[^\W\d_])|;(?=\s)")
_REQUEST = re.compile(r"^\s*(?:trân trọng\s+)?đề\s+nghị\s+", re.IGNORECASE)
_ASSIGN = re.compile(r"^\s*(?:giao|yêu cầu|đề nghị|trân trọng đề nghị)\s+", re.IGNORECASE)
_LEAD_IN = re.compile(r"^\s*(?:trách nhiệm của|đối với|nhiệm vụ của)\s+", re.IGNORECASE)
_WITH = re.compile(r"phối\s+hợp\s+(?:chặt chẽ\s+)?(?:với\s+)?", re.IGNORECASE)
_BETWEEN_AGENCIES = re.compile(r"^[\s,;&]*(?:và|với|cùng)?[\s,;]*$")
_UNITS = (Level.SECTION, Level.CLAUSE, Level.POINT, Level.DASH, Level.ARTICLE)
_DUTIES = (Level.CLAUSE, Level.POINT, Level.DASH, Level.PARAGRAPH, Level.ARTICLE)
_MAX_HEADING = 200

Roles = dict[Role, tuple[AgencyMention, ...]]


def find_assignments(provisions: Sequence[Provision], text: str) -> tuple[Assignment, ...]:
    """Every assignment that the provisions state, in reading order; each span lies inside its provision."""
    return _Finder(provisions, text).run()


class _Finder:
    """One walk over the provisions; ``headed`` remembers the agencies of each agency-headed unit."""

    def __init__(self, provisions: Sequence[Provision], text: str) -> None:
        self.text = text
        self.provisions = provisions
        self.registry = AgencyRegistry.load()
        self.headed: dict[Address, Roles] = {}
        self.by_address = {provision.address: provision for provision in provisions}
        self.labelled = self._labelled_groups()

    def run(self) -> tuple[Assignment, ...]:
        found: list[Assignment] = []
        taken = {member.address for group in self.labelled.values() for member in group}
        for provision in self.provisions:
            if provision.level is Level.ROW:
                found += self._from_row(provision)
                continue
            if provision.address in self.labelled:
                found += self._from_labels(provision)
            if provision.level in _DUTIES + _UNITS and provision.address not in taken:
                found += self._from_words(provision)
        return tuple(sorted(found, key=lambda assignment: assignment.span))

    # -- rows

    def _from_row(self, row: Provision) -> Iterable[Assignment]:
        by_column = _cells_by_column(row)
        roles: Roles = {}
        for column, role in ROLE_OF_COLUMN.items():
            mentions = tuple(m for cell in by_column.get(column, ()) for m in self._agencies_of(cell))
            if mentions:
                roles[role] = mentions
        self._add_appraisers(roles, by_column)
        task = " ".join(cell.text for cell in by_column.get(Column.TASK, ()))
        if roles and task:
            yield Assignment(
                task,
                roles,
                _joined(by_column.get(Column.DEADLINE, ())),
                _joined(by_column.get(Column.PRODUCT, ())),
                row.address,
                Span(row.start, row.end),
                "row",
            )

    def _agencies_of(self, cell: Cell) -> Iterable[AgencyMention]:
        for span in cell.spans:
            yield from self.registry.split_cell(span.of(self.text), span.start)

    def _add_appraisers(self, roles: Roles, by_column: dict[Column, list[Cell]]) -> None:
        """ "Sở Nội vụ thẩm định" in the column of coordinating agencies names the appraiser as well."""
        named: list[AgencyMention] = []
        for mention in roles.get(Role.COORDINATE, ()):
            after = self.text[mention.span.end : mention.span.end + 20]
            if role_of(after.lstrip()) is Role.APPRAISE:
                named.append(mention)
        if named:
            roles[Role.APPRAISE] = roles.get(Role.APPRAISE, ()) + tuple(named)

    # -- bullets with labels

    def _labelled_groups(self) -> dict[Address, list[Provision]]:
        """Task units with the bullets below them that carry a label of a role or a deadline."""
        groups: dict[Address, list[Provision]] = {}
        for provision in self.provisions:
            label = _label(provision)
            if provision.parent is not None and label is not None:
                groups.setdefault(provision.parent, []).append(provision)
        return {
            parent: members
            for parent, members in groups.items()
            if parent in self.by_address and any(_label(m) in (Column.LEAD, Column.IMPLEMENT) for m in members)
        }

    def _from_labels(self, task: Provision) -> Iterable[Assignment]:
        roles: Roles = {}
        members: list[Provision] = []
        for member in self.labelled[task.address]:
            role = ROLE_OF_COLUMN.get(_label(member) or Column.NOTE)
            if role in (Role.LEAD, Role.IMPLEMENT) and Role.LEAD in roles:
                yield from self._label_assignment(task, roles, members)
                roles, members = {}, []
            members.append(member)
            if role:
                start, body = _after_label(member)
                roles[role] = roles.get(role, ()) + tuple(self.registry.split_cell(body, start))
        yield from self._label_assignment(task, roles, members)

    def _label_assignment(self, task: Provision, roles: Roles, members: list[Provision]) -> Iterable[Assignment]:
        named = {role: mentions for role, mentions in roles.items() if mentions}
        if named:
            values = {_label(member): squeeze(plain_text(_after_label(member)[1])).rstrip(".;") for member in members}
            yield Assignment(
                _task_words(task),
                named,
                values.get(Column.DEADLINE),
                values.get(Column.PRODUCT),
                task.address,
                Span(task.start, task.end),
                "bullets",
            )

    # -- sections and sentences

    def _from_words(self, provision: Provision) -> Iterable[Assignment]:
        heading = self._heading_agencies(provision)
        if heading:
            self.headed[provision.address] = heading
            start, body = _after_heading(provision)
        else:
            start, body = provision.start + _marker_length(provision), provision.text[_marker_length(provision) :]
        if (
            provision.level in (Level.SECTION, Level.CLAUSE)
            and not heading
            and provision.heading
            and body.count(" ") < 12
        ):
            return
        owner = heading or self._owner(provision)
        for sentence_start, sentence in _sentences(body, start):
            yield from self._from_sentence(sentence, sentence_start, provision, owner)

    def _owner(self, provision: Provision) -> Roles | None:
        """The agencies of the nearest agency-headed unit above."""
        parent = provision.parent
        while parent is not None:
            if parent in self.headed:
                return self.headed[parent]
            parent = self.by_address[parent].parent if parent in self.by_address else None
        return None

    def _heading_agencies(self, provision: Provision) -> Roles | None:
        """The agencies that a unit's heading lists, when it is nothing but such a list."""
        heading = provision.heading
        if provision.level not in _UNITS or not heading or len(heading) > _MAX_HEADING:
            return None
        place = _place_of(heading, provision.text)
        if place is None:
            return None
        bare = _LEAD_IN.sub("", _REQUEST.sub("", heading))
        offset = provision.start + place[0] + (len(heading) - len(bare) if place[1] == len(heading) else 0)
        printed = self.text[offset : provision.start + place[0] + place[1]]
        mentions = tuple(m for m in self.registry.find(printed, offset) if not _in_brackets(m, printed, offset))
        if not mentions or not _is_list_of(mentions, printed, offset):
            return None
        role = Role.REQUESTED if _REQUEST.match(heading) else Role.IMPLEMENT
        return {role: mentions}

    def _from_sentence(
        self, sentence: str, start: int, provision: Provision, owner: Roles | None
    ) -> Iterable[Assignment]:
        subject, predicate_at = self._subject(sentence, start)
        if subject:
            requested = bool(_REQUEST.match(sentence))
        elif owner:
            subject, predicate_at = next(iter(owner.values())), 0
            requested = Role.REQUESTED in owner
        else:
            return
        predicate = sentence[predicate_at:]
        if len(predicate.split()) < 3:
            return
        roles: Roles = {role_of(predicate.lstrip(" ,:-*")): subject}
        if requested:
            roles[Role.REQUESTED] = subject
        partners = self._partners(predicate, start + predicate_at)
        if partners:
            roles[Role.COORDINATE] = roles.get(Role.COORDINATE, ()) + partners
        span = Span(start, start + len(sentence))
        form = "section" if owner else "sentence"
        task = squeeze(plain_text(sentence)).rstrip(";").strip()
        yield Assignment(task, roles, deadline_in(squeeze(sentence)), None, provision.address, span, form)

    def _subject(self, sentence: str, start: int) -> tuple[tuple[AgencyMention, ...], int]:
        """The agencies that open a sentence and where its predicate begins; empty when it opens otherwise."""
        lead = _ASSIGN.match(sentence)
        at = lead.end() if lead else 0
        mentions: list[AgencyMention] = []
        for mention in self.registry.find(sentence[at : at + 400], start + at):
            gap = self.text[(mentions[-1].span.end if mentions else start + at) : mention.span.start]
            if not _BETWEEN_AGENCIES.match(gap.strip("*_ ")):
                break
            mentions.append(mention)
        end = mentions[-1].span.end - start if mentions else 0
        return (tuple(mentions), end) if mentions and opens_duty(sentence[end:]) else ((), 0)

    def _partners(self, predicate: str, start: int) -> tuple[AgencyMention, ...]:
        """The agencies with which the subject is to coordinate, as the sentence lists them."""
        joint = _WITH.search(predicate)
        if joint is None or joint.start() > 120:
            return ()
        partners: list[AgencyMention] = []
        end = start + joint.end()
        for mention in self.registry.find(predicate[joint.end() : joint.end() + 400], end):
            gap = self.text[end : mention.span.start]
            if not _BETWEEN_AGENCIES.match(gap.strip("*_ ")):
                break
            partners.append(mention)
            end = mention.span.end
        return tuple(partners)


def _cells_by_column(row: Provision) -> dict[Column, list[Cell]]:
    """The row's filled cells by what their column holds; an unnamed long cell counts as the task."""
    found: dict[Column, list[Cell]] = {}
    for cell in row.cells:
        column = column_of(cell.name) if cell.name else None
        if cell.text and column:
            found.setdefault(column, []).append(cell)
    return found


def _joined(cells: Sequence[Cell]) -> str | None:
    return " ".join(cell.text for cell in cells) or None


def _label(provision: Provision) -> Column | None:
    """What a "Label: value" bullet labels: a role, a deadline or a product."""
    if provision.level not in (Level.DASH, Level.POINT, Level.PARAGRAPH, Level.CLAUSE):
        return None
    head = _label_head(provision)
    column = column_of(head) if head else None
    return column if column not in (None, Column.TASK, Column.ORDINAL, Column.NOTE) else None


def _label_head(provision: Provision) -> str:
    head, colon, _ = provision.text[_marker_length(provision) :].partition(":")
    return plain_text(head) if colon and len(head) <= 60 else ""


def _after_label(provision: Provision) -> tuple[int, str]:
    skip = _marker_length(provision)
    at = skip + provision.text[skip:].index(":") + 1
    return provision.start + at, provision.text[at:]


def _marker_length(provision: Provision) -> int:
    found = provision.text.find(provision.marker) if provision.marker else -1
    return found + len(provision.marker) if 0 <= found <= 12 else 0


def _task_words(task: Provision) -> str:
    return squeeze(plain_text(task.text[_marker_length(task) :])).rstrip(":;").strip()


def _after_heading(provision: Provision) -> tuple[int, str]:
    """What a unit says after its heading and colon."""
    place = _place_of(provision.heading, provision.text)
    end = place[0] + place[1] if place else 0
    rest = provision.text[end:]
    lead = re.match(r"[\s:*.]*", rest)
    skip = end + (lead.end() if lead else 0)
    return provision.start + skip, provision.text[skip:]


def _place_of(heading: str, text: str) -> tuple[int, int] | None:
    """Where ``heading`` (white space collapsed, marks dropped) stands in ``text``: offset and length."""
    pattern = r"[\s*]+".join(re.escape(word) for word in heading.split())
    found = re.search(pattern, text)
    return (found.start(), found.end() - found.start()) if found else None


def _in_brackets(mention: AgencyMention, printed: str, offset: int) -> bool:
    before = printed[: mention.span.start - offset]
    return before.count("(") > before.count(")")


def _is_list_of(mentions: Sequence[AgencyMention], printed: str, offset: int) -> bool:
    """Whether ``printed`` is a list of the agencies: hardly a letter outside them, remarks in brackets apart."""
    kept = list(printed)
    for mention in mentions:
        for i in range(mention.span.start - offset, mention.span.end - offset):
            kept[i] = " "
    rest = re.sub(r"\([^)]*\)", "", "".join(kept))
    rest = re.sub(r"\b(?:và|các|tỉnh|thành phố|có liên quan|liên quan)\b", "", rest)
    return sum(char.isalpha() for char in rest) <= 0.25 * sum(char.isalpha() for char in printed)


def _sentences(body: str, start: int) -> Iterable[tuple[int, str]]:
    """The sentences of ``body`` with their places, white space around them dropped.

    A full stop before a capital letter ends one; a semicolon does when a new role begins after it.
    """
    at = 0
    for end in [*(stop.end() for stop in _STOP.finditer(body) if _ends_sentence(body, stop)), len(body)]:
        piece = body[at:end]
        stripped = piece.strip(" \n\t*")
        if stripped:
            yield start + at + piece.index(stripped), stripped
        at = end


def _ends_sentence(body: str, stop: re.Match[str]) -> bool:
    after = body[stop.end() : stop.end() + 60].lstrip(' \n\t*“"')
    if stop[0] == ".":
        return after[:1].isupper()
    return role_of(after) is not Role.IMPLEMENT
