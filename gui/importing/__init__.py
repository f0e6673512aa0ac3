"""What was read from a file, before it becomes a draft or is only checked."""
