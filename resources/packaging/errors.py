"""Why nothing is built."""


class PackagingError(Exception):
    """What is wrong and where, in one sentence for the person who builds."""
