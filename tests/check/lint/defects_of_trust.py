"""Defects of what people rely on: what a flow rests on, whom it names, and what it asks for."""

from __future__ import annotations

from tests.check.lint.defects import (
    CLOSING,
    DETAILS,
    HARM,
    KEEP,
    N1,
    REST,
    SMALL,
    SPEAK,
    TELL,
    WEEKS,
    Defect,
    asked,
    shown,
)
from triage.check.lint.surroundings import KnownContact

RULE = "{id: N1, says: You said no., certainty: judgement, cites: [R5.21]}"
TITLE = "title: Nothing points to harm"
OPENING = "ask: What is known of the harm?\n    kind: text\n    limit: 500\n    hint: A few words"
UNREACHABLE = {"lead_officer": KnownContact("Lead officer", reachable=False, explained=False)}


def typed(ask: str, says: str, hint: str = "A few words") -> Defect:
    """Return the defect of a question that is answered with a text."""
    new = f"ask: {ask}\n    kind: text\n    limit: 500\n    hint: {hint}"
    return Defect("identifying-question", DETAILS, OPENING, new, asked("details"), says)


CITATIONS = {
    "a question without citations": Defect(
        "uncited-question", WEEKS, "max: 52\n    cites: [R5.11]", "max: 52"
    ),
    "a question with an empty list of citations": Defect(
        "uncited-question", WEEKS, "max: 52\n    cites: [R5.11]", "max: 52\n    cites: []"
    ),
    "an outcome and all its rules without citations": Defect(
        "uncited-outcome", REST, "judgement, cites: [R5.21]", "judgement"
    ),
    "one rule of several without citations": Defect(
        "uncited-rule",
        "- §{id: N2",
        RULE,
        f"{RULE}\n      - {{id: N2, says: So., certainty: certain, when: {{weeks: {{from: 9}}}}}}",
    ),
    "an unknown rule in a question": Defect(
        "unknown-citation",
        WEEKS,
        "max: 52\n    cites: [R5.11]",
        "max: 52\n    cites: [R5.111]",
        says="weeks cites R5.111, which is no rule of the guidance. Did you mean R5.11?",
    ),
    "an unknown point in an outcome": Defect(
        "unknown-citation",
        TELL,
        "decides.\n    cites: [R5.58]",
        "decides.\n    cites: [R5.58, N99]",
        says="The outcome tell cites N99",
    ),
    "an unknown rule in a rule": Defect(
        "unknown-citation", N1, "[R5.21]", "[R5.12]", says="The rule N1 cites R5.12"
    ),
    "an unknown rule in a step": Defect(
        "unknown-citation", SPEAK, "[R6.1]", "[Z1]", says="A step of tell cites Z1"
    ),
    "an unknown rule in the closing": Defect(
        "unknown-citation",
        CLOSING,
        "officer.\n  cites: [R5.58]",
        "officer.\n  cites: [R5.59]",
        says="The closing cites R5.59",
    ),
    "an unknown rule in a safeguard": Defect(
        "unknown-citation",
        "- §{id: cited",
        "always: tell}\n",
        "always: tell}\n  - {id: cited, says: So., some_outcome_cites: R5.85}\n",
        says="The safeguard cited cites R5.85",
    ),
}

EDITIONS = {
    "an edition that was replaced": Defect(
        "superseded-edition", SMALL, "test-1", "replaced", says="which test-1 has replaced"
    ),
    "an edition whose review was due yesterday": Defect(
        "review-passed", SMALL, "test-1", "test-0", says="due by 2026-03-01"
    ),
}

RING_FOR = "cites: [R6.1]\n        only_for: "
STEPS = {
    "a rule without anything to do": Defect(
        "rule-without-steps",
        "- §{id: T2",
        "cites: [R6.1]",
        f"{RING_FOR}[T1, T3]",
        shown("tell"),
        "No step of tell is for the rule T2",
    ),
}

