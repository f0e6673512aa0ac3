"""Keys that a PDF file holds anywhere, which tell what it may need; all are looked for at once, as files are long."""

import re
from collections.abc import Set

ENCRYPTED, STATED_WORDS, FORM = b"Encrypt", b"ActualText", b"Form"
"""The latter: form XObjects or fields."""
LAYERS, PACKED_OBJECTS = b"OCProperties", b"ObjStm"
_KEY = re.compile(rb"/(Encrypt|ActualText|Form\b|OCProperties|ObjStm)")

Keys = Set[bytes]


def keys_in(data: bytes) -> Keys:
    """Those of the constants of this module that are keys, or begin keys, outside of what is packed."""
    return frozenset(_KEY.findall(data))
