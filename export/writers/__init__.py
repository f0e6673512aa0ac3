"""Writers: each writes a Document in one file format."""
