"""What a person is meant to read."""


class UserFacingError(Exception):
    """The base of every error whose text is a Chinese sentence for the person: what, where, what would help."""
