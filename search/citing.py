"""Citations of many places of the archive, each document read once."""

from __future__ import annotations

from ingest.address import Address
from ingest.archive import Archive, StoredDocument
from ingest.records import Provision, Span
from search import citation
from search.answer import Citation


class Citer:
    """Makes citations; for one request, since it keeps what it has read."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._read: dict[str, tuple[StoredDocument, dict[str, Provision]]] = {}

    def cite(self, document_id: str, address: Address, span: Span | None = None) -> Citation:
        """The citation of ``span`` (default: the whole own text) of a provision.

        Raises:
            NotFound: no such document or provision.
        """
        if document_id not in self._read:
            provisions = citation.by_address(self._archive.provisions(document_id))
            self._read[document_id] = (self._archive.document(document_id), provisions)
        document, provisions = self._read[document_id]
        known = provisions.get(str(address)) or self._archive.provision(document_id, address)
        return citation.cite(document, citation.path_to(provisions, known), span)
