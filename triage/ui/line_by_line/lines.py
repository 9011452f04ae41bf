"""Screens as lines of plain text: append-only, each line makes sense alone, no drawing.

Lines carry no escape characters; long ones are left to the terminal or wrapped by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from triage.core.values import NOT_KNOWN
from triage.report.safe_text import visible
from triage.ui import words
from triage.ui.line_by_line import wording
from triage.ui.presenter.result_parts import Part, first_part, parts
from triage.ui.screens import (
    Answered,
    Ask,
    Home,
    Meaning,
    Offer,
    Preview,
    Result,
    Review,
    Welcome,
    at_once,
    numbered,
    said_once,
)

STEP = "   "
"""What a line stands to the right for each level, as wide as a number and its full stop."""


def home(screen: Home) -> Iterator[str]:
    """Yield the lines of Home; safety comes once more where the screen ends."""
    yield from introduction(screen)
    numbers = count(1)
    for group in screen.groups:
        yield ""
        yield group.title
        for each in group.offers:
            yield f"{next(numbers)}. {offer(each)}"
    yield ""
    yield screen.safety[0]


def about(screen: Home) -> Iterator[str]:
    """Yield what there is to say of each offer of Home."""
    for number, each in enumerate(screen.offers, start=1):
        yield f"{number}. {words.stop(each.title)} {each.more}".rstrip()


def introduction(screen: Home) -> Iterator[str]:
    """Yield what stands above the offers of Home."""
    return _opening(words.NAME, screen, (screen.intro, *screen.privacy))


def offer(each: Offer) -> str:
    """Return what an offer is called, and whether it is begun: a list of many has to stay short."""
    return f"{each.title} ({words.BEGUN_MARK})" if each.begun else each.title


def welcome(screen: Welcome) -> Iterator[str]:
    """Yield the lines of the first screen of a walk."""
    return _opening(screen.title, screen, (*screen.privacy, screen.intro))


def _opening(title: str, screen: Home | Welcome, further: Iterable[str]) -> Iterator[str]:
    """Yield a title, safety before all else, what this is not, and what it rests on."""
    yield title
    yield ""
    yield from screen.safety
    yield ""
    yield from screen.not_a_referral
    yield from further
    yield ""
    yield from screen.banner


def question(screen: Ask) -> Iterator[str]:
    """Yield the lines of one question."""
    yield screen.progress
    yield screen.ask
    if screen.hint:
        yield screen.hint
    if screen.contact:
        yield screen.contact
    for number, choice in numbered(screen.choices):
        hint = f" {choice.hint}" if choice.hint else ""
        mark = words.ORIGINS[screen.origin] if screen.origin else wording.SO_FAR
        chosen = f" ({mark})" if choice.chosen else ""
        yield f"{number}. {words.stop(choice.label)}{hint}{chosen}"
    if screen.format_hint:
        yield screen.format_hint
    if screen.several_lines:
        yield words.END_OF_TEXT
    if screen.not_known and not screen.acts:
        yield words.NOT_KNOWN_TYPED
    if screen.answer is not None and not screen.choices:
        typed = words.NOT_KNOWN if screen.answer is NOT_KNOWN else screen.typed
        yield from visible(wording.answer_so_far(typed)).split("\n")
        yield from filter(None, [screen.doubt])
        yield wording.ENTER_KEEPS


def why(screen: Ask) -> Iterator[str]:
    """Yield why a question is asked, and the rules it rests on."""
    yield f"{words.WHY}: {screen.why or screen.ask}"
    yield f"{words.RESTS_ON}: {words.cites(screen.cites)}"


def meanings(already: Iterable[Meaning]) -> Iterator[str]:
    """Yield what the answers already mean."""
    for meaning, first in said_once(already):
        lead = "First: " if first and not meaning.at_once else ""
        yield f"{words.ALREADY}: {words.stop(meaning.title)} {lead}{' '.join(first)}".rstrip()


def new_meanings(already: tuple[Meaning, ...]) -> Iterator[str]:
    """Yield what the last answer already means, with the room above and below it."""
    yield ""
    new = [meaning for meaning in already if meaning.new]
    if new:
        yield from (*meanings(new), "")


def so_far(already: tuple[Meaning, ...]) -> Iterator[str]:
    """Yield what the answers already mean, or that they mean nothing for certain yet."""
    if not already:
        yield wording.NOTHING_CERTAIN
    yield from meanings(already)


def once_more(said: Sequence[str]) -> Iterator[str]:
    """Yield again what was said above and cannot wait."""
    yield words.colon(words.ONCE_MORE, " ".join(said))


def review(screen: Review) -> Iterator[str]:
    """Yield the lines of check-your-answers, numbered for changing."""
    yield from at_once(screen.already)
    yield screen.title
    yield screen.lead
    yield f"0. {screen.go_on}"
    for number, each in enumerate(screen.answers, start=1):
        if each.section:
            yield f"{each.section}:"
        yield f"{number}. {answered(each)}"


def answered(each: Answered) -> str:
    """Return a question with its answer, and what else is to be said of that."""
    return f"{each.ask} {each.said()}"


def result(screen: Result, see_all: str) -> Iterator[str]:
    """Yield the lines of the last screen: what to do, why, and what would change it.

    What to do first comes once more at the end, where it is on the screen when all is written.
    """
    yield screen.title
    yield from screen.safety
    for each in (*parts(screen, see_all), first_part(screen, words.FIRST_AGAIN)):
        yield ""
        yield from part(each)


def preview(screen: Preview, text: str) -> Iterator[str]:
    """Yield the lines of what would be saved, between words that say that it is not saved yet."""
    yield f"{screen.title}: {screen.summary_title}"
    yield from missing(screen)
    yield screen.lead
    yield ""
    yield from text.rstrip("\n").split("\n")
    yield ""
    yield words.PREVIEW_END


def missing(screen: Preview) -> Iterator[str]:
    """Yield what should be filled in and is not."""
    if screen.missing:
        labels = "; ".join(gap.label for gap in screen.missing)
        yield words.stop(f"{words.PREVIEW_MISSING}: {labels}")
        yield words.PREVIEW_MISSING_MORE


def part(shown: Part) -> Iterator[str]:
    """Yield one part of the last screen, with its heading."""
    yield shown.title
    for line in shown.lines:
        if line.gap:
            yield ""
        yield f"{STEP * line.level}{line.lead}{line.text}"
