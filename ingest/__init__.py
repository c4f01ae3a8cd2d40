"""Documents become records: readers, clause tree, metadata, agencies, assignments, archive."""
