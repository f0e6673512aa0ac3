"""Every single mutation of a module's source."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "union": "intersection",
    "append": "extend",
}


@dataclass(frozen=True)
class Mutant:
    """One changed place. ``before`` and ``after`` are the lines that it lies in, white space collapsed."""

    where: str
    """The function it is in, as ``Class.method``; empty at module level."""
    line: int
    lines: range
    """The lines of the statement, by which the tests that execute it are found."""
    before: str
    after: str
    source: str
    """The whole module with the change."""

    @property
    def is_valid(self) -> bool:
        """Python can compile it; a few changes, such as of a pattern to match, make no program."""
        try:
            compile(self.source, "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
        return True

    def __str__(self) -> str:
        return f"{self.where or '<module>'}: {self.before}  →  {self.after}"


def mutants_of(source: str) -> Iterator[Mutant]:
    """In the order of the source. Docstrings, annotations, decorators and the inside of f-strings stay as they are."""
    text = _Text(source)
    seen: set[str] = set()
    for place in _places(ast.parse(source), "", range(1, 1)):
        for start, end, new in _changes(place.node, text):
            changed = text.data[:start] + new.encode() + text.data[end:]
            mutated = changed.decode()
            if mutated == source or mutated in seen:
                continue
            seen.add(mutated)
            before, after = text.lines_around(start, end, new)
            yield Mutant(place.where, text.line_of(start), place.lines, before, after, mutated)


class _Text:
    """Source as bytes, because the offsets of :mod:`ast` count those."""

    def __init__(self, source: str) -> None:
        self.data = source.encode()
        self._begins = [0]
        for line in self.data.splitlines(keepends=True):
            self._begins.append(self._begins[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
        end, end_column = node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
        return self._begins[line - 1] + column, self._begins[end - 1] + end_column

    def line_of(self, offset: int) -> int:
        return self.data[:offset].count(b"\n") + 1

    def lines_around(self, start: int, end: int, new: str) -> tuple[str, str]:
        first = self.data.rfind(b"\n", 0, start) + 1
        last = self.data.find(b"\n", end)
        last = len(self.data) if last < 0 else last
        before = self.data[first:last].decode()
        after = (self.data[first:start] + new.encode() + self.data[end:last]).decode()
        return " ".join(before.split()), " ".join(after.split())


@dataclass(frozen=True)
class _Place:
    node: ast.AST
    where: str
    lines: range


def _places(node: ast.AST, where: str, lines: range) -> Iterator[_Place]:
    """Every node that may be changed, with the function and the statement it stands in."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}" if where else node.name
    if isinstance(node, ast.stmt):
        if _is_left_alone(node):
            return
        lines = _own_lines(node)
    yield _Place(node, where, lines)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "keywords_of_class"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _places(child, where, lines)


def _is_left_alone(node: ast.stmt) -> bool:
    """Docstrings, imports, assertions, what only a type checker reads, and names for types."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return True
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        value = node.value  # Figure = int | Decimal
        is_type = isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
        return node.targets[0].id == "__all__" or (is_type and node.targets[0].id[:1].isupper())
    return False


def _own_lines(node: ast.stmt) -> range:
    """Of a statement without those in its body."""
    end = node.end_lineno or node.lineno
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        end = max(node.lineno, body[0].lineno - 1)
    return range(node.lineno, end + 1)


def _changes(node: ast.AST, text: _Text) -> Iterator[tuple[int, int, str]]:
    """(start, end, new text) for each change at this node."""
    for changed in _changed(node):
        start, end = text.span(node)
        yield start, end, changed
    if isinstance(node, ast.If | ast.While | ast.IfExp) and isinstance(node.test, ast.Name | ast.Call | ast.Attribute):
        start, end = text.span(node.test)
        yield start, end, f"(not {ast.unparse(node.test)})"
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            start, end = text.span(test)
            yield start, end, "True"


def _changed(node: ast.AST) -> Iterator[str]:
    """The node's text in each of its other forms."""
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                if type(operator) in _COMPARISONS:
                    other = copy.deepcopy(node)
                    other.ops[number] = _COMPARISONS[type(operator)]()
                    yield ast.unparse(other)
        case ast.BinOp() if type(node.op) in _ARITHMETIC and not (_is_text(node.left) or _is_text(node.right)):
            other_op = copy.deepcopy(node)
            other_op.op = _ARITHMETIC[type(node.op)]()
            yield f"({ast.unparse(other_op)})"
        case ast.BoolOp():
            turned = copy.deepcopy(node)
            turned.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield f"({ast.unparse(turned)})"
        case ast.UnaryOp() if isinstance(node.op, ast.Not | ast.USub):
            yield f"({ast.unparse(node.operand)})"
        case ast.Constant() if isinstance(node.value, bool):
            yield str(not node.value)
        case ast.Constant() if isinstance(node.value, int | float):
            yield str(node.value + 1)
        case ast.Subscript() if isinstance(node.slice, ast.Slice):
            yield from _other_slices(node, node.slice)
        case ast.Name() if node.id in _NAMES:
            yield _NAMES[node.id]
        case ast.Attribute() if node.attr in _NAMES:
            renamed = copy.deepcopy(node)
            renamed.attr = _NAMES[node.attr]
            yield ast.unparse(renamed)
        case ast.Return() if node.value is not None and not _is_none(node.value):
            yield "return None"
        case ast.Expr() if not isinstance(node.value, ast.Await):
            yield "pass"
        case ast.AugAssign():
            yield "pass"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case ast.Raise() | ast.Delete():
            yield "pass"
        case _:
            return


def _other_slices(node: ast.Subscript, cut: ast.Slice) -> Iterator[str]:
    for bound in ("lower", "upper"):
        if getattr(cut, bound) is not None:
            other = copy.deepcopy(node)
            setattr(other.slice, bound, None)
            yield ast.unparse(other)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
