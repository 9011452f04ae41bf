"""Every word that the front ends say of themselves; flows bring their own words.

Sentences stay under 25 words, and abbreviations are spelled out. Whatever is not in the guidance
says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from triage.core.model import Certainty
from triage.core.progress import Remaining
from triage.errors import Place
from triage.pack.editions import Edition
from triage.report.formats import endings
from triage.report.in_words import day
from triage.ui.walk.session import Origin

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
NO_NAMES = "No names, addresses or case numbers."
NOT_SURE = "Not sure is always a good answer. It leads to a conversation, not to a no."

BEGIN = "Begin"
BEGUN_MARK = "begun"
BEGUN = "You have begun this. Go on where you were."
BACK_TO_START = "Back to the start"
BACK_TO_START_ABOUT = "Your answers stay."
YOUR_ANSWERS = "Your answers so far"
FORGET = "Start again: forget these answers"
FORGET_ABOUT = "They are gone at once, and the questions begin anew."
REVIEW_TITLE = "Check your answers"
REVIEW_LEAD = "Look through your answers. Choose one to change it, or go on to what they suggest."
REVIEW_LEAD_LATER = "Look through your answers. Choose one to change it, or go on."
REVIEW_CHOICE = "What you prepare"
REVIEW_OTHERS = "Other answers"
GO_ON = "Go on to what these answers suggest"
GO_ON_TO_PREVIEW = "Go on to what would be saved"
NOT_SURE_ANSWERS = ("not sure", "not known")
UNSURE_MARK = "you were not sure"
ORIGINS: dict[Origin, str] = {
    "earlier": "from your earlier answers",
    "child_before": "kept from the child before",
}

READ_CONTENTS = "The guidance, in our own words"
READ_GLOSSARY = "What the terms mean"
READ_FOUND = "What was found, best first"
READ_NOTHING_FOUND = "Nothing here has any of these words. Try others, or look in the glossary."
READ_NO_WORDS = "There is no word to look for."
READ_NO_RULES = "This rests on no rule of the guidance."
READ_MISSING = "Not to be found here"
READ_RULES = "The rules"
READ_PARTS = "This section goes on in"
READ_WALKS = "Answer questions on it"
READ_USES = "Where triage uses it"
READ_BESIDE = "What goes with it"
READ_RESTS_ON = "It rests on"
READ_THESE_RULES = "The rules behind this, in our words"
GUIDANCE_UNREADABLE = (
    "The guidance cannot be shown: a file of it is faulty. To see why, use: triage check"
)

RESULT_TITLE = "What to do now"
FIRST_TITLE = "Do this first"
FIRST_AGAIN = "In short, do this first"
YOURS_TITLE = "Everything that you do"
OTHERS_TITLE = "What others do"
OUTCOMES_TITLE = "What your answers suggest, and why"
CHANGES_TITLE = "What would change this"
CHANGES_UNSURE = "If you find out what you were not sure of"
CHANGES_ADD = "Other answers that would add something, or ask more"
CHANGES_TAKE_AWAY = "Other answers that would only take something away"
CHANGES_NONE = "No other single answer would change it."
AFTER_TITLE = "When you have done this"
ABOUT_TITLE = "About this"
BECAUSE = "Because"
CERTAINTY = "How certain"
WHO_DECIDES = "Who decides"
RESTS_ON = "Rests on"
RULE = "Rule"
WHO = "Who"
WHEN = "When"
CONTACT = "Contact"
NO_TIME = "No date is set."
FOR = "For"
PHONE_AND_HOURS = "Telephone and out of hours"
PHONE = "Telephone"
HOURS = "Out of hours"
EMAIL = "E-mail"
NOT_IN_GUIDANCE = "not in the guidance"
OUTSIDE = "This comes from elsewhere and is not in the guidance."
NOT_SUPPLIED = "not supplied in the guidance"
WAYS = {"phone": PHONE, "out_of_hours": HOURS, "email": EMAIL}
ADDED_LOCALLY = "added locally, not in the guidance"
ALREADY = "Your answers already mean"
ONCE_MORE = "Once more"
WHY = "Why we ask"
NO_RULES = "no rule of the guidance"

NOT_COME = "That day has not come yet. Is it right?"
NOT_COME_AMONG = "One of these days has not come yet. Is it right?"

NOT_KNOWN = "Not known"
NOT_KNOWN_TYPED = "If you do not know, type: not known"
END_OF_TEXT = "It can have several lines. An empty line ends it."
LINE_CUT = "A line is as long as a terminal takes at once, so its end may be missing. Check it."
MORE_LINES = "More, or Enter alone to end: "

ENTRIES_DONE = "That is all: go on"
ENTRIES_DONE_WITHOUT = "That is all: go on without the one that is begun"
ENTRIES_NONE = "None: go on"
ENTRY_UP = "Move it up"
ENTRY_DOWN = "Move it down"
ENTRY_REMOVE = "Remove it"
ENTRY_LIST = "Back to the list"

SAVE = "Save a summary"
SAVE_MESSAGE = "Save this first message"
PREVIEW = "See what would be saved"
PREVIEW_TITLE = "What would be saved"
PREVIEW_MISSING = "Still missing"
PREVIEW_MISSING_MORE = "You can save all the same. The lead officer will ask for it."
PREVIEW_WHOLE = "See the whole summary"
PREVIEW_MESSAGE = "See the first message alone, to copy or to read out"
PREVIEW_REDACTED = "See the redacted copy"
PREVIEW_FULL = "See what is not redacted"
PREVIEW_LEAD = "This is all that the summary would say. Nothing is saved yet."
MESSAGE_LEAD = "This is the first message alone. Nothing is saved or sent yet."
REDACTED_LEAD = (
    "This is the redacted copy. Not every name or place can be found, so read all of it. "
    "Nothing is saved yet."
)
PREVIEW_END = "This is the end of the summary. Nothing is saved yet."
TO_RESULT = "Back to what to do now"
RULES = "See the rules behind this"
GUIDANCE = "Read or search the guidance"
GLOSSARY = "Look up a term"
ALL_CHANGES = "See everything that would change this"
ANOTHER_CHILD = "Check another child in the same incident (to keep a summary, save it first)"
CHANGE_ANSWERS = "Change an answer"
LEAVE = "Leave"
UNSAVED = "What you have prepared is not saved."
UNSAVED_LEAD = "If you go on, it is gone. Nobody else has it."
STAY = "Stay here, to save it first"
GO_ON_UNSAVED = "Go on without saving it"
LEFT = "You have left. Your answers are gone from this tool."
FINISHED = "Your answers are gone from this tool."

WORKING_DAYS = "in working days, without the bank holidays of England and Wales"
NO_DATES = (
    "No dates can be worked out from the days you gave. Check their order and their years, "
    "or see triage deadlines."
)
HOLIDAYS_UNUSABLE = (
    "No dates can be worked out: your own file of holidays cannot be used. "
    "To see why: triage deadlines."
)
CHECKLIST_TITLE = "To tick off"

FILE_ENDINGS = f"The end of its name says how it is written: {endings()}."
FOLDER_GONE = "The folder that you started in is not there now. Give another, written in full."
SAVED_NEXT = (
    "Keep it only where case papers may be kept, and delete it when it is in the case record."
)
REDACTED_NEXT = "Read all of it before you send it: not every name or place can be found."
NOTHING_CHANGED = "Nothing was found to change in it."
NO_REDACTED_CALENDAR = (
    "A calendar has exact days, so there is no redacted copy of it. Choose another ending."
)

MAY_IDENTIFY = "Something in your words may tell who somebody is:"
YOU_MAY_GO_ON = "You can change it, or go on as it is: you may know better than this tool."
CHANGE_TEXT = "Change what I typed"
GO_ON_AS_IT_IS = "Go on as it is"

REDACTED_COPY = "Make a redacted copy"
REDACTED_ABOUT = (
    "Roles in place of names, age bands, months in place of days. It lists each change to check."
)
FULL_COPY = "The full summary"

FORGET_NOW = "Forget the answers now"
FORGET_NOW_ABOUT = "They are gone from this tool at once. What you saved stays."
KEEP_ANSWERS = "Keep them until I leave"
ANSWERS_STILL_HERE = "Your answers are still in this tool until you leave it."
FORGOTTEN = "Your answers are forgotten. What you saved is still there."

CRASHED = (
    "Something in this tool has gone wrong. Your answers were not shown or saved.",
    "Do not wait for it. If a child is in danger, ring 999.",
    "Speak to the lead officer: the Head of Quality Assurance & Partnerships, Dorset Council.",
)

_CERTAINTY: dict[Certainty, str] = {
    "certain": "The guidance is clear about this.",
    "judgement": (
        "This is a matter of judgement. Talk it through with the lead officer or those who decide."
    ),
}


def certainty(value: Certainty, *, in_guidance: bool = True) -> str:
    """Return what a certainty means, in a sentence."""
    return _CERTAINTY[value] if in_guidance else OUTSIDE


def progress(number: int, given: int, left: Remaining | None) -> str:
    """Return "Question 5 of 9 to 12", or "Question 5 of 9" where both bounds are the same.

    `given` questions are answered, and `left` are still to come. Where the bounds are not exact,
    only the greatest number is given, and said to be no more; where they are not yet known, none.
    """
    if left is None:
        return f"Question {number}"
    shortest, longest = given + left.shortest, given + left.longest
    if not left.exact:
        return f"Question {number}, at most {longest} in all"
    if shortest == longest:
        return f"Question {number} of {shortest}"
    return f"Question {number} of {shortest} to {longest}"


def line_and_character(line: int, column: int) -> str:
    """Return where in a text something stands, both counted from 1."""
    return f"line {line}, character {column}"


def in_answer(place: Place, question: str, what: str, where: str) -> str:
    """Return what the text of an answer in a file may hold, without the text."""
    return f"{place}: the answer to {question} may hold {what} ({where} of the text)."


def saved_in(folder: str) -> str:
    """Return where a file goes whose folder is not typed; empty is a folder that is gone."""
    here = f"It is saved in this folder, unless you give another: {folder}"
    return here if folder else FOLDER_GONE


def written_in(name: str, folder: str) -> str:
    """Return the file that Enter alone writes; empty is a folder that is gone."""
    return f"Enter alone writes {name} in this folder: {folder}" if folder else FOLDER_GONE


def more_like_that(count: int) -> str:
    """Return that so many pieces of a text are not shown."""
    return "There is 1 more like that." if count == 1 else f"There are {count} more like that."


def changed_in_copy(count: int) -> str:
    """Return how many changes a redacted copy has, and where they are listed."""
    changes = "1 change is" if count == 1 else f"{count} changes are"
    return f"{changes} listed in it, to check." if count else NOTHING_CHANGED


def for_child(title: str, child: int) -> str:
    """Return a title that says which child it is about, from the second child on."""
    return title if child == 1 else f"Child {child}. {title}"


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


def number_between(least: int, greatest: int, unit: str) -> str:
    """Return which numbers a question takes, in its unit where it has one."""
    counted = f" {unit}" if unit else ""
    return f"A whole number from {least} to {greatest}{counted}."


def day_like(ways: str) -> str:
    """Return how a day may be typed."""
    return f"A day, like {ways}."


def text_most(most: int) -> str:
    """Return how many characters a text takes, and what not to write in it."""
    return f"At most {most} characters. {NO_NAMES}"


def entries_most(most: int) -> str:
    """Return how many entries a list takes, and what not to write in them."""
    return f"At most {most}. {NO_NAMES}"


def entry_add(each: str) -> str:
    """Return the offer to add an entry, such as "Add an agency"."""
    return f"Add {each}"


def entry_begun(each: str) -> str:
    """Return the offer to go on with an entry that is not whole yet."""
    return f"Go on adding {each} (begun)"


def entry_open(entry: str) -> str:
    """Return the offer to do something with an entry, which is in words."""
    return f"Change or remove: {entry}"


def entry_change(part: str, answer: str) -> str:
    """Return the offer to change one part of an entry."""
    return f"Change: {colon(part, answer)}"


def entry_of(number: int, each: str) -> str:
    """Return which entry is being filled in, counted from 1."""
    return f"Entry {number}: {each}"


def cites(rules: tuple[str, ...]) -> str:
    """Return rule ids as a phrase."""
    return ", ".join(rules) or NO_RULES


def comes_before(ask: str) -> str:
    """Return that a day comes before the one that was given at another question."""
    return f"That day comes before the one at “{ask}” Is it right?"


def stop(text: str) -> str:
    """Return a text with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def colon(name: str, says: str) -> str:
    """Return a name and what is said of it, as one line."""
    if not says:
        return name
    return f"{name} {says}" if name.endswith((".", "?", "!")) else f"{name}: {says}"


