"""What a template of a pack may say, checked before it is ever filled in.

Templates are written in a small part of Jinja: texts of the summary, `if`, `for`, comparisons,
`~` and seven filters of our own. Jinja's sandbox alone is not a boundary (five escapes in nine
years), so a template is first held against an allow-list and against the shape of the summary:
no calls, no arithmetic, no includes, no macros, no attribute that is not a part of the summary.
A template that passes can neither fail over a name that is mistyped nor run for long. Every
problem is reported in one run, each in its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Template, TemplateSyntaxError, nodes

from triage.errors import Place, Problem
from triage.report.expressions import NAME, Checks, Scope
from triage.report.layouts import LAYOUTS
from triage.report.safe_text import visible
from triage.report.sandbox import Sandbox
from triage.report.shapes import ListOf, Record, shape_of
from triage.report.summary import Summary

MOST_CHARACTERS = 65_536
MOST_LOOPS = 40
LOOPS_DEEP = 2
BLOCKS_DEEP = 8

_SUMMARY = shape_of(Summary)
_BRACKETS = "Check the brackets, and that each if and for has its end."


def template_problems(text: str, file: str) -> tuple[Problem, ...]:
    """Return everything that is wrong in a template, in order of lines; nothing is run."""
    return read_template(text, file, Sandbox(visible))[1]


def file_problems(text: str, file: str) -> tuple[Problem, ...]:
    """Return everything that is wrong in a pack's template, `file` being its path.

    One whose ending no format has is wrong too: it is mistyped, and would never be read.
    """
    endings = [wanted.template_of("") for wanted in LAYOUTS.values()]
    if file.endswith(tuple(endings)):
        return template_problems(text, file)
    message = "No format uses a template with this ending."
    fix = f"Let its name end in {' or '.join(endings)}, or delete it."
    return (Problem(Place(file), "unknown-template", message, fix),)


def read_template(
    text: str, file: str, sandbox: Sandbox
) -> tuple[Template | None, tuple[Problem, ...]]:
    """Return a template that has passed every check and can be filled in, or what is wrong."""
    reading = _Reading(file)
    template = reading.template(text, sandbox)
    return template, tuple(sorted(reading.problems))


class _Reading(Checks):
    """One template being read: its text, its statements, and what they print."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._loops = 0

    def template(self, text: str, sandbox: Sandbox) -> Template | None:
        text = text.replace("\r\n", "\n")
        if len(text) > MOST_CHARACTERS:
            self.note(1, "template-too-large", "The template is too long.", "Shorten it.")
            return None
        for number, line in enumerate(text.split("\n"), start=1):
            if visible(line) != line:
                message = "A control character stands here."
                self.note(number, "hostile-character", message, "Delete it.")
        assert isinstance(_SUMMARY, Record), "a summary is a record"
        try:
            tree = sandbox.parse(text)
            self._body(tree.body, _SUMMARY.of, 0, 0)
            return None if self.problems else sandbox.from_string(tree)
        except TemplateSyntaxError as error:
            message = f"This cannot be read: {visible(error.message or 'no template')}"
            self.note(error.lineno, "template-syntax", message, _BRACKETS)
        except (RecursionError, ValueError):
            self.note(1, "template-too-deep", "The template cannot be read.", "Make it simpler.")
        return None

    def _body(self, parts: Iterable[nodes.Node], scope: Scope, loops: int, blocks: int) -> None:
        for part in parts:
            if not self.within_limits(part, blocks, BLOCKS_DEEP):
                return
            if type(part) is nodes.Output:
                for child in part.nodes:
                    if type(child) is not nodes.TemplateData:
                        self._printed(child, scope)
            elif type(part) is nodes.If:
                self._if(part, scope, loops, blocks + 1)
            elif type(part) is nodes.For:
                self._for(part, scope, loops + 1, blocks + 1)
            else:
                self.refuse(part)

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        if self.shape(node, scope) not in {None, "text", "number", "layout"}:
            fix = "Print one of its texts, or use if, for, joined or bulleted."
            self.note(node, "template-shape", "This is not a text.", fix)

    def _if(self, part: nodes.If, scope: Scope, loops: int, blocks: int) -> None:
        for branch in (part, *part.elif_):
            self.shape(branch.test, scope)
            self._body(branch.body, scope, loops, blocks)
        self._body(part.else_, scope, loops, blocks)

    def _for(self, part: nodes.For, scope: Scope, loops: int, blocks: int) -> None:
        self._loops += 1
        if loops > LOOPS_DEEP or self._loops > MOST_LOOPS:
            limits = f"Loop at most {LOOPS_DEEP} deep, and {MOST_LOOPS} times in all."
            self.note(part, "template-too-many-loops", "This is one loop too many.", limits)
            return
        name = part.target.name if isinstance(part.target, nodes.Name) else ""
        # Inside a loop, `loop` would be an object of Jinja's.
        if not NAME.fullmatch(name) or part.recursive or name == "loop":
            fix = "Write for NAME in LIST, with a name other than loop."
            self.note(part, "template-refused", "A loop needs one plain name.", fix)
            return
        over = self.shape(part.iter, scope)
        if not isinstance(over, ListOf):
            if over is not None:
                self.note(
                    part, "template-shape", "What this loops over is no list.", "Name a list."
                )
            return
        inside = {**scope, name: over.item}
        if part.test is not None:
            self.shape(part.test, inside)
        self._body(part.body, inside, loops, blocks)
        self._body(part.else_, scope, loops, blocks)
