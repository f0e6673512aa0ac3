"""The open draft and what changes it: OpenReport, undo, saving, the repair search, the imported report."""
