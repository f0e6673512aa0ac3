"""Drafts on disk: SQLite, one transaction an edit; locks, backups, recovery, transfer and settings."""
