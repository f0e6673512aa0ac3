"""Reports and operations on them: edits, positions in texts, derived totals, comparison, history, sign-off, JSON
format."""
