"""Export, preview and printing."""
