"""An author's expression in plain words, Chinese and English, by the titles of what it names."""

from __future__ import annotations

import ast

from standards import parse
from standards.expression import Relation
from standards.model import Standard
from standards.text import Phrase, phrase
from standards.wording import amount, relation_words

_NAMES = {
    "score": phrase("总分", "the score"),
    "coverage": phrase("作答率", "the coverage"),
    "vetoes": phrase("一票否决项数", "the number of vetoes"),
    "criteria_met": phrase("满分指标数", "the number of criteria with full points"),
    "as_of": phrase("评定日", "the day of judgement"),
    "month": phrase("评定月份", "the month of judgement"),
    "every_part": phrase("每个部分得分", "every part"),
    "every_criterion": phrase("每项指标得分", "every criterion"),
    "value": phrase("本项数值", "the value"),
}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_ROUNDED = {
    "floor": phrase("{0}（舍去零头）", "{0} (rounded down)"),
    "ceil": phrase("{0}（进一取整）", "{0} (rounded up)"),
    "round": phrase("{0}（四舍五入）", "{0} (rounded)"),
    "min": phrase("{0}中较小者", "the smaller of {0}"),
    "max": phrase("{0}中较大者", "the larger of {0}"),
}
_LIMITED = {
    "max": phrase("{0}（至少 {1}）", "{0} (at least {1})"),
    "min": phrase("{0}（至多 {1}）", "{0} (at most {1})"),
}
"""Of an amount and a number: the limit that it keeps to."""
_WHOLE = 9
"""How firmly a name, a number or a call of one thing holds together."""
_BINDING: dict[type[ast.AST], int] = {
    ast.IfExp: 0,
    ast.Or: 1,
    ast.And: 2,
    ast.Compare: 3,
    ast.Add: 4,
    ast.Sub: 4,
    ast.Mult: 5,
    ast.Div: 5,
}
_ORDERED = (ast.Sub, ast.Div)
"""After these the order matters: a - (b - c)."""
_UNITS = {"years": ("年", "years"), "months": ("个月", "months"), "days": ("天", "days")}


def in_words(text: str, standard: Standard, unit: Phrase | None = None) -> Phrase:
    """The expression in words; `unit` follows plain numbers. Raises ExpressionError."""
    tree, source = parse.tree(text)
    return _Speaker(standard, source, unit).say(tree)


