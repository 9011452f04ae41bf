"""What a front end shows, as plain values: screens, each made of texts in reading order.

Front ends lay these out and send back choices; no screen holds flow logic, and no text holds
markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from triage.core.model import Certainty, Kind
from triage.core.values import Value
from triage.ui import words

if TYPE_CHECKING:
    from triage.report.checklist import List
from triage.report.to_do import ToDo
from triage.ui.walk.session import Origin


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to go on to: a walk or its next leg, a book, Home, or forgetting every answer.

    `target` names the walk or the book. `begun` is whether that walk was told anything.
    """

    title: str
    about: str
    action: Literal["walk", "leg", "read", "home", "forget"]
    target: str = ""
    begun: bool = False

    @property
    def more(self) -> str:
        """What stands below the title."""
        return words.BEGUN if self.begun else self.about


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Offers under one heading."""

    title: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The first screen of a pack with a menu. Its offers have one numbering through all groups."""

    safety: tuple[str, ...]
    not_a_referral: tuple[str, ...]
    privacy: tuple[str, ...]
    intro: str
    banner: tuple[str, ...]
    groups: tuple[OfferGroup, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every offer in the order of its number; the first is what Enter alone takes."""
        return tuple(offer for group in self.groups for offer in group.offers)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first screen of a walk: safety, what this is not, which edition it rests on."""

    title: str
    safety: tuple[str, ...]
    not_a_referral: tuple[str, ...]
    privacy: tuple[str, ...]
    intro: str
    banner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question, as shown; `chosen` where it is the answer given before."""

    value: str
    label: str
    hint: str
    unsure: bool
    alone: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """An outcome that the answers already mean; `new` since the last answer.

    `first` is what to do first and how to reach whom, in lines. Where it is `at_once`, it stands
    on the next screen without a key.
    """

    title: str
    first: tuple[str, ...]
    new: bool
    at_once: bool = False


def said_once(meanings: Iterable[Meaning]) -> Iterator[tuple[Meaning, tuple[str, ...]]]:
    """Yield each meaning with what to do first; how to reach the same people is said once."""
    said: set[str] = set()
    for each in meanings:
        yield each, tuple(line for line in each.first if line not in said)
        said.update(each.first[1:])


def at_once(meanings: Sequence[Meaning]) -> tuple[str, ...]:
    """Return the lines that stand on this screen without a key: of what is new and cannot wait."""
    return tuple(line for each in meanings if each.new and each.at_once for line in each.first)


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """One question, with why it is asked and what the answers already mean.

    `contact` is how to reach whom it is about, in a line; empty where it is about nobody.
    `origin` is where its answer comes from, if it was not given in this walk. What is typed may
    have `several_lines`, and at most `limit` characters where that is not 0; `typed` is the
    answer so far as it would be typed. With `not_known`, that is an answer too. With `acts`, the
    choices do something to a list of entries, and none of them is an answer by itself. `doubt` is
    what is to be said of the answer so far, where it is a day that can hardly be.
    """

    id: str
    kind: Kind
    progress: str
    ask: str
    hint: str
    contact: str
    choices: tuple[Choice, ...]
    answer: Value | None
    origin: Origin | None
    format_hint: str
    why: str
    cites: tuple[str, ...]
    already: tuple[Meaning, ...]
    answered: tuple[Answered, ...]
    typed: str = ""
    several_lines: bool = False
    limit: int = 0
    not_known: bool = False
    acts: bool = False
    doubt: str = ""

    def __repr__(self) -> str:
        """Return which question this is, never an answer."""
        return f"Ask({self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """A question with the answer in words; `section` is the heading that begins with it.

    `doubt` is what is to be said of a day that can hardly be.
    """

    id: str
    ask: str
    answer: str
    unsure: bool
    origin: Origin | None
    section: str = ""
    doubt: str = ""

    def __repr__(self) -> str:
        """Return which question this is, never the answer."""
        return f"Answered({self.id})"

    def note(self) -> str:
        """Return what else is to be said of the answer, or nothing."""
        said = self.answer.casefold().startswith(words.NOT_SURE_ANSWERS)
        notes = [words.UNSURE_MARK] if self.unsure and not said else []
        notes.extend([words.ORIGINS[self.origin]] if self.origin else [])
        return ", ".join(notes)

    def said(self) -> str:
        """Return the answer with all that is to be said of it."""
        noted = f"{self.answer} ({self.note()})" if self.note() else self.answer
        return f"{words.stop(noted)} {self.doubt}" if self.doubt else noted


@dataclass(frozen=True, slots=True)
class Review:
    """Check your answers: each can be changed, and changing one returns here.

    `already` is what they mean. `go_on` says where one goes on to.
    """

    title: str
    lead: str
    already: tuple[Meaning, ...]
    answers: tuple[Answered, ...]
    go_on: str = words.GO_ON


@dataclass(frozen=True, slots=True, repr=False)
class ReasonLine:
    """Why an outcome is shown: the rule in words, and the answers that alone bring it about."""

    rule: str
    says: str
    certainty: Certainty
    because: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        """Return the rule only."""
        return f"ReasonLine({self.rule})"


@dataclass(frozen=True, slots=True)
class OutcomeBlock:
    """One outcome: what it means, why, how certain, and who decides."""

    id: str
    title: str
    means: str
    decides: str
    certainty: Certainty
    not_in_guidance: bool
    reasons: tuple[ReasonLine, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ChangeGroup:
    """Other answers of one kind of effect, a sentence for each effect."""

    title: str
    lines: tuple[str, ...]

    def __repr__(self) -> str:
        """Return the kind only: what an answer is not says what it is."""
        return f"ChangeGroup({self.title})"


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change the result, most useful first: a few, and all; `more` are left out.

    `untried` of the last answers were not looked at, in very long walks.
    """

    few: tuple[ChangeGroup, ...]
    all: tuple[ChangeGroup, ...]
    more: int
    untried: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """The last screen: what to do now, then why, then what would change it.

    Front ends show the parts in this order. `to_do.first` stands above all else, with `safety`;
    shown without the rest, it says whom to reach, by when, and how. `onward` is where one can go
    from here.
    """

    title: str
    safety: tuple[str, ...]
    to_do: ToDo
    checklist: tuple[List, ...]
    outcomes: tuple[OutcomeBlock, ...]
    changes: Changes
    closing: str
    closing_cites: tuple[str, ...]
    not_a_referral: tuple[str, ...]
    banner: tuple[str, ...]
    summary_title: str
    onward: tuple[Offer, ...] = ()

    @property
    def first(self) -> tuple[Offer, ...]:
        """What the walk itself goes on with; it stands before all else that can be done."""
        return tuple(offer for offer in self.onward if offer.action == "leg")

    @property
    def elsewhere(self) -> tuple[Offer, ...]:
        """Where else one can go; it stands behind all else that can be done."""
        return tuple(offer for offer in self.onward if offer.action != "leg")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that should be filled in and is not: what it is, and the question to go to."""

    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a summary would say now, before it is saved. A front end asks its saver for the text.

    `missing` is what should be filled in first, and `save` the offer to save. `others` offer the
    first message in place of the whole summary, where there is one, and the redacted copy, or the
    other way round. `redacted` is whether that copy is shown. `onward` is where one can go from
    here, besides saving and back.
    """

    title: str
    lead: str
    summary_title: str
    save: str = words.SAVE
    missing: tuple[Gap, ...] = ()
    others: tuple[str, ...] = ()
    redacted: bool = False
    onward: tuple[Offer, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing and can be gone to."""
        return tuple(gap for gap in self.missing if gap.ask)


Screen = Home | Welcome | Ask | Review | Result | Preview


def numbered(choices: Sequence[Choice]) -> list[tuple[int, Choice]]:
    """Return the choices with the digits that pick them, from 1."""
    return list(enumerate(choices, start=1))
