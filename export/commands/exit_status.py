"""The exit statuses that ``--help`` promises."""

EXIT_OK = 0
EXIT_FINDINGS = 1
"""Everything was read, and something has to be corrected."""
EXIT_DIFFERENT = 1
"""Two reports that were compared are not the same."""
EXIT_UNREADABLE = 2
"""A file could not be read or written, or the command line is wrong."""