class _Speaker:
    def __init__(self, standard: Standard, source: str, unit: Phrase | None) -> None:
        self.standard = standard
        self.source = source
        self.unit = unit

    def say(self, node: ast.expr) -> Phrase:
        match node:
            case ast.Constant(value=bool() as truth):
                return phrase("是", "yes") if truth else phrase("否", "no")
            case ast.Constant(value=str() as text):
                return phrase(text, text)
            case ast.Constant():
                return amount(ast.get_source_segment(self.source, node) or "", self.unit)
            case ast.Name(id=name):
                return self._named(name)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _in("非（{0}）", "not ({0})", self.say(operand))
            case ast.UnaryOp(operand=operand):
                return _in("−{0}", "−{0}", self.say(operand))
            case ast.BoolOp(op=op, values=values):
                joint = ("，且", " and ") if isinstance(op, ast.And) else ("，或", " or ")
                return _joined([self._operand(value, op) for value in values], *joint)
            case ast.BinOp(left=left, op=op, right=right):
                sign = _SIGNS.get(type(op), "?")
                sides = self._operand(left, op), self._operand(right, op, follows=True)
                return _in(f"{{0}} {sign} {{1}}", f"{{0}} {sign} {{1}}", *sides)
            case ast.Compare():
                return self._compared(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                parts = self.say(test), self.say(body), self.say(orelse)
                return _in("{1}（{0}），其余 {2}", "{1} ({0}), otherwise {2}", *parts)
            case ast.Call(func=ast.Name(id=function)):
                return self._called(function, node)
            case _:
                text = ast.get_source_segment(self.source, node) or ""
                return phrase(text, text)

    def _operand(
        self, node: ast.expr, beside: ast.operator | ast.boolop, *, follows: bool = False
    ) -> Phrase:
        """One side of an operator, in brackets where it would be read otherwise without them.

        Plain words know no order of "and" and "or": one within the other stands in brackets.
        """
        if isinstance(node, ast.BoolOp) and isinstance(beside, ast.boolop):
            stays = type(node.op) is type(beside)
        else:
            own, outer = _binding(node), _BINDING[type(beside)]
            stays = own > outer or (own == outer and not (follows and isinstance(beside, _ORDERED)))
        return self.say(node) if stays else _in("（{0}）", "({0})", self.say(node))

    def _listed(self, nodes: list[ast.expr], zh: str, en: str) -> Phrase:
        """Things side by side; what is more than a name or a number stands in brackets."""
        said = [
            self.say(node) if _binding(node) == _WHOLE else _in("（{0}）", "({0})", self.say(node))
            for node in nodes
        ]
        return _joined(said, zh, en)

    def _named(self, name: str) -> Phrase:
        if name in _NAMES:
            return _NAMES[name]
        if name in self.standard.asked:
            asked = self.standard.asked[name].ask
            return phrase(asked.zh.rstrip("？?"), asked.in_("en").rstrip("?"))
        if name in self.standard.figures:
            return self.standard.figures[name].title
        return phrase(name, name)

    def _compared(self, node: ast.Compare) -> Phrase:
        said = self.say(node.left)
        for op, right in zip(node.ops, node.comparators, strict=True):
            said = self._beside(said, op, node.left, right)
        return said

    def _beside(self, said: Phrase, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Phrase:
        if isinstance(op, ast.In | ast.NotIn) and isinstance(right, ast.Tuple | ast.List):
            options = _joined([self._option(left, item) for item in right.elts], "、", ", ")
            negative = isinstance(op, ast.NotIn)
            return _in(
                "{0}不属于{1}" if negative else "{0}为{1}",
                "{0} is " + ("not " if negative else "") + "{1}",
                said,
                options,
            )
        if isinstance(right, ast.Constant) and isinstance(right.value, str):
            negative = isinstance(op, ast.NotEq)
            return _in(
                "{0}不为{1}" if negative else "{0}为{1}",
                "{0} is " + ("not " if negative else "") + "{1}",
                said,
                self._option(left, right),
            )
        relation: Relation = parse.RELATIONS[type(op)]
        zh, en = relation_words(relation)
        return _in(f"{{0}}{zh} {{1}}", f"{{0}} is {en} {{1}}", said, self.say(right))

    def _option(self, field: ast.expr, key: ast.expr) -> Phrase:
        """The label of a choice."""
        text = key.value if isinstance(key, ast.Constant) else ""
        name = field.id if isinstance(field, ast.Name) else _argument(field)
        asked = self.standard.asked.get(name)
        label = (asked.choices or {}).get(str(text)) if asked else None
        return _in("“{0}”", '"{0}"', label or phrase(str(text), str(text)))

    def _called(self, function: str, node: ast.Call) -> Phrase:
        if function == "percent":
            text = ast.get_source_segment(self.source, node.args[0])
            return phrase(f"{text}%", f"{text}%")
        if function == "within":
            length = node.keywords[0]
            number = ast.get_source_segment(self.source, length.value)
            zh, en = _UNITS[length.arg or "years"]
            return _in(
                f"{{0}}在近 {number} {zh}内",
                f"{{0}} lies within the last {number} {en}",
                self.say(node.args[0]),
            )
        if function == "known":
            return _in("已填报{0}", "{0} was answered", self.say(node.args[0]))
        if function == "share":
            part, whole = (self._listed([argument], "", "") for argument in node.args)
            return _in("{0}占{1}的比例", "{0} as a share of {1}", part, whole)
        if function == "count":
            listed = _joined([self.say(argument) for argument in node.args], "；", "; ")
            return _in("符合的条数（{0}）", "the number of these that hold ({0})", listed)
        if function in _LIMITED and len(node.args) == 2 and _is_number(node.args[1]):
            form = _LIMITED[function]
            kept = self._listed(node.args[:1], "", "")
            return _in(form.zh, form.in_("en"), kept, self.say(node.args[1]))
        if function in _ROUNDED:
            inner = self._listed(node.args, "与", " and ")
            form = _ROUNDED[function]
            return _in(form.zh, form.in_("en"), inner)
        return self._result(function, _argument(node))

    def _result(self, function: str, id: str) -> Phrase:
        if function in ("part", "met"):
            title = next((p.title for _, p in self.standard.walk_parts() if p.id == id), None)
            if function == "met":
                en = 'the number of criteria of part "{0}" with full points'
                return _in("“{0}”部分满分指标数", en, title or phrase(id, id))
            return _in("“{0}”部分得分", 'part "{0}"', title or phrase(id, id))
        if function == "answer":
            return self._named(id)
        return phrase(f"指标 {id} 得分", f"the points of {id}")


def _binding(node: ast.expr) -> int:
    """How firmly the words of an expression hold together."""
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return _BINDING[type(node.op)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        is_loose = node.func.id in ("min", "max", "share", "within", "known")
        return 3 if is_loose and not all(map(_is_number, node.args[-1:])) else _WHOLE
    return _BINDING.get(type(node), _WHOLE)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _argument(node: ast.expr) -> str:
    """The quoted id in `part("4")`."""
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return ""


def _in(zh: str, en: str, *parts: Phrase) -> Phrase:
    return phrase(zh.format(*(p.zh for p in parts)), en.format(*(p.in_("en") for p in parts)))


def _joined(parts: list[Phrase], zh: str, en: str) -> Phrase:
    return phrase(zh.join(p.zh for p in parts), en.join(p.in_("en") for p in parts))
