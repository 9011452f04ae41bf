"""Starts triage with a front end that diverges: `python divergence.py FAULT ARGUMENT...`.

Each fault stands between what a person does and the engine, which is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from triage import cli
from triage.core.engine import replay
from triage.ui.walkthrough import Walkthrough

_answer = Walkthrough.answer
_go_on = Walkthrough.go_on


def _skip(self: Walkthrough, value: object) -> None:
    """Answer the second question with its first option, without showing it."""
    _answer(self, value)
    if len(self.position.asked) == 1:
        assert self.question is not None
        question = self.program.questions[self.program.index[self.question]]
        _answer(self, question.options[0].value)


def _take_the_neighbour(self: Walkthrough, value: object) -> None:
    """Take the option before the one that was chosen, at the last question."""
    if self.question == "other_worry":
        question = self.program.questions[self.program.index[self.question]]
        values = [option.value for option in question.options]
        value = values[values.index(str(value)) - 1]
    _answer(self, value)


def _drop(self: Walkthrough) -> None:
    """Forget the last answer on the way from the review to the result."""
    kept = dict(list(self.position.answers.items())[:-1])
    self.position = replay(self.program, kept)
    _go_on(self)


FAULTS: dict[str, tuple[str, Callable[..., None]]] = {
    "skips a question": ("answer", _skip),
    "takes the neighbour": ("answer", _take_the_neighbour),
    "drops an answer": ("go_on", _drop),
}

if __name__ == "__main__":
    setattr(Walkthrough, *FAULTS[sys.argv[1]])
    sys.exit(cli.main(sys.argv[2:]))
