"""What the parts of a flow are called in a fact-check pack: numbers, letters, and words.

Questions, options, facts and outcomes are numbered in the order of the file, so that everything
can be found on paper. Every text of the flow comes out as Markdown that shows it as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase

from triage.core.model import Flow
from triage.report.markdown import shown_as_written


def words(text: str) -> str:
    """Return a text of the flow as Markdown on one line."""
    return shown_as_written(" ".join(text.split()))


def strong(text: str) -> str:
    """Return a text of the flow in bold."""
    return f"**{words(text)}**"


def listed(parts: Sequence[str], last: str) -> str:
    """Return "a, b or c", with the given word before the last."""
    if len(parts) < 2:  # noqa: PLR2004 - there is nothing to put between
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def readable(name: str) -> str:
    """Return an id as words: `child_harm` becomes "child harm"."""
    return words(name.replace("_", " "))


class Names:
    """The numbers and letters of one flow."""

    def __init__(self, flow: Flow) -> None:
        """Give numbers to the questions, facts and outcomes, from 1."""
        self.flow = flow
        self.questions = {question.id: question for question in flow.questions}
        self._numbers = {question.id: n for n, question in enumerate(flow.questions, start=1)}
        self._facts = {name: number for number, name in enumerate(flow.facts, start=1)}
        self._outcomes = {outcome.id: n for n, outcome in enumerate(flow.outcomes, start=1)}
        self._titles = {outcome.id: outcome.title for outcome in flow.outcomes}
        before = (outcome for each in flow.follows for outcome in each.outcomes)
        self._titles_before = {outcome.id: outcome.title for outcome in before}

    def number(self, question: str) -> int:
        """Return the number of a question."""
        return self._numbers[question]

    def letter(self, question: str, value: str) -> str:
        """Return the letter of an option: a to z, then aa, ab and so on."""
        values = [option.value for option in self.questions[question].options]
        before, place = divmod(values.index(value), len(ascii_lowercase))
        return ("" if before == 0 else ascii_lowercase[before - 1]) + ascii_lowercase[place]

    def in_order(self, question: str, values: Iterable[str]) -> list[str]:
        """Return values of a question in the order of its options."""
        wanted = set(values)
        return [o.value for o in self.questions[question].options if o.value in wanted]

    def question(self, question: str) -> str:
        """Return a question by number and words."""
        return f"question {self.number(question)} ({words(self.questions[question].ask)})"

    def suggested(self, outcome: str) -> str:
        """Return an outcome of a flow that this one follows, by its title."""
        return strong(self._titles_before[outcome])

    def answers(self, question: str, values: Iterable[str]) -> str:
        """Return options by label, number and letter, any of which will do."""
        labels = {option.value: option.label for option in self.questions[question].options}
        parts = [
            f"{strong(labels[value])} ({self.number(question)}{self.letter(question, value)})"
            for value in self.in_order(question, values)
        ]
        return listed(parts, "or")

    def fact(self, name: str) -> str:
        """Return a fact by its readable name and its number."""
        return f"**{readable(name)}** (fact {self._facts[name]})"

    def fact_number(self, name: str) -> int:
        """Return the number of a fact."""
        return self._facts[name]

    def outcome(self, id_: str) -> str:
        """Return an outcome by number and title."""
        return f"outcome {self._outcomes[id_]} ({words(self._titles[id_])})"

    def outcome_number(self, id_: str) -> int:
        """Return the number of an outcome."""
        return self._outcomes[id_]

    def outcomes(self, ids: Iterable[str], last: str = "or") -> str:
        """Return several outcomes by number and title."""
        return listed([self.outcome(id_) for id_ in ids], last)


def role(contacts: Mapping[str, str], id_: str) -> str:
    """Return what a contact is called; one that the pack does not describe is called by its id."""
    return contacts.get(id_, id_.replace("_", " "))


def cites(rules: Sequence[str]) -> str:
    """Return rule ids as a phrase, or that there are none."""
    return ", ".join(map(words, rules)) or "no rule is cited"