CONTACTS = {
    "a rule whose own steps name no contact": Defect(
        "no-contact",
        "- §{id: T3",
        "cites: [R6.1]",
        f"{RING_FOR}[T1, T2]\n      - {{do: Wait., only_for: [T3]}}",
        shown("tell"),
        "By its rule T3 alone, the outcome tell leads to a referral",
    ),
    "a referral to nobody": Defect(
        "no-contact",
        TELL,
        "        contact: lead_officer\n",
        "",
        shown("tell"),
        "leads to a referral",
    ),
    "a step that tells people to ring, but not whom": Defect(
        "no-contact",
        REST,
        "Keep a record.",
        "'If unsure, ring your lead.'",
        shown("rest"),
        "tells people to reach somebody",
    ),
    "a title that tells people to speak to somebody": Defect(
        "no-contact", REST, TITLE, "title: Speak to your manager", shown("rest")
    ),
    "a contact without any way to reach it": Defect(
        "unreachable-contact",
        KEEP,
        "who: You}\n",
        "who: You, contact: nobody}\n      - do: Ask.\n        contact: nobody\n",
        shown("rest"),
        "to reach nobody by",
    ),
    "a contact that lost its only number": Defect(
        "unreachable-contact", SPEAK, TITLE, TITLE, shown("tell"), around={"contacts": UNREACHABLE}
    ),
}

PRIVACY = {
    "a name": typed("What is their name?", "a name"),
    "a name in a word": typed("Name", "a name"),
    "initials": typed("What are the initials?", "a name"),
    "a name in the hint": typed("Who was there?", "a name", "Give the name of each"),
    "what somebody is called": typed("What is the child called?", "a name"),
    "a date of birth": typed("Date of birth?", "a date of birth"),
    "an address": typed("What is the address?", "an address"),
    "an address in a word": typed("Address", "an address"),
    "a postcode": typed("Which postcode is it?", "a postcode"),
    "an NHS number": typed("What is the NHS number?", "an NHS number"),
    "a case number": typed("Is there a case number?", "a case"),
    "a reference": typed("What is your reference?", "a case"),
    "a telephone number": typed("Which phone number do they use?", "a telephone"),
    "a telephone": typed("Which telephone do they use?", "a telephone"),
    "an e-mail address": typed("Their email?", "an e-mail"),
    "a name, where only what follows says not": typed("What is the name, if not secret?", "a name"),
    "a second name, after one that is ruled out": typed(
        "Without names of staff, what is the name?", "a name"
    ),
    "a date of birth as a date": Defect(
        "identifying-question",
        DETAILS,
        f"{OPENING} are enough.",
        "ask: When was the child born?\n    kind: date",
        asked("details"),
        "a date of birth",
    ),
    "a year of birth as a number": Defect(
        "identifying-question",
        WEEKS,
        "How many weeks ago was it?",
        "In which year was the child born?",
        asked("weeks"),
        "a date of birth",
    ),
    "a child's name in a choice": Defect(
        "identifying-question",
        HARM,
        "ask: Was the child harmed?",
        "ask: What is the child's name?",
        asked("harm"),
        "a name",
    ),
    "a postcode among the options": Defect(
        "identifying-question", HARM, "yes: Yes", "yes: DT1 postcode", asked("harm"), "a postcode"
    ),
    "a text that nothing reads": Defect(
        "unused-answer",
        "id: §note",
        "outcomes:\n",
        "  - {id: note, ask: What else?, kind: text, limit: 9, always: yes, cites: [R5.11]}\n"
        "outcomes:\n",
        asked("note"),
    ),
    "a date that nothing reads": Defect(
        "unused-answer",
        "id: §day",
        "outcomes:\n",
        "  - {id: day, ask: When?, kind: date, when: {harm: yes}, always: yes, cites: [R5.11]}\n"
        "outcomes:\n",
        asked("day"),
    ),
}

ACCEPTING = {
    "an acceptance of what is not there": Defect(
        "idle-acceptance",
        "- §{finding",
        "always: tell}\n",
        "always: tell}\naccepts:\n  - {finding: long-sentence, at: harm, because: So.}\n",
        says="no long-sentence at question.harm",
    ),
}

DEFECTS_OF_TRUST = CITATIONS | EDITIONS | STEPS | CONTACTS | PRIVACY | ACCEPTING
