"""The commands that need no window: each reads files, asks the model, and writes documents or to standard output."""
