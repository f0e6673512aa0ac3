"""Numbers in the text: paragraphs are split into numbers, and numbers become claims, by the lexicon."""
