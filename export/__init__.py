"""Export of a report as the official document: Word, Excel, web page, and the program's own JSON format."""
