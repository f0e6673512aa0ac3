"""What the program promises, sentence by sentence; mirrors the source."""
