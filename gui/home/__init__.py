"""The home page: drafts, backups, recent files, help."""
