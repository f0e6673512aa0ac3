"""The bundle for Linux: a Python for glibc 2.28, libraries for screens and input methods, tree, archive, package."""
