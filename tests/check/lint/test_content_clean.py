"""What comes near to a defect of content and is none: the lint has nothing to say about it."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.check.lint.defects import FAMILIES
from tests.check.lint.small_flow import CLEAN, edited, linted, standing
from triage.check.lint.surroundings import KnownContact, Surroundings

HARM = "harm\n    ask: Was the child harmed?\n    hint: Not sure is fine."
STEP = "      - {do: Keep a record., who: You}\n"
WEEKS = "    ask: How many weeks ago was it?\n    kind: number\n    min: 0\n    max: 52\n"
DETAILS = (
    "details\n    ask: What is known of the harm?\n    kind: text\n    limit: 500\n"
    "    hint: A few words are enough.\n"
)
T1 = "{id: T1, says: You said so."
DO = "do: Speak to the lead officer."
MEANS = "    means: A child may have been harmed.\n"
TEXT = "    kind: text\n    limit: 500\n"


@dataclass(frozen=True)
class Clean:
    """An edit of the small flow, in surroundings of its own, that leaves nothing to find."""

    family: str
    old: str
    new: str
    around: dict[str, Any] = field(default_factory=dict)


def details(ask: str, hint: str = "''") -> Clean:
    """Return a question that is answered with a text and tells nobody who somebody is."""
    return Clean("privacy", DETAILS, f"details\n    ask: {ask}\n{TEXT}    hint: {hint}\n")


def ask(family: str, words: str, hint: str = "Not sure is fine.") -> Clean:
    """Return the first question in these words."""
    return Clean(family, HARM, f"harm\n    ask: {words}\n    hint: {hint}")


CLEANS: dict[str, Clean] = {
    # citations
    "an outcome that cites for its rules": Clean("citations", T1, T1),
    "rules that cite for their outcome": Clean(
        "citations", "certainty: judgement, cites: [R5.21]}", "certainty: judgement, cites: [A20]}"
    ),
    "a pack of which no rules are known": Clean(
        "citations", "cites: [R6.1]", "cites: [Z9]", {"citations": None}
    ),
    "points that are not in the guidance": Clean("citations", "cites: [R6.1]", "cites: [N13]"),
    # editions
    "a review that is due today": Clean("editions", "edition: test-1", "edition: test-1"),
    "an edition without a review date": Clean("editions", "edition: test-1", "edition: undated"),
    "an edition that the pack does not know": Clean(
        "editions", "edition: test-1", "edition: another"
    ),
    "a day that is not known": Clean(
        "editions", "edition: test-1", "edition: test-0", {"today": None}
    ),
    # steps
    "steps for every rule": Clean(
        "steps",
        "        cites: [R6.1]\n",
        "        cites: [R6.1]\n        only_for: [T1, T3]\n"
        "      - {do: Ring them., contact: lead_officer, only_for: [T2, T3]}\n",
    ),
    "an outcome that asks for nothing": Clean(
        "steps", f"judgement, cites: [R5.21]}}\n    steps:\n{STEP}", "judgement, cites: [R5.21]}\n"
    ),
    "a step for all rules beside one for some": Clean(
        "steps", STEP, f"{STEP}      - {{do: Wait., only_for: [N1]}}\n"
    ),
    # contacts
    "a rule that sends nobody to anybody beside one that does": Clean(
        "contacts",
        "judgement, cites: [R5.21]}\n    steps:\n" + STEP,
        "judgement, when: {harm: no}, cites: [R5.21]}\n"
        "      - {id: N2, says: It is long ago., certainty: judgement, cites: [R5.21],\n"
        "         when: {weeks: {from: 4}}}\n"
        "    steps:\n"
        "      - {do: Keep a record., only_for: [N2]}\n"
        "      - {do: Ring them., contact: lead_officer, only_for: [N1]}\n",
    ),
    "no contact where nobody is to be reached": Clean("contacts", STEP, STEP),
    "a noun that looks like telling": Clean(
        "contacts", STEP, "      - {do: 'Note each telephone call, contact or report.'}\n"
    ),
    "a contact in another step": Clean(
        "contacts",
        STEP,
        "      - {do: Ring them., who: You}\n      - {do: Wait., contact: lead_officer}\n",
    ),
    "a contact whose note says how to find it": Clean(
        "contacts", STEP, "      - {do: Ring them., contact: business_team}\n"
    ),
    "a contact that the pack does not know": Clean(
        "contacts", STEP, "      - {do: Ring them., contact: nobody}\n", {"contacts": {}}
    ),
    "a contact with an e-mail address only": Clean(
        "contacts", STEP, STEP, {"contacts": {"lead_officer": KnownContact("Lead", True, False)}}
    ),
    # privacy
    "words that forbid a name": details("What happened?", "Do not give names or addresses."),
    "a list of what not to type": details(
        "What happened?", "Do not type names, postcodes, dates of birth or case numbers."
    ),
    "never and no": details("What happened?", "Never type a postcode. No NHS numbers, please."),
    "without": details("What happened, without names?"),
    "a role instead": details("Who was there?", "Say, for each, the role instead of a name."),
    "need not": details("What happened?", "You need not give a date of birth."),
    "a word that only contains one": details("What was renamed, readdressed or postponed?"),
    "an address that is a verb": details("How will you address this?"),
    "a child who is not yet born": Clean(
        "privacy", "      yes: Yes\n", "      yes: Yes, or not yet born\n"
    ),
    "a number of calls": Clean(
        "privacy", WEEKS, WEEKS.replace("weeks ago was it", "telephone calls were made")
    ),
    "a hint that no answer can follow": ask(
        "privacy", "Can you reach them?", "Their telephone number is not supplied."
    ),
    "a name in a question with options": ask("privacy", "Has the home changed its name?"),
    "telephoning as something done": ask("privacy", "Did anyone phone or e-mail the council?"),
    "a text that a rule reads": Clean("privacy", DETAILS, DETAILS),
    "a number that a rule reads": Clean("privacy", WEEKS, f"{WEEKS}    always: yes\n"),
    # wording
    "five and twenty words": ask(
        "wording",
        "Was it one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty more or less?",
    ),
    "two sentences in brackets and quotes": Clean(
        "wording",
        MEANS,
        "    means: >-\n      One two three four five six seven eight nine ten (eleven). “Twelve, "
        "thirteen.” (Fourteen.) Fifteen sixteen seventeen eighteen nineteen twenty one two three "
        "four five six.\n",
    ),
    "a list of lines": Clean(
        "wording",
        MEANS,
        "    means: |-\n      One two three four five six seven eight nine ten eleven twelve\n"
        "      One two three four five six seven eight nine ten eleven twelve thirteen\n"
        "      One two three four five six seven eight nine ten eleven twelve thirteen fourteen\n",
    ),
    "in care or a care leaver": ask("wording", "Is the child in care, or a care leaver?"),
    "two nouns": ask("wording", "Has a child or a young person died?"),
    "is, or was": ask("wording", "Which council is, or was, responsible for their care?"),
    "two verbs of one subject": ask("wording", "Has anyone seen and heard the child today?"),
    "an indirect question": ask("wording", "Do you know what happened and who was there?"),
    "two adjectives": ask("wording", "Was the harm serious and likely to last?"),
    "and so on": ask("wording", "Was it abuse or neglect, and was known to somebody?"),
    "died by suicide": ask("wording", "Might they have died by suicide?"),
    "a name with a word to avoid": Clean(
        "wording", DO, "do: Speak to the lead officer. Victim Support may help (Victims' Code)."
    ),
    "a place with a word to avoid": ask("wording", "Was it a young offender institution?"),
    "an illness with a word to avoid": ask("wording", "Was it heart failure or a panic attack?"),
    "criteria that nobody calls met": Clean("wording", T1, "{id: T1, says: See the criteria."),
    "partners who met": Clean("wording", T1, "{id: T1, says: The partners met about criteria."),
    "part of a word": Clean("wording", T1, "{id: T1, says: It was infallible and simplified."),
    # abbreviations
    "spelled out first": ask("abbreviations", "Was a serious incident notification (SIN) sent?"),
    "spelled out in brackets after it": ask(
        "abbreviations", "Was a SIN (Serious Incident Notification) sent?"
    ),
    "spelled out before it in another text": ask(
        "abbreviations", "Was a Serious Incident Notification sent?", "A SIN is sent once."
    ),
    "small words in between": ask(
        "abbreviations", "Did the Children's Advice and Duty Service (ChAD) answer?"
    ),
    "names with commas": ask(
        "abbreviations", "Was it in Bournemouth, Christchurch or Poole (BCP)?"
    ),
    "spelled out by the contact of a step before": Clean(
        "abbreviations",
        STEP,
        "      - {do: Ask them., contact: business_team}\n      - {do: Tell the DSCP again.}\n",
    ),
    "known to everyone": ask("abbreviations", "Did the NHS, a GP or A&E in the UK see the child?"),
    "rule ids and sections": ask("abbreviations", "Is it R5.58, RB.22, D11b, A20b, 16C or s47?"),
    "a single capital letter": ask("abbreviations", "Is it I, A or plan B?"),
    "names with capitals inside": ask("abbreviations", "Was it on YouTube or at McDonalds?"),
    "the plural of one that is spelled out": ask(
        "abbreviations", "Was a Serious Incident Notification (SIN) sent?", "SINs are rare."
    ),
    # reading age
    "hard words, but few": ask(
        "reading age", "Was it extraordinary?", "Multidisciplinary considerations necessitate it."
    ),
    "easy words, and many": ask(
        "reading age",
        "Was it bad?",
        "Say what you saw. Say what you heard. It is fine to be not sure of it. We will say who "
        "to call. You can ask for help at once. No one will mind. Take all the time that you need. "
        "Then go on.",
    ),
    "labels that are no sentences": Clean(
        "reading age",
        "yes: Yes\n      unsure: {label: Not sure, unsure: yes}\n      no: {label: No, ",
        "yes: Comprehensive multidisciplinary interagency communication responsibilities "
        "concerning organisational implementation considerations appropriately contextualised "
        "professionally\n      unsure: {label: Comprehensive multidisciplinary interagency "
        "communication responsibilities concerning organisational implementation considerations "
        "appropriately contextualised retrospectively, unsure: yes}\n      no: {label: "
        "Comprehensive multidisciplinary interagency communication responsibilities concerning "
        "organisational implementation considerations appropriately, ",
    ),
    "a proper name among easy words": ask(
        "reading age",
        "Does it know?",
        "The Dorset Safeguarding Children Partnership has a team. You can ask the team. It will "
        "help you to find out whom to tell. It does not take your case. It does not say what to "
        "do. It will ring you back when it can.",
    ),
    # accepting
    "a warning that is accepted": Clean(
        "accepting",
        "always: tell}\n",
        "always: tell}\n  - {id: more, says: 'More.', given: {harm: no}, always: rest}\n",
    ),
    "an acceptance that is needed": Clean(
        "accepting",
        "always: tell}\n",
        "always: tell}\naccepts:\n  - {finding: review-passed, at: small, because: In use.}\n",
        {"today": datetime.date(2026, 3, 3)},
    ),
    "no acceptance at all": Clean("accepting", "always: tell}\n", "always: tell}\naccepts: []\n"),
}


def test_the_small_flow_is_clean() -> None:
    """Nothing is found in the flow that the others are made from, with surroundings or without."""
    assert standing(CLEAN) == ()
    none = {name: getattr(Surroundings(), name) for name in Surroundings.__slots__}
    assert linted(CLEAN, **none).standing == ()


@pytest.mark.parametrize("clean", CLEANS.values(), ids=CLEANS.keys())
def test_nothing_is_found(clean: Clean) -> None:
    """No rule of the lint fires on what only looks like a defect."""
    found = standing(edited(clean.old, clean.new), **clean.around)
    assert [str(finding) for finding in found] == []


def test_there_are_several_good_flows_of_every_family() -> None:
    """Nobody has thinned out the examples."""
    families = Counter(clean.family for clean in CLEANS.values())
    assert families.keys() == FAMILIES.keys()
    assert min(families.values()) >= 3
