"""Batches of earlier years: units × years, what is kept of each year, charts of their figures."""
