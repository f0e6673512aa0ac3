"""Previews of an imported file, before it becomes a draft or is only checked."""
