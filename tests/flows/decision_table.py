"""The incident decision table as plain Python: an independent second encoding, used as an oracle.

Written from the reading of the guidance (its sections 3.1 to 3.3) without sight of the YAML flow.
It never imports triage, so that an error has to be made twice, in two forms, to go unseen.
Where the table can be read in two ways, a comment says "Reading:" and which way was taken.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

# Question id -> options, in asking order.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "safety": ("danger", "unsure", "arranged"),
    "stage": ("new", "sin_made", "dsp_not_met"),
    "age": ("unborn", "under_18", "18_24", "25_plus", "unsure"),
    "care": ("looked_after", "care_leaver", "neither", "unsure"),
    "care_la": ("dorset", "other", "unsure"),
    "outcome": ("died", "serious_harm", "harm_uncertain", "near_miss", "no_harm"),
    "began_before_18": ("yes", "no", "unsure"),
    "place": ("dorset", "bcp", "england_other", "outside_england", "several", "unsure"),
    "resident": ("dorset", "not_dorset", "unsure"),
    "abuse": ("known", "suspected", "not_suspected", "unsure"),
    "abusive_event": ("yes", "no", "unsure"),
    "process": (
        "strategy_discussion", "section_47", "care_proceedings", "criminal_investigation",
        "none", "unsure",
    ),
    "suicide_unexplained": ("yes", "no", "unsure"),
    "family_known": ("recent_or_current", "historic", "no", "unsure"),
    "setting": (
        "childrens_home", "residential", "custody", "hospital_detention", "none", "unsure",
    ),
    "linked": ("yes", "no", "unsure"),
    "harmed_others": ("yes", "no", "unsure"),
    "learning": ("good_practice", "poor_practice", "near_miss", "other", "none", "unsure"),
    "lead_available": ("yes", "no", "unsure"),
    "disagreement": ("none", "about_notifying", "author_role", "panel_disagrees"),
    "other_worry": ("yes", "no", "unsure"),
}  # fmt: skip

# Questions which take several options at once, and the options of those which stand alone.
MULTI: frozenset[str] = frozenset({"process", "learning"})
ALONE: frozenset[str] = frozenset({"none", "unsure"})

OUTCOMES: frozenset[str] = frozenset({
    "safety", "raise", "discuss", "setting", "cic_death", "cl_death", "cl_u18", "learn", "area",
    "tell_dorset", "tell_other", "out_of_scope", "notified", "not_indicated", "alt_contact",
    "escalate", "cdr",
})  # fmt: skip


def in_play(answers: Mapping[str, object]) -> frozenset[str]:
    """Return the questions that are asked, given a total mapping of all of them."""
    return frozenset(_Case(answers).live)


def rows(answers: Mapping[str, object]) -> frozenset[str]:
    """Return the ids of the rows of the table that fire."""
    return frozenset(_apply(_Case(answers))[0])


def raw_outcomes(answers: Mapping[str, object]) -> frozenset[str]:
    """Return the outcomes that hold by the rows, whether or not they are shown."""
    return frozenset(_apply(_Case(answers))[1])


def outcomes(answers: Mapping[str, object]) -> frozenset[str]:
    """Return the outcomes that are shown."""
    case = _Case(answers)
    holds = _apply(case)[1]
    # 3.2: RAISE takes the place of DISCUSS.  D35: DISCUSS is not shown; everything else stands.
    if "raise" in holds or case.said("stage", "dsp_not_met"):
        holds.discard("discuss")
    return frozenset(holds)


def random_answers(rng: random.Random) -> dict[str, object]:
    """Return a uniformly random total mapping; questions with several options give a list."""
    return {
        question: rng.choice(_option_sets(options)) if question in MULTI else rng.choice(options)
        for question, options in QUESTIONS.items()
    }


def _option_sets(options: tuple[str, ...]) -> list[list[str]]:
    """Return every answer a question with several options can be given."""
    free = [option for option in options if option not in ALONE]
    subsets = [
        [option for bit, option in enumerate(free) if mask >> bit & 1]
        for mask in range(1, 2 ** len(free))
    ]
    return [*subsets, *([option] for option in options if option in ALONE)]


def _chosen(question: str, answer: object) -> frozenset[str]:
    """Return the options chosen, refusing anything the question does not offer."""
    if question in MULTI:
        if isinstance(answer, str) or not isinstance(answer, Collection):
            raise ValueError(f"{question}: several options are wanted, not {answer!r}")
        chosen = frozenset(answer)
        valid = bool(chosen) and (len(chosen) == 1 or not chosen & ALONE)
    else:
        chosen, valid = frozenset({answer}), True
    if not valid or not chosen <= frozenset(QUESTIONS[question]):
        raise ValueError(f"{question}: {answer!r} is not an answer to it")
    return frozenset(str(option) for option in chosen)


class _Case:
    """The answers in play, and the facts of section 3.3 over them."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        if set(answers) != set(QUESTIONS):
            raise ValueError(f"not a total mapping: {sorted(set(answers) ^ set(QUESTIONS))}")
        given = {question: _chosen(question, answers[question]) for question in QUESTIONS}
        self.live: dict[str, frozenset[str]] = {}
        said = self.said

        def ask(when: bool, *questions: str) -> None:
            if when:
                self.live.update((question, given[question]) for question in questions)

        # Section 3.1, "Asked when", in an order in which each line reads only lines before it.
        always = ("safety", "stage", "age", "outcome", "learning")
        ask(True, *always, "lead_available", "disagreement", "other_worry")
        self.child = said("age", "under_18", "unsure")
        self.unborn = said("age", "unborn")
        self.adult = said("age", "18_24", "25_plus")
        self.harm = said("outcome", "died", "serious_harm", "harm_uncertain")
        self.near_miss = said("outcome", "near_miss")
        self.died = said("outcome", "died")
        # Reading: "as place" is place's own condition, so an unborn child is asked all six.
        self.located = not self.adult and (self.harm or self.near_miss)
        ask(said("age", "under_18", "18_24", "unsure"), "care")
        ask(said("care", "looked_after", "care_leaver"), "care_la")
        ask(self.adult, "began_before_18")
        ask(self.located, "place", "resident", "abuse", "abusive_event", "process")
        ask(self.child and self.harm, "suicide_unexplained", "family_known", "setting")
        ask(self.child and self.harm and said("care", "looked_after"), "linked")
        ask(self.child, "harmed_others")

        # Section 3.3, the facts.
        self.in_care = said("care", "looked_after")
        self.dorset_link = (
            said("resident", "dorset", "unsure")
            or said("care_la", "dorset", "unsure")
            or said("care", "unsure")
        )
        self.ours = said("place", "dorset", "several", "unsure") or (
            said("place", "outside_england") and self.dorset_link
        )
        self.any_process = self.some("process")
        self.sign = said("abusive_event", "yes") or self.any_process
        self.suspect = (
            self.sign
            or (not self.in_care and said("abuse", "known", "suspected"))
            or (self.in_care and said("linked", "yes"))
        )
        self.unexplained = said("suicide_unexplained", "yes", "unsure")
        self.family_live = said("family_known", "recent_or_current", "unsure")
        self.core = self.child and self.harm and self.ours
        # Reading: "resident not dorset" is any answer but dorset, so it takes in unsure.
        self.lives_elsewhere = said("resident", "not_dorset", "unsure")
        # Reading: "and resident not dorset" narrows the outside_england limb only.
        self.spread = (
            not self.adult
            and self.harm
            and (
                said("place", "several", "unsure")
                or (said("place", "outside_england") and self.dorset_link and self.lives_elsewhere)
            )
        )

    def said(self, question: str, *values: str) -> bool:
        """Return whether a question is in play and any of these was chosen."""
        return not self.live.get(question, frozenset()).isdisjoint(values)

    def some(self, question: str) -> bool:
        """Return whether a question is in play and answered other than none or unsure."""
        return bool(self.live.get(question, frozenset()) - ALONE)


