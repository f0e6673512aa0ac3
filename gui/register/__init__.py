"""Registers of applications in the window: decisions, preview and take-over, the applications of a figure."""
