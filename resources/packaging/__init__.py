"""Builds what offices install without a network: one tree of pinned parts for each system, and from it the portable
folder, the installer, the package; and folders of wheels for computers that have Python. Not part of the program."""
