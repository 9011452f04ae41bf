"""The words of plain lines alone: keys and prompts. The rest is in `triage.ui.words`."""

from __future__ import annotations

KEYS = (
    "Type the number of your answer and press Enter.",
    "b goes back, ? says why we ask, s says what your answers mean so far, q leaves.",
    "r shows the rules behind the question, and the guidance.",
)
MORE_THAN_ONE = "You can give more than one number, with commas between them."

HOME_PROMPT = "Press Enter to begin number 1, or type a number, ? for more, or q to leave: "
WELCOME_PROMPT = "Press Enter to begin, or q to leave: "
WELCOME_PROMPT_BACK = "Press Enter to begin, b to go back, or q to leave: "
ANSWER_PROMPT = "Answer: "
REVIEW_PROMPT = "Number to change, 0 to go on, b to go back: "
NUMBER_PROMPT = "Number: "
CHANGE_OR_GO_ON = "c changes it, Enter goes on as it is: "

DOUBT_BACK = "b goes back to it."
SEE_RULES = "r shows what these rules say."


def not_on_the_list(first: int, last: int) -> str:
    """Return that no line has the number that was typed, and which numbers there are."""
    return f"That is not on the list. Try a number from {first} to {last}."


def answered(said: str) -> str:
    """Return what was just answered, in words."""
    return f"You answered: {said}"
