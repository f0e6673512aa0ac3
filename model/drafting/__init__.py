"""What is done to a draft, in the window and by commands: roll-over, edits with what follows them, filling."""
