"""The commands that need no window: each reads files, calls the model, and writes documents or to standard output."""