def _apply(c: _Case) -> tuple[set[str], set[str]]:  # noqa: PLR0915 - one statement a row
    """Return the rows that fire and the outcomes they give, before anything is hidden."""
    fired: set[str] = set()
    holds: set[str] = set()
    said, core, in_care = c.said, c.core, c.in_care

    def row(row_id: str, when: bool, *gives: str) -> None:
        if when:
            fired.add(row_id)
            holds.update(gives)

    linked_no = in_care and said("linked", "no")
    not_sure = said("abuse", "unsure") or said("abusive_event", "unsure")
    not_sure = not_sure or said("process", "unsure") or (in_care and said("linked", "unsure"))
    bad = said("outcome", "died", "serious_harm")
    maybe_abusive = said("abusive_event", "yes", "unsure")
    other_la = said("care_la", "other", "unsure")

    # Rows which read answers and facts only.
    row("D01", said("safety", "danger", "unsure"), "safety")
    row("D02", core and bad and c.suspect, "raise")
    row("D04", core and said("abusive_event", "yes"), "raise")
    row("D05", core and c.any_process and said("abuse", "not_suspected"), "raise")
    row("D06", core and not_sure, "discuss")
    row("D07", core and c.unexplained and c.family_live and not linked_no, "raise")
    row("D08", core and c.unexplained, "discuss")
    row("D09", core and said("outcome", "harm_uncertain") and c.suspect, "raise")
    row("D11", c.near_miss and not c.adult, "learn")
    row("D11b", c.near_miss and c.child and (maybe_abusive or c.any_process), "discuss")
    row("D12", c.some("learning"), "learn")
    row("D15", in_care and c.died and not c.unborn, "cic_death")  # adults of 18 to 24 too
    row("D19", core and linked_no and said("abuse", "known", "suspected"), "discuss")
    leaver = said("care", "looked_after", "care_leaver", "unsure")  # "care not neither"
    row("D20", said("age", "18_24") and c.died and leaver, "cl_death")
    row("D20", "D20" in fired and not said("care", "care_leaver"), "discuss")
    row("D20", "D20" in fired and other_la, "tell_other")
    row("D21", c.child and said("care", "care_leaver") and c.died, "cl_death", "cl_u18")
    row("D23", c.adult and "D20" not in fired, "out_of_scope")
    row("D23b", c.adult and said("began_before_18", "yes", "unsure"), "discuss")
    row("D24", core and (c.some("setting") or said("setting", "unsure")), "setting")
    row("D27", core and said("age", "unsure"), "discuss")
    row("D28", core and said("care", "unsure"), "discuss")
    row("D29", c.located and not c.ours, "area")
    row("D32", c.spread, "discuss", "tell_other")
    row("D34", c.child and said("harmed_others", "yes", "unsure"), "discuss")
    row("D35", said("stage", "dsp_not_met"), "learn")
    row("D36", said("stage", "sin_made"), "notified")
    row("D37", said("lead_available", "no", "unsure"), "alt_contact")
    row("D38", said("disagreement", "about_notifying"), "escalate", "discuss")
    row("D39", said("disagreement", "author_role", "panel_disagrees"), "escalate")
    row("D40", c.child and c.died, "cdr")
    row("D41", core and not in_care and c.family_live, "discuss")
    row("D42", said("other_worry", "yes", "unsure"), "discuss")

    # Rows which read outcomes of the rows above, in an order in which those are final.
    row("D26", c.unborn and "area" not in holds, "discuss")
    row("D30", "area" in holds and c.dorset_link, "tell_dorset")
    told = holds & {"raise", "discuss", "setting", "cic_death", "cl_death"}
    row("D33", core and (c.lives_elsewhere or other_la) and bool(told), "tell_other")
    quiet = holds.isdisjoint({"raise", "discuss"})
    row("D18", in_care and c.child and c.died and c.ours and quiet, "learn")
    leads = {"safety", "raise", "discuss", "setting", "cic_death", "cl_death"}
    leads |= {"area", "learn", "out_of_scope", "notified"}
    row("D43", holds.isdisjoint(leads), "not_indicated")
    return fired, holds
