"""The promises of ``model``."""
