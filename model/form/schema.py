"""Conversion of data-file entries to dataclasses, with errors that name file and entry."""

import dataclasses
import tomllib
import types
import typing
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from model.disk_errors import reason
from model.errors import UserFacingError

T = TypeVar("T")


class EditionError(UserFacingError):
    """A data file under ``resources/`` is wrong; the text names file and entry."""


@cache
def _fields(kind: Hashable) -> Mapping[str, tuple[Any, bool]]:
    """Field name -> (type, is required) of the dataclass ``kind``."""
    assert isinstance(kind, type)
    hints = typing.get_type_hints(kind)
    return {
        field.name: (
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
        if field.init
    }


def entries_of(path: Path, format_: int) -> dict[str, Any]:
    """The top level of the data file at ``path``.

    Raises:
        EditionError: it cannot be read, is not TOML, or its format number is not ``format_``.
    """
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file)
    except OSError as error:
        raise EditionError(f"{path.name}：打不开（{reason(error)}）") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(f"{path.name}：不是有效的 TOML（{error}）") from error
    if entries.get("format") != format_:
        raise EditionError(f"{path.name}：format 应为 {format_}，实为 {entries.get('format')!r}")
    return entries


def built(kind: type[T], entry: object, where: str) -> T:
    """``entry`` as an instance of the dataclass ``kind``; unknown, missing and mistyped keys are errors.

    Lists become tuples, strings become ``Decimal`` for fields of that type, and a key that is a Python keyword
    (``from``) maps to the field with a trailing underscore.

    Raises:
        EditionError: naming ``where`` and the key that is wrong.
    """
    if not isinstance(entry, Mapping):
        raise EditionError(f"{where}：应为一组键值，实为 {entry!r}")
    fields = _fields(typing.cast(Hashable, kind))
    # "from" in the file is "from_" in Python, where it is a keyword
    entry = {f"{key}_" if f"{key}_" in fields else key: value for key, value in entry.items()}
    if unknown := sorted(entry.keys() - fields.keys()):
        raise EditionError(f"{where}：不认识的键 {'、'.join(unknown)}")
    if missing := sorted(name.rstrip("_") for name, (_, needed) in fields.items() if needed and name not in entry):
        raise EditionError(f"{where}：缺少 {'、'.join(missing)}")
    return kind(**{name: _as(fields[name][0], value, f"{where}：{name.rstrip('_')}") for name, value in entry.items()})


def _as(hint: Any, value: object, where: str) -> object:
    origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise EditionError(f"{where} 应为列表，实为 {value!r}")
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(
                _as(inner[0], item, f"{where} {_called(item, number)}") for number, item in enumerate(value, 1)
            )
        if len(value) != len(inner):
            raise EditionError(f"{where} 应有 {len(inner)} 项，实为 {value!r}")
        return tuple(_as(kind, item, where) for kind, item in zip(inner, value, strict=True))
    if origin is types.UnionType:
        hint = next(kind for kind in typing.get_args(hint) if kind is not type(None))
    if hint is Decimal and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise EditionError(f"{where} 应为数字，实为 {value!r}") from error
    if hint is int and isinstance(value, bool):
        raise EditionError(f"{where} 应为整数，实为 {value!r}")
    if dataclasses.is_dataclass(hint):
        return built(hint, value, where)  # type: ignore[arg-type]
    if not isinstance(value, hint):
        raise EditionError(f"{where} 类型不对：{value!r}")
    return value


def _called(item: object, number: int) -> str:
    """The id or key of a list entry, otherwise its ordinal, for error messages."""
    names = [item[key] for key in ("id", "key") if key in item] if isinstance(item, Mapping) else []
    return names[0] if names and isinstance(names[0], str) else f"第 {number} 项"


def require_unique(where: str, entry: str, names: Sequence[str]) -> None:
    """Raises an ``EditionError`` that names ``where`` and ``entry`` if a name occurs twice."""
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise EditionError(f"{where}：{entry}：重复的 {'、'.join(twice)}")
