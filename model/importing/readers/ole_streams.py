"""Streams of an OLE2 compound file (old office formats) from an untrusted source, read within size limits."""

import io
import struct

_SECTORS = ((9, 6, 4096), (12, 6, 4096))
"""Valid headers: sector size and mini sector size (as powers of two), and the maximum size of mini streams."""


class Streams:
    """The streams of one container, read by name.

    Raises:
        ValueError: the container is damaged; the methods raise it too.
    """

    def __init__(self, data: bytes) -> None:
        import olefile

        self._size = len(data)
        if self._size < 512:
            raise ValueError("cut short")
        # a table with more sectors than the file, or a stream larger than it, is cyclic
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        cutoff, _, mini_tables, _, lists = struct.unpack_from("<IIIII", data, 56)
        if (shift, mini_shift, cutoff) not in _SECTORS or mini_tables + lists > self._size >> shift:
            raise ValueError("header of the container")
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
        except Exception as error:  # a damaged directory surfaces as anything from OSError to RecursionError
            raise ValueError(str(error)) from error

    def __contains__(self, name: str) -> bool:
        return bool(self._ole.exists(name))

    def read(self, name: str) -> bytes:
        """The whole stream ``name``."""
        try:
            size = self._ole.get_size(name)
            if max(size, getattr(self._ole.root, "size", 0)) > self._size:
                raise ValueError("larger than the file")
            with self._ole.openstream(name) as stream:
                held: bytes = stream.read()
        except Exception as error:  # as above, and TypeError for what is no stream
            raise ValueError(f"{name}: {error}") from error
        if len(held) < size:
            raise ValueError(f"{name}: cut short")
        return held
