"""Few walks through a flow that together show all of it: what each has to show.

Each target is a closed condition that some walk must make true:

* an answer, `age=unsure`: the question is in play and that is the answer, ticked by itself where
  several can be. Of numbers and days these are the least, the greatest, and each that a condition
  names with the one before it and the one after it. If possible the answer decides: with another
  one, and the same questions asked, an outcome would come or go;
* a rule *fires*: its conditions hold and its outcome is shown. If possible no other rule of that
  outcome fires, or at least none that is as certain, so that the walk changes when the rule is
  lost. Where the rule has `judgement_when`, it fires once as certain and once as judgement;
* a rule *does not fire*: its conditions do not hold, and nothing else hides its outcome, so that
  the walk changes when the rule becomes too wide. If possible no other rule fires either, and all
  conditions of the rule but one hold.

What is not possible is left out step by step; what is never true is `Unreachable`.
"""

from __future__ import annotations

from triage.check.covering.target import Target, Unreachable
from triage.check.covering.walks import Covering, CoveringWalk, covered, covering

__all__ = ["Covering", "CoveringWalk", "Target", "Unreachable", "covered", "covering"]
