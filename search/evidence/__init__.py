"""Finding the clauses that answer a question that was understood."""
