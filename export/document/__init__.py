"""The laid-out report, check list, approval sheet and charts, free of file formats."""
