"""Many reports at once: reading and checking them in worker processes, the units expected, and their summary."""
