"""Numbers in the text that are linked to cells, and the actions offered for a finding."""
