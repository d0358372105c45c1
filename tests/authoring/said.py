"""Every sentence that the code can tell of a standard, read off the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOLE = "§"
_TELLING = {
    "ValueError": 0,
    "ExpressionError": 0,
    "MixtureError": 0,
    "CellError": 0,
    "RuleFault": 1,
    "Fault": 2,
    "_add": 1,
    "fault": 1,
    "fault_at": 1,
    "tell": 1,
    "_tell": 1,
    "_refuse": 1,
    "fail": 0,
    "RunError": 0,
    "SiteError": 0,
    "QuotaError": 0,
    "BusyError": 0,
    "UsageError": 0,
    "BadParameter": 0,
}
"""Which argument of a call is the sentence."""
_NAMES = {"message", "said", "first"}


def sentences(*folders: str) -> dict[str, str]:
    """Sentence with a sign for every hole -> the place in the code."""
    found: dict[str, str] = {}
    for folder in folders:
        where = ROOT / folder
        for path in sorted(where.rglob("*.py") if where.is_dir() else [where]):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef):
                    for text, line in _of_function(function):
                        found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _of_function(function: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    assigned: dict[str, list[str]] = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _NAMES:
                assigned.setdefault(name, []).extend(_texts(value, {}))
            case ast.AugAssign(target=ast.Name(id=name), value=value) if name in _NAMES:
                for more in _texts(value, {}):
                    assigned[name] = [text + more for text in assigned.get(name, [""])]
    for node in ast.walk(function):
        told = _told(node)
        if told is not None:
            for text in _texts(told, assigned):
                if len(text.replace(HOLE, "").strip()) > 3 and not text.endswith(" "):
                    yield text, told.lineno
    for texts in assigned.values():
        for text in texts:
            if " " in text.replace(HOLE, "").strip() and not text.endswith(" "):
                yield text, function.lineno


def _told(node: ast.AST) -> ast.expr | None:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
            place = _TELLING.get(name)
            return args[place] if place is not None and len(args) > place else None
        case ast.Yield(value=ast.Tuple(elts=[_, said, _])):
            return said
        case ast.Return(value=ast.JoinedStr() as said):
            return (
                said
                if any(isinstance(p, ast.Constant) and "; " in str(p.value) for p in said.values)
                else None
            )
        case _:
            return None


def _texts(value: ast.expr, assigned: dict[str, list[str]]) -> list[str]:
    """The texts that an expression may be; none where it is no text written here."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            made = [""]
            for part in parts:
                ends = [str(part.value)] if isinstance(part, ast.Constant) else [HOLE]
                if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
                    begun = assigned.get(part.value.id, [])
                    ends = [text for text in begun if text.endswith(" ")] or ends
                made = [text + end for text in made for end in ends]
            return made
        case ast.IfExp(body=one, orelse=other):
            return [*_texts(one, assigned), *_texts(other, assigned)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [a + b for a in _texts(left, assigned) for b in _texts(right, assigned)]
        case ast.Name(id=name):
            return assigned.get(name, [])
        case _:
            return []
