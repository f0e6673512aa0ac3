"""Finds exceptions that leave an override of a virtual function of Qt.

Qt calls overrides from C++, which knows no Python exceptions. Where one call from Python into Qt (``setModel``) makes
Qt call two overrides, PySide forgets what the first one raised: neither the caller nor ``sys.excepthook`` ever sees it.
From 6.10 on the second override then also loses a reference, which ends in a segmentation fault some windows later.
"""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

import gui


def overrides(class_: type) -> Iterator[str]:
    """The names of the functions in ``class_`` itself that override one of a class of PySide."""
    bases = [base for base in class_.__mro__[1:] if base.__module__.startswith("PySide6.")]
    for name, value in vars(class_).items():
        if isinstance(value, FunctionType) and not name.startswith("__") and any(hasattr(each, name) for each in bases):
            yield name


def classes_of(module: str) -> Iterator[type]:
    """The classes that ``module`` defines and Qt may call."""
    for value in vars(importlib.import_module(module)).values():
        if isinstance(value, type) and issubclass(value, QObject) and value.__module__ == module:
            yield value


def record_exceptions(class_: type, raised: list[str]) -> None:
    """From now on what leaves an override of ``class_`` is noted in ``raised`` as well."""
    for name in overrides(class_):
        setattr(class_, name, _recording(vars(class_)[name], raised))


def record_all_exceptions(raised: list[str]) -> None:
    """The same for every class of the window."""
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        for class_ in classes_of(module.name):
            record_exceptions(class_, raised)


def _recording(function: Callable[..., Any], raised: list[str]) -> Callable[..., Any]:
    @functools.wraps(function)
    def called(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except BaseException as error:
            raised.append(f"{function.__qualname__}: {error!r}")
            raise

    return called
