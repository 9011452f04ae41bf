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
from triage.core.part_names import flow_name, outcome_name, question_name, rule_name
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
        what = f"What to do for {outcome.id}"
        yield _screen(what, part, outcome.place, _to_do(outcome, surroundings))
        yield _screen(f"What {outcome.id} means", part, outcome.place, _meaning(outcome))
    if flow.closing is not None:
        closing = Text(flow.closing.says, "The closing", name, flow.closing.place)
        yield _screen("The closing", name, flow.closing.place, (closing,))


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


def _to_do(outcome: Outcome, surroundings: Surroundings) -> list[Text]:
    part = outcome_name(outcome.id)
    texts = [Text(outcome.title, f"The title of {outcome.id}", part, outcome.place)]
    steps = [(f"step {place} of {outcome.id}", step) for place, step in enumerate(outcome.steps, 1)]
    for each in outcome.checklist:
        texts.append(
            Text(each.title, f"The list {each.title} of {outcome.id}", part, outcome.place)
        )
        steps.extend(
            (f"entry {place} of the list {each.title} of {outcome.id}", step)
            for place, step in enumerate(each.items, 1)
        )
    for which, step in steps:
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
