"""Decoding of the bytes of a Rich Text Format file: by its code page and by the character sets of its fonts."""

import codecs

_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}
"""Code pages whose codec in Python has another name, or is a superset that real files need."""
_CHARACTER_SETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_CHARACTER_SETS |= {161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257"}
_CHARACTER_SETS |= {204: "cp1251", 222: "cp874", 238: "cp1250"}
_MULTI_BYTE = ("cp932", "cp949", "gb18030", "big5hkscs", "utf-8")


class RtfEncoding:
    """What the header of a file says about the encoding of its text."""

    def __init__(self) -> None:
        self.default_font = -1
        """The number of the font that text has unless it states one; -1 where the file states none."""
        self._codec = "cp1252"
        self._font_codecs: dict[int, str] = {}

    def set_code_page(self, number: int | None) -> None:
        """The code page of the document; one that Python does not know is ignored."""
        codec = _CODE_PAGES.get(number or 0, f"cp{number}")
        try:
            codecs.lookup(codec)
        except LookupError:
            return
        self._codec = codec

    def set_character_set(self, font: int, number: int | None) -> None:
        """The character set (``\\fcharset``) of a font; an unknown one is ignored."""
        if number in _CHARACTER_SETS:
            self._font_codecs[font] = _CHARACTER_SETS[number]

    def decode(self, data: bytes, font: int) -> str:
        """Bytes that are no text in the encoding of the font become ``\\ufffd``."""
        if data.isascii():
            return data.decode("ascii")
        of_font = self._font_codecs.get(font, self._codec)
        if of_font not in _MULTI_BYTE and self._codec in _MULTI_BYTE:
            # fonts of the West are named before Chinese text too
            try:
                return data.decode(self._codec)
            except UnicodeDecodeError:
                pass
        return data.decode(of_font, "replace")
