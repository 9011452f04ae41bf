"""Every word that the front ends say of themselves; flows bring their own words.

Sentences stay under 25 words, and abbreviations are spelled out. Whatever is not in the guidance
says so.
"""

from __future__ import annotations

import datetime

from triage.core.model import Certainty
from triage.pack.editions import Edition
from triage.report.in_words import day

NAME = "triage"

SAFETY = (
    "If a child is in danger, ring 999. Do not wait for this tool.",
    "If a child may be unsafe but it is not an emergency, ring children's social care now.",
)
NOT_A_REFERRAL = (
    "This is not a referral and not a notification. Nothing is sent to anyone.",
    "It never decides. It says what your answers suggest, and who decides.",
)
PRIVACY = (
    "Nothing you answer is kept unless you save it.",
    "Do not type names, dates of birth, addresses or case numbers.",
)
NOT_SURE = "Not sure is always a good answer. It leads to a conversation, not to a no."

BEGIN = "Begin"
REVIEW_TITLE = "Check your answers"
REVIEW_LEAD = "Look through your answers. Choose one to change it, or go on to what they suggest."
GO_ON = "Go on to what these answers suggest"
UNSURE_MARK = "you were not sure"
KEPT_MARK = "kept from the child before"

RESULT_TITLE = "What to do now"
OUTCOMES_TITLE = "What your answers suggest, and why"
CHANGES_TITLE = "What would change this"
CHANGES_NONE = "No other single answer would change it."
AFTER_TITLE = "When you have done this"
BECAUSE = "Because"
WHO_DECIDES = "Who decides"
RESTS_ON = "Rests on"
NOT_IN_GUIDANCE = "not in the guidance"
OUTSIDE = "This comes from elsewhere and is not in the guidance."
NOT_SUPPLIED = "not supplied in the guidance"
ALREADY = "Your answers already mean"
WHY = "Why we ask"
NO_RULES = "no rule of the guidance"

SAVE = "Save a summary"
ANOTHER_CHILD = "Check another child in the same incident"
CHANGE_ANSWERS = "Change an answer"
LEAVE = "Leave"
LEFT = "You have left. Your answers are gone from this tool."
FINISHED = "Your answers are gone from this tool."

MARKING = "OFFICIAL-SENSITIVE"
SAVED_NEXT = (
    "Keep it only where case papers may be kept, and delete it when it is in the case record."
)

CRASHED = (
    "Something in this tool has gone wrong. Your answers were not shown or saved.",
    "Do not wait for it. If a child is in danger, ring 999.",
    "Speak to the lead officer: the Head of Quality Assurance & Partnerships, Dorset Council.",
)

_CERTAINTY: dict[Certainty, str] = {
    "certain": "The guidance is clear about this.",
    "judgement": "This is a matter of judgement. Talk it through with the lead officer.",
}


def certainty(value: Certainty, *, in_guidance: bool = True) -> str:
    """Return what a certainty means, in a sentence."""
    return _CERTAINTY[value] if in_guidance else OUTSIDE


def progress(number: int, shortest: int, longest: int, *, exact: bool = True) -> str:
    """Return "Question 5 of 9 to 12", or "Question 5 of 9" where both bounds are the same.

    Where the bounds are not exact, only the greatest number is given, and said to be no more.
    """
    if not exact:
        return f"Question {number}, at most {longest} in all"
    if shortest == longest:
        return f"Question {number} of {shortest}"
    return f"Question {number} of {shortest} to {longest}"


def banner(edition: Edition, today: datetime.date) -> tuple[str, ...]:
    """Return which edition the tool rests on, how old it is, and what has been replaced since."""
    lines = [
        f"Rests on the {edition.title}, version {edition.version}, dated {day(edition.dated)}."
    ]
    if edition.review_passed(today):
        lines.append(
            f"Its review was due in {edition.review_due}. "
            f"That date has passed (today is {day(today)})."
        )
    if not edition.approved:
        lines.append("Its approval date is not shown in it.")
    lines.extend(
        f"It names this document: {each.document}. "
        f"Since replaced by: {each.by} ({NOT_IN_GUIDANCE})."
        for each in edition.replaced
    )
    return tuple(lines)


def cites(rules: tuple[str, ...]) -> str:
    """Return rule ids as a phrase."""
    return ", ".join(rules) or NO_RULES


def changes_untried(last: int) -> str:
    """Return that what the last so many answers would change was not looked at."""
    many = "the last answer" if last == 1 else f"the last {last} answers"
    return f"You gave many answers. What {many} would change was not looked at."


def would_change(
    question: str,
    answer: str,
    gained: tuple[str, ...],
    lost: tuple[str, ...],
    undecided: tuple[str, ...],
) -> str:
    """Return what one other answer would do, in plain words."""
    parts = []
    if gained:
        parts.append(f"it would add: {'; '.join(gained)}")
    if lost:
        parts.append(f"it would take away: {'; '.join(lost)}")
    if undecided:
        parts.append(f"more questions would decide: {'; '.join(undecided)}")
    return f"{question} If the answer were “{answer}”, {', and '.join(parts)}."
