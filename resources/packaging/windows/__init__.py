"""The bundle for Windows: Python, packages, program and launcher in one folder; a zip of it, and an installer."""
