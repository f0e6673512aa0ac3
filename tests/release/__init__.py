"""What `.ci/release-check` does on demand: the built packages installed and used as in an office."""
