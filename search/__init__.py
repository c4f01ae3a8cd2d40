"""Records become answers: index, question understanding, evidence, composition."""
