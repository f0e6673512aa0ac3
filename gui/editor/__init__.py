"""The editor of one draft: pages, findings panel, bars and menus around the tables and texts."""
