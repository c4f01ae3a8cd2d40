"""What was understood of a question."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.records import Role, Span
from ingest.registry_questions import QuestionAgency
from search.answer import Interpretation, Kind, Understood
from search.question.clause_names import ClauseName


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time that the question names as a condition: quarters and months of a year, or words ("hàng tháng")."""

    quarters: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.quarters or self.months or self.words)


@dataclass(frozen=True, slots=True)
class Name:
    """A document named by number or file at ``span`` of the question: ``ids`` of those the archive holds;
    ``is_cited`` when it holds none but a clause of it refers to that document."""

    text: str
    span: Span
    ids: tuple[str, ...]
    is_cited: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents a question is about; every field is a constraint, empty means any.

    ``provinces`` are as asked, ``historic`` those and the former provinces that they mean. ``documents`` are ids of
    documents that were named; ``missing`` are names of documents that the archive does not hold. ``title`` are words
    that describe a document by its type and title. ``years`` lists single years, ``period`` is "giai đoạn A-B".
    ``former`` are provinces of before a merger that the documents of their successors speak of; ``among``, unless it is
    empty, are the only documents of ``historic`` that count.
    """

    provinces: tuple[str, ...] = ()
    historic: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    period: tuple[int, int] | None = None
    documents: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    title: str = ""
    former: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood. ``rewritten`` is the question with abbreviations spelled out and marks restored.

    ``asking`` is ``rewritten`` with the names of provinces blotted out, letter for letter;
    ``names`` are the documents that it names, with their places in ``rewritten``;
    ``aspect`` is what a comparison compares (otherwise equal to ``kind``); ``facets`` are what is asked besides
    (deadline, coordinate, value ...); ``runs`` are the words left when all that is taken away, those that stood
    together in one string; ``terms`` are the words or numbers whose mention is sought; ``clauses`` are those named by
    number; ``parts`` are the several things that it asks, none where it asks one; ``sides`` what a comparison compares;
    ``sought`` is what the index is asked where that is more than ``rewritten``;
    ``understood`` are names that were misspelt; ``is_weak`` says that the kind is only the likeliest.
    """

    question: str
    rewritten: str
    kind: Kind
    aspect: Kind
    scope: Scope
    names: tuple[Name, ...] = ()
    asking: str = ""
    agencies: tuple[QuestionAgency, ...] = ()
    roles: tuple[Role, ...] = ()
    facets: frozenset[str] = frozenset()
    deadline: Deadline = field(default_factory=Deadline)
    clauses: tuple[ClauseName, ...] = ()
    parts: tuple[Part, ...] = ()
    sides: tuple[Query, ...] = ()
    is_weak: bool = False
    terms: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    sought: str = ""
    understood: tuple[Understood, ...] = ()

    @property
    def topic(self) -> str:
        """What the question is about, on one line."""
        return " ".join(self.runs)

    @property
    def agency_ids(self) -> tuple[str, ...]:
        """Registry keys of the named agencies that the registry knows."""
        return tuple(agency.agency_id for agency in self.agencies if agency.agency_id)

    @property
    def unknown_agencies(self) -> tuple[str, ...]:
        """Named agencies that the registry does not know, as typed."""
        return tuple(agency.name for agency in self.agencies if not agency.agency_id)

    def interpretation(self) -> Interpretation:
        """The public form of this reading."""
        return Interpretation(
            kind=self.kind,
            agencies=tuple(dict.fromkeys(agency.name for agency in self.agencies)),
            provinces=self.scope.provinces,
            years=self.scope.years or (self.scope.period or ()),
            documents=(*self.scope.documents, *self.scope.missing),
            topic=self.topic,
            rewritten=self.rewritten,
            period=self.scope.period,
            roles=tuple(role.value for role in self.roles),
            understood=self.understood,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a question asks, as a question of its own: what it does not say itself of documents
    and agencies it has from the rest.

    ``before`` is the topic of the part before; ``is_detail`` that it has no topic of its own and asks what one clause
    may say with the part before ("ai chủ trì, bao giờ xong?"), ``is_alike`` that it asks the same of something else
    ("riêng cấp xã thì sao?"), ``is_placed`` that it names its own documents or province.
    """

    query: Query
    before: tuple[str, ...] = ()
    is_detail: bool = False
    is_alike: bool = False
    is_placed: bool = False

    @property
    def has_own_topic(self) -> bool:
        """Whether it is about something else than the part before, of whose topic it has nothing."""
        return bool(self.before) and bool(self.query.runs) and self.query.runs != self.before
