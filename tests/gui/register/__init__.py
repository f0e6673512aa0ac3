"""Registers of applications in the window."""
