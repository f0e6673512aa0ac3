"""The sentences with which ``model.importing`` refuses a file, found in its source: what a test must provoke."""

import ast
import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[3] / "model" / "importing"
_ANYTHING = "\0"
_RAISING = ("ImportedDocumentError", "_refuse")
_FEWEST_CHARACTERS = 6
"""Less is no sentence: the words come from elsewhere."""


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """Module and sentence, with … for what differs -> a pattern that the whole sentence, or its part, matches."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for written in _sentences_in(tree):
            if len(re.findall(r"[\u4e00-\u9fff]", written)) >= _FEWEST_CHARACTERS:
                shown = written.replace(_ANYTHING, "…")
                pattern = ".*".join(map(re.escape, written.split(_ANYTHING)))
                found[f"{path.relative_to(ROOT).as_posix()}: {shown}"] = pattern
    return found


def _sentences_in(tree: ast.Module) -> Iterator[str]:
    of_module = _assigned(tree.body)
    raising = set(_RAISING)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        known = {**of_module, **_assigned(list(ast.walk(function)))}
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raising:
                for values in itertools.product(*(_values(each, known) for each in node.args)):
                    yield from ["".join(values)] if node.func.id == _RAISING[0] else [_ANYTHING.join(values)]
            elif isinstance(node, ast.Return) and node.value and function.name.startswith("why_nothing_"):
                yield from _values(node.value, known)


def _assigned(nodes: list[ast.stmt] | list[ast.AST]) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _values(node: ast.expr, known: dict[str, ast.expr], depth: int = 0) -> list[str]:
    """What the expression may be; ``_ANYTHING`` where that is not written there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        parts = [_values(each, known, depth) for each in node.values]
        return ["".join(each) for each in itertools.product(*parts)]
    if isinstance(node, ast.FormattedValue):
        return _values(node.value, known, depth)
    if isinstance(node, ast.IfExp):
        return _values(node.body, known, depth) + _values(node.orelse, known, depth)
    if isinstance(node, ast.Name) and node.id in known and depth < 3:
        return _values(known[node.id], known, depth + 1)
    return [_ANYTHING]
