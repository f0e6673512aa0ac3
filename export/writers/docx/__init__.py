"""Word documents: the report, its check list, approval sheet and charts as .docx."""
