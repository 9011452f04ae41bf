"""The words of prompts alone. The rest is in `triage.ui.words`."""

from __future__ import annotations

READY = "Ready?"
TO_STOP = "To stop:"
WHAT_NEXT = "What next?"
LOOK_AGAIN = "What now?"

WHY = "Why we ask this"
SO_FAR = "What your answers mean so far"
BACK = "Go back"

CHOOSE, CHOOSE_WHAT = "Choose an answer", "Choose what to do"
PICK_HOW = "(Use arrow keys)"
CHOOSE_HOW = "Nothing is chosen yet. Up and Down move to an answer, and Enter takes it."
TICK_HOW = "Space ticks, Enter goes on. Enter without a tick offers to go back or to leave."
NOTHING_TICKED, TICK_AGAIN = "Nothing is ticked.", "Tick again"
NOTHING_TYPED, TYPE_AGAIN = "Nothing is typed.", "Type again"

DOUBT_BACK = "“Go back” leads to it."
SEE_ALL = "Choose below to see them all."
