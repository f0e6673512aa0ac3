"""The base class of errors with a message for the user."""


class UserFacingError(Exception):
    """Base of every error whose text is a Chinese message for the user: what, where, what would help."""
