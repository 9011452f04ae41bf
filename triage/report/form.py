"""The referral form filled in from the answers: which field holds what, and what is still needed.

Pure: the form is data of the pack (`triage.core.form`), its conditions are evaluated by the kernel,
and nothing here asks anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from triage.core.conditions import FALSE, TRUE
from triage.core.engine import Position
from triage.core.form import Field, Level, ReferralForm, Tool
from triage.core.model import Fact
from triage.report.in_words import in_lines, is_unsure

State = Literal["given", "not known", "missing", "not asked", "later", "by hand", "from the tool"]
"""How a field stands.

*Not asked* is one that does not apply, from other answers; *later* one that a first message
leaves out; *by hand* one that is never typed here.
"""


@dataclass(frozen=True, slots=True, repr=False)
class FieldAnswer:
    """One answer in a field."""

    id: str
    question: str
    answer: str
    unsure: bool

    def __repr__(self) -> str:
        """Return which question this is, never the answer."""
        return f"FieldAnswer({self.id})"


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field of the form with what is known.

    `section` is the heading that it stands under, and `begins` whether it is the first one there.
    `ask` is the question to go to for what is missing, empty where there is none. `lines` are what
    the tool fills in, `blank` the labels to fill in by hand.
    """

    number: int
    section: str
    begins: bool
    label: str
    state: State
    level: Level
    needed: bool
    first_message: bool
    answers: tuple[FieldAnswer, ...]
    lines: tuple[str, ...]
    blank: tuple[str, ...]
    ask: str
    needed_by: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that must be filled in and is not, with the question to go to; empty for none."""

    number: int
    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it stands: for a first message, or in full.

    Where no referral is `prepared`, it has no fields. `later` are the labels of those that a first
    message leaves out.
    """

    prepared: bool = False
    title: str = ""
    first_message: bool = False
    fields: tuple[FilledField, ...] = ()
    missing: tuple[Missing, ...] = ()
    later: tuple[str, ...] = ()


Lines = Mapping[Tool, tuple[str, ...]]
"""What the tool fills in, by the name that the form gives it."""


def filled_form(
    form: ReferralForm, position: Position, lines: Lines, *, first_message: bool = False
) -> Form:
    """Return the form filled in from the answers; without fields where no referral is prepared.

    `first_message` leaves out what a first message has no need of, whatever was chosen.
    """
    if not holds(position, form.when):
        return Form()
    short = first_message or holds(position, form.first_message.when)
    filler = _Filler(position, lines, short=short)
    fields = tuple(
        filler.field(field, section.title, begins=field is section.fields[0])
        for section in form.sections
        for field in section.fields
    )
    return Form(
        prepared=True,
        title=form.title,
        first_message=short,
        fields=fields,
        missing=tuple(Missing(each.number, each.label, each.ask) for each in fields if each.needed),
        later=tuple(field.label for field in fields if field.state == "later"),
    )


def holds(position: Position, fact: Fact) -> bool:
    """Say whether a fact that a form rests on is certain, on the answers so far."""
    return position.residual(position.program.condition(fact)) is TRUE


class _Filler:
    def __init__(self, position: Position, lines: Lines, *, short: bool) -> None:
        self._position = position
        self._lines = lines
        self._short = short
        self._asked = frozenset(position.asked)

    def field(self, field: Field, section: str, *, begins: bool) -> FilledField:
        later = self._short and bool(field.answers) and not field.first_message
        parts = [] if later else [self._part(part) for part in field.answers]
        answers = tuple(part.answer for part in parts if part.answer is not None)
        state = "later" if later else _state(field, parts)
        wanted = {"missing"} if field.level == "must_or_not_known" else {"missing", "not known"}
        needed = field.level != "may" and state in wanted
        return FilledField(
            number=field.number,
            section=section,
            begins=begins,
            label=field.label,
            state=state,
            level=field.level,
            needed=needed,
            first_message=field.first_message,
            answers=answers,
            lines=self._lines.get(field.tool, ()) if field.tool else (),
            blank=field.blank,
            ask=next((part.ask for part in parts if part.ask), "") if needed else "",
            needed_by=field.needed_by,
            cites=field.cites,
        )

    def _part(self, questions: Sequence[str]) -> _Part:
        """Return what one part of a field holds: the last of its questions that is answered."""
        program, position = self._position.program, self._position
        given = [id_ for id_ in questions if id_ in self._asked]
        if given:
            id_ = given[-1]
            question = program.questions[program.index[id_]]
            value = position.answers[id_]
            unsure = is_unsure(question, value)
            answer = FieldAnswer(id_, question.ask, in_lines(program, id_, value), unsure)
            return _Part(answer, id_ if unsure else "", applies=True)
        open_ = [id_ for id_ in questions if self._may_be_asked(id_)]
        return _Part(None, open_[0] if open_ else "", applies=bool(open_))

    def _may_be_asked(self, id_: str) -> bool:
        number = self._position.program.index.get(id_)
        return number is not None and self._position.in_play(number) is not FALSE


@dataclass(frozen=True, slots=True, repr=False)
class _Part:
    """A part of a field: its answer, and the question to go to where that is missing or unsure."""

    answer: FieldAnswer | None
    ask: str
    applies: bool


def _state(field: Field, parts: Sequence[_Part]) -> State:
    if field.tool:
        return "from the tool"
    if field.blank:
        return "by hand"
    applying = [part for part in parts if part.applies]
    if not applying:
        return "not asked"
    if any(part.answer is None for part in applying):
        return "missing"
    if any(part.answer is not None and part.answer.unsure for part in applying):
        return "not known"
    return "given"
