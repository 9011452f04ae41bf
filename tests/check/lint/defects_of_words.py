"""Defects of words: sentences, questions, words to avoid, abbreviations, reading age."""

from __future__ import annotations

from tests.check.lint.defects import (
    CLOSING,
    HARM,
    KEEP,
    NO,
    REST,
    SMALL,
    SPEAK,
    T1,
    TELL,
    YES,
    Defect,
)

LONG = (
    "This is a list of words that goes on and on until there are six and twenty of them, "
    "which is one more than is good."
)
HARD = (
    "Safeguarding practitioners investigating extraordinary circumstances should "
    "comprehensively document multidisciplinary considerations. Documentation requirements "
    "incorporate organisational responsibilities, proportionate information governance, and "
    "contemporaneous recording. Interagency communication necessitates unambiguous terminology, "
    "particularly concerning vulnerability. Professional judgement appropriately contextualises "
    "retrospective examination. Collaborative arrangements facilitate comprehensive "
    "understanding. Organisations periodically evaluate implementation."
)
ASK = "Was the child harmed?\n    hint"
HINT = "Not sure is fine."
SAYS = "You said so."
TITLE = "title: Nothing points to harm"
DO = "do: Speak to the lead officer."


def long(at: str, old: str, new: str, says: str = "") -> Defect:
    """Return the defect of a sentence of 26 words."""
    return Defect("long-sentence", at, old, new.format(LONG), says=says)


def double(ask: str) -> Defect:
    """Return the defect of a question that is two."""
    return Defect("double-question", HARM, ASK, f"{ask}\n    hint")


def avoid(at: str, old: str, new: str, says: str = "") -> Defect:
    """Return the defect of a word to avoid."""
    return Defect("word-to-avoid", at, old, new, says=says)


def short(at: str, old: str, new: str, says: str = "") -> Defect:
    """Return the defect of an abbreviation that is not spelled out."""
    return Defect("unexplained-abbreviation", at, old, new, says=says)


WORDING = {
    "a long sentence in the intro": long(
        SMALL, "Answer what you can.", "{}", "The intro has a sentence of 26 words: “This is a list"
    ),
    "a long question": long(HARM, ASK, "{}\n    hint", "The question harm"),
    "a long second sentence": long(HARM, "Harm is", "Short. {} Harm is", "The why of harm"),
    "a long label": long(YES, "yes: Yes\n", "yes: '{}'\n", "The label of yes in harm"),
    "a long hint of an option": long(NO, "Nobody was hurt.", "'{}'", "The hint of no in harm"),
    "a long means": long(TELL, "A child may have been harmed.", "{}", "The means of tell"),
    "a long decides": long(TELL, "The council decides.", "{}", "The decides of tell"),
    "a long reason": long(T1, SAYS, "'{}'", "What T1 of tell says"),
    "a long step": long(SPEAK, DO, "do: {}", "The do of step 1 of tell"),
    "a long clock": long(SPEAK, "Today", "{}", "The clock of step 1 of tell"),
    "a long closing": long(CLOSING, "says: Speak to the lead officer.", "says: {}", "The closing"),
    "two question marks": double("Was the child harmed? Is it serious?"),
    "a second question after and": double("Was the child harmed and did anyone report it?"),
    "a second question after or": double("Was the child harmed, or is the harm only feared?"),
    "two question words": double("What happened to the child and when?"),
    "a second question word with its verb": double("Was the child hurt, and how serious is it?"),
    "committed suicide": avoid(
        HARM, HINT, "They may have committed suicide.", "Say instead: died by suicide."
    ),
    "a capital makes no difference": avoid(T1, SAYS, "Failure is likely.", "“Failure”"),
    "a genitive makes no difference": avoid(
        SPEAK,
        DO,
        "do: See the Victim\N{RIGHT SINGLE QUOTATION MARK}s Code, not the victim's home.",
        "“victim's”",
    ),
    "a curly apostrophe makes no difference": avoid(
        T1, SAYS, "The victim\N{RIGHT SINGLE QUOTATION MARK}s home."
    ),
    "the tool says that criteria are met": avoid(T1, SAYS, "The criteria are met."),
    "the tool says that criteria are not met": avoid(
        REST, TITLE, "title: This does not meet the criteria", "“meet the criteria”"
    ),
    "an all-clear": avoid(REST, TITLE, "title: Nothing more to do", "whom to speak to"),
    "alarm": avoid(CLOSING, "officer.\n  cites", "officer!\n  cites", "“!”"),
    "cheering": avoid(SPEAK, DO, "do: Congratulations. Speak to the lead officer."),
    "blame": avoid(HARM, "Harm is what", "The perpetrator is what", "not blame"),
}

ABBREVIATIONS = {
    "an abbreviation": short(HARM, ASK, "Was a CSPR held?\n    hint", "uses CSPR,"),
    "an abbreviation with a known long form": short(
        HARM, ASK, "Was a SIN sent?\n    hint", "Serious Incident Notification (SIN)"
    ),
    "an abbreviation that is spelled out too late": short(
        HARM,
        f"{ASK}: {HINT}",
        "Was a SIN sent?\n    hint: A Serious Incident Notification (SIN).",
    ),
    "an abbreviation in brackets after other words": short(
        HARM, ASK, "Was the local group (CSPR) told?\n    hint"
    ),
    "capitals that begin words far before it": short(
        HARM,
        f"{ASK}: {HINT}",
        "Was it bad?\n    hint: Child safeguarding people rarely told any of all those men (CSPR).",
    ),
    "an abbreviation that is spelled out on another screen": short(
        KEEP,
        f"{TITLE}\n    only_when_none_of: [tell]\n    rules:\n"
        "      - {id: N1, says: You said no., certainty: judgement, cites: [R5.21]}\n"
        "    steps:\n      - {do: Keep a record.",
        f"{TITLE}\n    means: A Child Safeguarding Practice Review (CSPR) may follow.\n"
        "    only_when_none_of: [tell]\n    rules:\n"
        "      - {id: N1, says: You said no., certainty: judgement, cites: [R5.21]}\n"
        "    steps:\n      - {do: Keep a record of the CSPR.",
        "The do of step 1 of rest uses CSPR",
    ),
    "an abbreviation of mixed letters, in the plural": short(
        T1, SAYS, "Two DfEs know.", "uses DfE,"
    ),
}

READING_AGE = {
    "hard words": Defect("reading-age", HARM, HINT, HARD, says="The question harm takes a reader"),
    "hard words in steps": Defect(
        "reading-age", REST, "Keep a record.", f"'{HARD}'", says="What to do for rest"
    ),
    "hard words in a meaning": Defect(
        "reading-age", TELL, "A child may have been harmed.", HARD, says="What tell means"
    ),
}

DEFECTS_OF_WORDS = WORDING | ABBREVIATIONS | READING_AGE
