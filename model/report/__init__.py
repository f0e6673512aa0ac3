"""A report and what is done to one: edits, derived totals, roll-over, comparison, history, sign-off, JSON."""
