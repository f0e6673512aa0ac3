"""Fixed-layout pages: characters and lines become ruled tables and paragraphs."""
