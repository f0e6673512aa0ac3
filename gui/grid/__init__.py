"""A statutory table as a spreadsheet-like view."""
