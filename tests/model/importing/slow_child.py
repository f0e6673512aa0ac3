"""A reading process that takes long to get ready, as on a slow disk, and answers at once then."""

import time

from model.importing.reading_child import serve

SECONDS = 0.8


def main() -> None:
    serve(lambda _, data: {"read": len(data)}, lambda _: time.sleep(SECONDS))
