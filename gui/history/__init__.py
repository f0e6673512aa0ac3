"""The edit history of a draft."""
