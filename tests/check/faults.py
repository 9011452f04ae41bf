"""Planted faults of the shipped flow, one for each safeguard.

A fault is a single edit of the YAML text, of the kind that an author could make by mistake. Each
says what a run of the walk must show, so that a proof that fails is more than a red line.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import FLOW, ROOT, triage

Answers = Mapping[str, Any]
PROCESSES = ("strategy_discussion", "section_47", "care_proceedings", "criminal_investigation")


@dataclass(frozen=True)
class Run:
    """Answers, and the object that `triage run incident` prints for them."""

    answers: Answers
    result: Mapping[str, Any]

    @property
    def outcomes(self) -> set[str]:
        """The ids of the outcomes that are shown."""
        return {outcome["id"] for outcome in self.result["outcomes"]}

    @property
    def cites(self) -> set[str]:
        """Every rule of the guidance that an outcome on the screen cites."""
        return {rule for outcome in self.result["outcomes"] for rule in outcome["cites"]}

    def read(self, question: str) -> object:
        """Return the answer to `question` where the run has read it, else nothing."""
        return self.answers[question] if question in self.result["asked"] else None


@dataclass(frozen=True)
class Fault:
    """One edit of the flow, the safeguard that it breaks, and what a run then shows."""

    safeguard: str
    mistake: str
    old: str
    new: str
    shows: Callable[[Run], bool]

    def edited(self, text: str) -> str:
        """Return the text of the flow with the one edit made."""
        assert text.count(self.old) == 1, f"the text to edit occurs {text.count(self.old)} times"
        return text.replace(self.old, self.new)


FAULTS = (
    Fault(
        "danger_is_always_acted_on",
        "not being sure about danger no longer counts",
        "when: {safety: [danger, unsure]}",
        "when: {safety: danger}",
        lambda run: "safety" not in run.outcomes and run.read("safety") == "unsure",
    ),
    Fault(
        "doubt_is_never_dismissed",
        "not being sure about abuse no longer leads to a conversation",
        "                - {abuse: unsure}\n",
        "",
        lambda run: "not_indicated" in run.outcomes and run.read("abuse") == "unsure",
    ),
    Fault(
        "child_in_care_death_is_reported",
        "only children in the care of this council count",
        "when: {all: [in_care, died]}",
        "when: {all: [in_care, died, {care_la: dorset}]}",
        lambda run: (
            "cic_death" not in run.outcomes
            and run.read("care") == "looked_after"
            and run.read("outcome") == "died"
        ),
    ),
    Fault(
        "abusive_event_is_never_dismissed",
        "the rest of England is neither ours nor elsewhere",
        "{place: [bcp, england_other]}",
        "{place: bcp}",
        lambda run: (
            "not_indicated" in run.outcomes
            and run.read("outcome") in {"died", "serious_harm", "harm_uncertain"}
            and (
                run.read("abusive_event") == "yes"
                or not set(PROCESSES).isdisjoint(run.answers.get("process", ()))
            )
        ),
    ),
    Fault(
        "caution",
        "abuse that is only suspected no longer pulls against nothing being linked",
        "{linked: no}, {abuse: [known, suspected]}]}",
        "{linked: no}, {abuse: known}]}",
        lambda run: (
            run.outcomes.isdisjoint({"discuss", "raise"}) and run.read("abuse") == "suspected"
        ),
    ),
    Fault(
        "not_indicated_stands_alone",
        "nothing to notify is shown beside a notification that was made",
        "learn, out_of_scope, notified]",
        "learn, out_of_scope]",
        lambda run: {"not_indicated", "notified"} <= run.outcomes,
    ),
    Fault(
        "someone_is_always_told",
        "a child death review, which comes from elsewhere, is left standing on its own",
        "learn, out_of_scope, notified]",
        "learn, out_of_scope, notified, cdr]",
        lambda run: "R5.58" not in run.cites,
    ),
)


def shipped() -> str:
    """Return the text of the shipped flow."""
    return (ROOT / FLOW).read_text(encoding="utf-8")


def pack_with(fault: Fault, folder: Path) -> Path:
    """Return a copy of the shipped pack in `folder` with the fault planted."""
    for part in ("flows", "content"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / FLOW).write_text(fault.edited(shipped()), encoding="utf-8")
    return folder


def run_walk(answers: Answers, pack: Path = ROOT) -> Run:
    """Return what the real command says to these answers, which it must take as a whole walk."""
    done = triage(
        "run", "incident", "--pack", str(pack), "--answers", "-", given=json.dumps(answers)
    )
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result["asked"] == list(answers)
    assert not result["ignored"] + result["waiting"] + result["open"]
    return Run(answers, result)
