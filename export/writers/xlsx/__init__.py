"""Excel workbooks: the report with its equations, and the check list as .xlsx."""
