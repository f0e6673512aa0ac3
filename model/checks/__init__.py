"""Rules applied to a report: the check context, the engine, and table, claim and text rules that yield findings."""
