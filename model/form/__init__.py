"""The statutory form: cells, tables, figures, edition files, kinds of rules, equations and labels."""
