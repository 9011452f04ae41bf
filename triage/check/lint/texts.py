"""Every text of a flow that a person sees, on the screen that it is read with.

A screen here is what is read together and so has to make sense by itself: a question with its
options and why it is asked; what an outcome tells people to do; what it means, and why; the last
words. What to do and what it means stand in different parts of the last screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.check.lint.prose import Sentence, sentences
from triage.check.lint.surroundings import Surroundings
from triage.core.model import Flow, Outcome, Question
from triage.core.part_names import (
    flow_name,
    numbered_steps,
    outcome_name,
    question_name,
    rule_name,
)
from triage.errors import Place


@dataclass(frozen=True)
class Text:
    """One text: as written, what it is, the part of the flow that it belongs to, and where.

    `context` marks what is read on this screen too but belongs elsewhere, where it is judged.
    """

    written: str
    what: str
    part: str
    place: Place
    context: bool = False

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return sentences(self.written)


@dataclass(frozen=True, slots=True)
class Screen:
    """Texts in the order in which they are read."""

    what: str
    part: str
    place: Place
    texts: tuple[Text, ...]


def screens(flow: Flow, surroundings: Surroundings) -> Iterator[Screen]:
    """Yield the screens of a flow, but for the questions that it borrows."""
    name = flow_name(flow.id)
    opening = (_text(flow, "The title", flow.title), _text(flow, "The intro", flow.intro))
    yield _screen("The first screen", name, flow.place, opening)
    for question in flow.questions:
        if question.borrowed:
            continue
        part = question_name(question.id)
        yield _screen(f"The question {question.id}", part, question.place, _asked(question, part))
    for outcome in flow.outcomes:
        part = outcome_name(outcome.id)
        yield _to_do_screen(outcome, _to_do(outcome, surroundings))
        yield _screen(f"What {outcome.id} means", part, outcome.place, _meaning(outcome))
    if flow.closing is not None:
        closing = Text(flow.closing.says, "The closing", name, flow.closing.place)
        yield _screen("The closing", name, flow.closing.place, (closing,))


def screens_by_rule(flow: Flow, surroundings: Surroundings) -> Iterator[Screen]:
    """Yield what is to be done for each rule alone, of the outcomes with steps for some rules only.

    A person may read no more than that, so what it rests on has to stand in it.
    """
    for outcome in flow.outcomes:
        if any(step.only_for for _, step in numbered_steps(outcome)):
            for rule in outcome.rules:
                yield _to_do_screen(outcome, _to_do(outcome, surroundings, rule.id))


def _to_do_screen(outcome: Outcome, texts: Sequence[Text]) -> Screen:
    what = f"What to do for {outcome.id}"
    return _screen(what, outcome_name(outcome.id), outcome.place, texts)


def _screen(what: str, part: str, place: Place, texts: Sequence[Text]) -> Screen:
    return Screen(what, part, place, tuple(text for text in texts if text.written))


def _text(flow: Flow, what: str, written: str) -> Text:
    return Text(written, what, flow_name(flow.id), flow.place)


def _asked(question: Question, part: str) -> list[Text]:
    texts = [
        Text(question.ask, f"The question {question.id}", part, question.place),
        Text(question.hint, f"The hint of {question.id}", part, question.place),
    ]
    for option in question.options:
        label = f"The label of {option.value} in {question.id}"
        texts.append(Text(option.label, label, part, option.place))
        hint = f"The hint of {option.value} in {question.id}"
        texts.append(Text(option.hint, hint, part, option.place))
    for each in question.parts:
        texts.extend(_asked(each, part))
    texts.append(Text(question.why, f"The why of {question.id}", part, question.place))
    return texts


def _to_do(outcome: Outcome, surroundings: Surroundings, rule: str = "") -> list[Text]:
    """Return what an outcome tells people to do: all of it, or all that one rule alone asks for."""
    part = outcome_name(outcome.id)
    texts = [
        Text(outcome.title, f"The title of {outcome.id}", part, outcome.place),
        Text(outcome.at_once, f"The at_once of {outcome.id}", part, outcome.place),
    ]
    texts.extend(
        Text(each.title, f"The list {each.title} of {outcome.id}", part, outcome.place)
        for each in outcome.checklist
    )
    for which, step in numbered_steps(outcome):
        if rule and step.only_for and rule not in step.only_for:
            continue
        texts.append(Text(step.do, f"The do of {which}", part, step.place))
        texts.append(Text(step.who, f"The who of {which}", part, step.place))
        texts.append(Text(step.clock, f"The clock of {which}", part, step.place))
        contact = surroundings.contacts.get(step.contact)
        if contact is not None:
            texts.append(
                Text(contact.role, f"The contact of {which}", part, step.place, context=True)
            )
    return texts


def _meaning(outcome: Outcome) -> list[Text]:
    part = outcome_name(outcome.id)
    texts = [
        Text(outcome.title, f"The title of {outcome.id}", part, outcome.place, context=True),
        Text(outcome.means, f"The means of {outcome.id}", part, outcome.place),
    ]
    for rule in outcome.rules:
        name = rule_name(outcome.id, rule.id)
        texts.append(Text(rule.says, f"What {rule.id} of {outcome.id} says", name, rule.place))
    texts.append(Text(outcome.decides, f"The decides of {outcome.id}", part, outcome.place))
    return texts
