"""The text pages: editor, number marks, links."""
