"""Widgets, theme and background tasks without domain knowledge."""
