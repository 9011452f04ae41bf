"""What stands between `{{` and `}}`, or in the test of an `if`: checked, and given its shape.

Only the node types in the table of `Checks` are allowed, by exact type.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from jinja2 import nodes

from triage.errors import Place, Problem
from triage.report.filters import FILTERS
from triage.report.sandbox import TESTS
from triage.report.shapes import ListOf, Record, Shape

MOST_NODES = 4_000
PARTS_DEEP = 12
LONGEST_CONSTANT = 80
GREATEST_NUMBER = 9_999

NAME = re.compile(r"[a-z][a-z_]{0,39}", re.ASCII)

LANGUAGE = (
    f"Use texts of the summary, if, for, comparisons, ~ and the filters {', '.join(FILTERS)} only."
)

Scope = Mapping[str, Shape]


class Checks:
    """The checks of one template; each problem is noted in its place, and checking goes on.

    The shape of an expression is None where a problem has been noted already.
    """

    def __init__(self, file: str) -> None:
        """Start with no problem; `file` is how the template is called in messages."""
        self.problems: list[Problem] = []
        self._file = file
        self._nodes = 0

    def note(self, where: nodes.Node | int, code: str, message: str, fix: str) -> None:
        """Note a problem at a node or on a line."""
        line = where if isinstance(where, int) else _line_of(where)
        self.problems.append(Problem(Place(self._file, line), code, message, fix))

    def refuse(self, node: nodes.Node) -> None:
        """Note a node that is not on the list."""
        kind = type(node).__name__
        self.note(node, "template-refused", f"{kind} is not part of this language.", LANGUAGE)

    def within_limits(self, node: nodes.Node, deep: int, deepest: int) -> bool:
        """Say whether one more node may be looked at, that many levels down."""
        self._nodes += 1
        if self._nodes == MOST_NODES + 1:
            self.note(node, "template-too-large", "The template has too many parts.", "Shorten it.")
        if deep > deepest:
            self.note(node, "template-too-deep", "This is nested too deep.", "Make it simpler.")
        return self._nodes <= MOST_NODES and deep <= deepest

    def shape(self, node: nodes.Node | None, scope: Scope, deep: int = 0) -> Shape | None:
        """Return the shape of an expression, noting everything in it that is not allowed."""
        if node is None or not self.within_limits(node, deep, PARTS_DEEP):
            return None
        check = self._CHECKS.get(type(node))
        if check is None:
            self.refuse(node)
            return None
        return check(self, node, scope, deep + 1)

    def _constant(self, node: nodes.Const, _scope: Scope, _deep: int) -> Shape | None:
        value: object = node.value
        if isinstance(value, bool):
            return "yes or no"
        if isinstance(value, int) and value <= GREATEST_NUMBER:
            return "number"
        if _is_short_text(value):
            return "text"
        limits = f"a text of up to {LONGEST_CONSTANT} characters, or a number up to"
        fix = f"Write {limits} {GREATEST_NUMBER}."
        self.note(node, "template-refused", "This constant cannot be used.", fix)
        return None

    def _name(self, node: nodes.Name, scope: Scope, _deep: int) -> Shape | None:
        return self._member(node, scope, node.name)

    def _attribute(self, node: nodes.Getattr, scope: Scope, deep: int) -> Shape | None:
        return self._part(node, self.shape(node.node, scope, deep), node.attr)

    def _item(self, node: nodes.Getitem, scope: Scope, deep: int) -> Shape | None:
        if not isinstance(node.arg, nodes.Const):
            self.refuse(node.arg)
            return None
        return self._part(node, self.shape(node.node, scope, deep), node.arg.value)

    def _part(self, node: nodes.Node, of: Shape | None, key: object) -> Shape | None:
        if of is None:
            return None
        if isinstance(of, Record) and isinstance(key, str):
            return self._member(node, of.of, key)
        if isinstance(of, ListOf) and type(key) is int:
            return of.item
        self.note(node, "template-shape", "This has no such part.", "Name a part of the summary.")
        return None

    def _member(self, node: nodes.Node, of: Scope, name: str) -> Shape | None:
        found = of.get(name)
        if found is None:
            near = difflib.get_close_matches(name[:LONGEST_CONSTANT], of, n=1)
            fix = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(of)}."
            shown = name if NAME.fullmatch(name) else ascii(name[:LONGEST_CONSTANT])
            self.note(node, "template-name", f"There is no {shown} here.", fix)
        return found

    def _not(self, node: nodes.Not, scope: Scope, deep: int) -> Shape | None:
        self.shape(node.node, scope, deep)
        return "yes or no"

    def _test(self, node: nodes.Test, scope: Scope, deep: int) -> Shape | None:
        self.shape(node.node, scope, deep)
        if node.name not in TESTS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            fix = f"There are: {', '.join(TESTS)}."
            self.note(node, "template-refused", "There is no such test.", fix)
        return "yes or no"

    def _and_or(self, node: nodes.BinExpr, scope: Scope, deep: int) -> Shape | None:
        left, right = self.shape(node.left, scope, deep), self.shape(node.right, scope, deep)
        return left if left == right else "yes or no"

    def _either(self, node: nodes.CondExpr, scope: Scope, deep: int) -> Shape | None:
        self.shape(node.test, scope, deep)
        shapes = [self.shape(each, scope, deep) for each in (node.expr1, node.expr2)]
        if node.expr2 is None:
            self.note(node, "template-refused", "This if has no else.", "Add else and a text.")
        elif None not in shapes and shapes[0] != shapes[1]:
            fix = "Make both a text, or both a number."
            self.note(node, "template-shape", "The two parts of this if differ.", fix)
        return shapes[0]

    def _comparison(self, node: nodes.Compare, scope: Scope, deep: int) -> Shape | None:
        others = [operand.expr for operand in node.ops]
        shapes = {self.shape(each, scope, deep) for each in (node.expr, *others)} - {None}
        if any(operand.op in {"in", "notin"} for operand in node.ops):
            self.note(node, "template-refused", "Templates cannot compare with in.", LANGUAGE)
        elif not shapes <= {"text", "number", "yes or no"} or len(shapes) > 1:
            fix = "Compare a text with a text, or a number with a number."
            self.note(node, "template-shape", "These cannot be compared.", fix)
        return "yes or no"

    def _concatenated(self, node: nodes.Concat, scope: Scope, deep: int) -> Shape | None:
        shapes = {self.shape(each, scope, deep) for each in node.nodes}
        if not shapes <= {"text", "number", None}:
            fix = "Join texts and numbers only, before any filter."
            self.note(node, "template-shape", "These cannot be joined by ~.", fix)
        return "text"

    def _filtered(self, node: nodes.Filter, scope: Scope, deep: int) -> Shape | None:
        known = FILTERS.get(node.name)
        if known is None or node.node is None:
            fix = f"There are: {', '.join(FILTERS)}."
            self.note(node, "template-refused", "There is no such filter.", fix)
            return None
        given = [each.value for each in node.args if isinstance(each, nodes.Const)]
        fits = (
            len(given) == len(node.args) == known.arguments
            and all(map(_is_short_text, given))
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        )
        shape = self.shape(node.node, scope, deep)
        gives = known.gives(shape, given) if fits and shape is not None else None
        if gives is None and (shape is not None or not fits):
            message = f"The filter {node.name} does not fit here."
            self.note(node, "template-shape", message, f"It takes {known.needs}.")
        return gives

    _CHECKS: ClassVar[dict[type[nodes.Node], Callable[..., Shape | None]]] = {
        nodes.Const: _constant,
        nodes.Name: _name,
        nodes.Getattr: _attribute,
        nodes.Getitem: _item,
        nodes.Not: _not,
        nodes.Test: _test,
        nodes.And: _and_or,
        nodes.Or: _and_or,
        nodes.CondExpr: _either,
        nodes.Compare: _comparison,
        nodes.Concat: _concatenated,
        nodes.Filter: _filtered,
    }


def _line_of(node: nodes.Node) -> int:
    """Return the line of a node; Jinja gives none to some that only hold others."""
    lines = (each.lineno for each in (node, *node.iter_child_nodes()))
    return next((line for line in lines if line), 1)


def _is_short_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_CONSTANT
