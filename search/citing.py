"""Citations of many places of the archive, each document read once for as long as the archive stays as it is."""

from __future__ import annotations

from ingest.address import Address
from ingest.archive import Archive
from ingest.records import Span
from search import citation
from search.answer import Citation
from search.evidence.library import Library


class Citer:
    """Makes citations of the archive as it stands when this is made; for one request."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._library = Library.of(archive)

    def cite(self, document_id: str, address: Address, span: Span | None = None) -> Citation:
        """The citation of ``span`` (default: the whole own text) of a provision.

        Raises:
            NotFound: no such document or provision.
        """
        document, provisions = self._library.document(document_id), self._library.tree(document_id)
        known = provisions.get(str(address)) or self._archive.provision(document_id, address)
        return citation.cite(document, citation.path_to(provisions, known), span)
