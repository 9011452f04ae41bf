"""Words that hurt, blame, alarm or cheer, or that decide what only people decide.

Each has what to say instead and the reason, which is shown to the author. They are plain words and
phrases: every form that is meant is written out. One that is also part of a name or phrase that
people need ("Victim Support") is left alone there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

_HARM = "it can hurt someone who has lost a child"
_BLAME = "the aim is learning, not blame"
_CHILD = "it makes a child share in what was done to them"
_DECIDES = "triage never says that criteria are or are not met; people decide that"
_ALL_CLEAR = "a wrong all-clear is the worst that triage could say"
_ALARM = "people who read this are upset already"
_CHEER = "nobody wants to be cheered here"
_HARD = "what is easy for the author can be hard for the reader"


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words and phrases to avoid, in small letters; what to say instead; why.

    `unless` are longer phrases in which they may stand. A 's at the end of a word is left out.
    """

    phrases: tuple[str, ...]
    instead: str
    reason: str
    unless: tuple[str, ...] = ()


_MET = ("met", "not met", "fulfilled", "not fulfilled", "satisfied", "not satisfied")
_MEETS = (
    "meet",
    "meets",
    "met",
    "meeting",
    "fulfil",
    "fulfils",
    "fulfilled",
    "satisfy",
    "satisfies",
)
_WHICH = ("", "the ", "these ", "our ", "all ", "all the ", "the full ", "the usual ")
_BEING = ("is", "are", "was", "were", "has been", "have been")

WORDS_TO_AVOID = (
    # Suicide has not been a crime since 1961: Samaritans, Media Guidelines for Reporting Suicide.
    Avoided(
        ("commit suicide", "commits suicide", "committed suicide", "committing suicide",
         "successful suicide", "completed suicide"),
        "died by suicide",
        _HARM,
    ),
    Avoided(
        ("failed suicide", "unsuccessful suicide", "failed suicide attempt", "suicide bid"),
        "tried to end their life",
        _HARM,
    ),
    Avoided(
        ("perpetrator", "perpetrators", "offender", "offenders", "culprit", "culprits", "abuser",
         "abusers"),
        "the person who may have caused the harm",
        _BLAME,
        unless=("young offender institution", "young offender institutions"),
    ),
    Avoided(
        ("failure", "failures", "failing", "failings", "failed to", "fault", "faults", "mistake",
         "mistakes", "negligent", "negligence", "incompetent", "incompetence"),
        "what was done or not done, or could have been done better",
        _BLAME,
        unless=("heart failure", "organ failure", "kidney failure", "no fault"),
    ),
    # The Children's Society, Child Exploitation Appropriate Language Guide, 2022.
    Avoided(
        ("victim", "victims"),
        "the child, or the person who was harmed",
        _CHILD,
        unless=("victim support", "victim code", "victims code"),
    ),
    Avoided(
        ("child prostitute", "child prostitutes", "child prostitution"),
        "child sexual exploitation",
        _CHILD,
    ),
    Avoided(("child porn", "child pornography"), "child sexual abuse images", _CHILD),
    Avoided(
        ("promiscuous", "promiscuity", "lifestyle choice", "lifestyle choices",
         "attention seeking", "attention-seeking"),
        "what happened to the child, and what they may need",
        _CHILD,
    ),
    Avoided(
        (
            *map("".join, product(_MEETS, (" ",), _WHICH, ("criteria", "threshold", "thresholds"))),
            *map(" ".join, product(("criteria", "threshold", "thresholds"), _BEING, _MET)),
        ),
        "what the answers suggest, and who decides",
        _DECIDES,
    ),
    Avoided(
        ("nothing to do", "nothing more to do", "nothing needs to be done", "nothing is needed",
         "no action is needed", "no further action", "no need to act", "no need to worry"),
        "whom to speak to if anything changes",
        _ALL_CLEAR,
    ),
    Avoided(
        ("shocking", "horrific", "horrifying", "horrendous", "harrowing", "tragic", "tragically",
         "tragedy", "tragedies", "catastrophe", "catastrophic", "disaster", "disastrous",
         "dreadful", "terrible", "terribly", "alarming", "red flag", "red flags", "panic"),
        "what happened, in plain words",
        _ALARM,
        unless=("panic attack", "panic attacks"),
    ),
    Avoided(
        ("countdown", "clock is ticking", "running out of time", "before it is too late"),
        "the date by which it is due",
        _ALARM,
    ),
    Avoided(("!",), "the same with a full stop", _ALARM),
    Avoided(
        ("congratulations", "hooray", "great job", "good job", "nice job", "great work",
         "great news", "awesome", "fantastic", "you did it", "keep it up"),
        "nothing: leave it out",
        _CHEER,
    ),
    Avoided(
        ("simply", "obviously", "of course", "needless to say", "as you know"),
        "nothing: leave it out",
        _HARD,
    ),
)  # fmt: skip


def _by_first_word(
    phrases: Iterator[tuple[str, Avoided]],
) -> Mapping[str, Sequence[tuple[tuple[str, ...], Avoided]]]:
    found: dict[str, list[tuple[tuple[str, ...], Avoided]]] = {}
    for phrase, avoided in phrases:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, avoided))
    return found


_STARTS = _by_first_word((phrase, each) for each in WORDS_TO_AVOID for phrase in each.phrases)


def avoided_in(words: Sequence[str]) -> Iterator[tuple[str, Avoided]]:
    """Yield the words to avoid that stand among these words, as they stand there.

    `words` are those of one sentence, and "!" where it ends with one.
    """
    small = [_plain(word) for word in words]
    for place, word in enumerate(small):
        for phrase, avoided in _STARTS.get(word, ()):
            end = place + len(phrase)
            if tuple(small[place:end]) == phrase and not _is_excused(small, place, end, avoided):
                yield " ".join(words[place:end]), avoided


def _plain(word: str) -> str:
    """Return a word in small letters, without a 's at its end."""
    return word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").removesuffix("'s")


def _is_excused(words: Sequence[str], start: int, end: int, avoided: Avoided) -> bool:
    """Say whether the words from `start` to `end` stand within a phrase that people need."""
    for phrase in avoided.unless:
        parts = phrase.split()
        for first in range(max(0, end - len(parts)), start + 1):
            if list(words[first : first + len(parts)]) == parts:
                return True
    return False
