"""One file format each: a Document becomes a file."""
