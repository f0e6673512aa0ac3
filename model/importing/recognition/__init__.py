"""Grids and paragraphs become an edition, tables, rows, columns and sections."""
