"""Batches of several years: what is kept of each, their units matched, their figures in series, last year's reports."""