def give_now(label: str) -> str:
    """Return the offer to go to what is missing."""
    return f"Give it now: {label}"


def see_all(number: int) -> str:
    """Return how to see everything that would change the result, where lines have numbers."""
    return f"Number {number}, below, shows them all."


def changes_untried(last: int) -> str:
    """Return that what the last so many answers would change was not looked at."""
    many = "the last answer" if last == 1 else f"the last {last} answers"
    return f"You gave many answers. What {many} would change was not looked at."


def all_uses(count: int) -> str:
    """Return that all of so many uses can be seen."""
    return f"All {count} places where triage uses it"


def would_change(
    question: str,
    answers: Sequence[str],
    gained: Sequence[str],
    lost: Sequence[str],
    undecided: Sequence[str],
) -> str:
    """Return what one other answer would do, in plain words."""
    parts = []
    if gained:
        parts.append(f"this would add: {'; '.join(gained)}.")
    if lost:
        parts.append(f"this would take away: {'; '.join(lost)}.")
    if undecided:
        parts.append(f"more questions would decide: {'; '.join(undecided)}.")
    first, *rest = parts
    later = "".join(f" {part[:1].upper()}{part[1:]}" for part in rest)
    *more, last = (f"“{answer}”" for answer in answers)
    either = f"{', '.join(more)} or {last}" if more else last
    return f"{question} If {either}, {first}{later}"


def more_changes(count: int, see_all: str) -> str:
    """Return that there are more than are shown, and how to see them."""
    things = "One more change is" if count == 1 else f"{count} more changes are"
    return f"{things} not shown here. {see_all}"
