"""Registers of applications."""
