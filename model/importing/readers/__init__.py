"""Document containers: each reader turns one file format into grids and paragraphs."""
