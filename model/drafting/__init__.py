"""What is done to a draft, in the window and by the commands alike: roll-over, edits with what follows them, filling."""
