"""Reading a question: its lexicons, its scope, its topic."""
