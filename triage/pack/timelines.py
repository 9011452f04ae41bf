"""The clocks of the guidance as the pack has them in `content/timelines.yaml`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from triage.core.timelines import MOMENTS, Due, Moment, Timeline, TimelineStep, Unit
from triage.pack.citations import Citer
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Node, Text

MOST_DAYS, MOST_MONTHS = 99, 120

_KEYS = dict.fromkeys(
    (
        "title",
        "owner",
        "starts",
        "says",
        "or_earlier",
        "or_earlier_for",
        "start_counts_as",
        "short",
        "note",
        "cites",
        "steps",
    )
)
_STEP_KEYS = dict.fromkeys(
    (
        "id",
        "title",
        "short",
        "lead",
        "starts",
        "says",
        "day",
        "months",
        "target",
        "limit",
        "no_date",
        "note",
        "cites",
    )
)
_UNITS: tuple[Unit, ...] = ("day", "months")
_DUE_KEYS = dict.fromkeys((*_UNITS, "cites"))
_COUNTS_KEYS = dict.fromkeys(("target", "limit"))
_WHEN_KEYS = ("day", "months", "target", "no_date")
_NUMBER = re.compile(r"-?[0-9]{1,3}", re.ASCII)


def read_timelines(raw: bytes, source: Source) -> dict[str, Timeline] | None:
    """Return the timelines of one file by id, noting what is wrong in `source`.

    None means that there are none at all: no step of a flow is then held against them.
    """
    root = source.whole(raw, "The timelines file")
    if root is None:
        return None
    found = {}
    for id_, node in root.nodes.items():
        source.id(root.keys[id_], "The timeline")
        fields = source.fields(node, "A timeline")
        if fields is not None:
            found[id_] = _TimelineReader(source, id_, fields).read()
    return found


class _TimelineReader:
    """Reads one timeline."""

    def __init__(self, source: Source, id_: str, fields: Fields) -> None:
        self._source = source
        self._id = id_
        self._fields = fields
        source.known_keys(fields, "A timeline", _KEYS)
        source.required(fields, "A timeline", ("title", "owner", "starts", "says", "steps"))
        if "or_earlier" in fields.nodes:
            source.required(fields, "A timeline with or_earlier", ("or_earlier_for",))
        self._starts: Moment = self._moment(fields, "starts") or "aware"
        self._counts_as = self._counts()

    def read(self) -> Timeline:
        """Return the timeline; what is wrong with it is noted."""
        source, fields = self._source, self._fields
        return Timeline(
            id=self._id,
            title=source.take_words(fields, "title"),
            owner=source.take_words(fields, "owner"),
            starts=self._starts,
            says=source.take_words(fields, "says"),
            or_earlier=self._moment(fields, "or_earlier"),
            or_earlier_for=source.take_words(fields, "or_earlier_for"),
            short=source.take_text(fields, "short"),
            note=source.take_text(fields, "note"),
            cites=source.take_cites(fields, self._citer(fields)),
            steps=self._steps(),
        )

    def _moment(self, fields: Fields, key: str) -> Moment | None:
        return cast("Moment | None", self._source.take_choice(fields, key, MOMENTS, "") or None)

    def _counts(self) -> tuple[int, int]:
        """Return as which day the start counts, for targets and for limits."""
        node = self._fields.nodes.get("start_counts_as")
        if node is None:
            return 0, 0
        if type(node) is not Fields:
            number = self._number(node, "start_counts_as", 0, 1)
            return number, number
        self._source.known_keys(node, "start_counts_as", _COUNTS_KEYS)
        self._source.required(node, "start_counts_as", _COUNTS_KEYS)
        target, limit = (
            self._number(node.nodes[key], key, 0, 1) if key in node.nodes else 0
            for key in _COUNTS_KEYS
        )
        if target < limit:
            self._source.note(
                node,
                "limit-before-target",
                "The limit counts to an earlier day than the target.",
                "Swap them.",
            )
        return target, limit

    def _number(self, node: Node, what: str, least: int, greatest: int) -> int:
        text = self._source.text(node, what)
        if _NUMBER.fullmatch(text) and least <= int(text) <= greatest:
            return int(text)
        if type(node) is Text:
            self._source.note(
                node,
                "bad-day",
                f"{what} cannot be {shown(text)}.",
                f"Write a whole number from {least} to {greatest}.",
            )
        return least

    # Steps ---------------------------------------------------------------------------------

    def _steps(self) -> tuple[TimelineStep, ...]:
        source = self._source
        node = self._fields.nodes.get("steps")
        if node is None:
            return ()
        source.not_empty(node, "steps")
        found: dict[str, TimelineStep] = {}
        before: TimelineStep | None = None
        for each in source.items(node, "steps"):
            fields = source.fields(each, "A step of a timeline")
            if fields is None:
                continue
            step = self._step(fields)
            if step.id and step.id in found:
                source.note(
                    fields.nodes["id"],
                    "duplicate-id",
                    f"The step {shown(step.id)} stands twice in this timeline.",
                    "Rename one.",
                )
            self._check_order(fields, before, step)
            found[step.id] = before = step
        return tuple(found.values())

    def _step(self, fields: Fields) -> TimelineStep:
        source = self._source
        source.known_keys(fields, "A step of a timeline", _STEP_KEYS)
        source.required(fields, "A step of a timeline", ("id", "title", "lead"))
        if "starts" in fields.nodes:
            source.required(fields, "A step with a start of its own", ("says",))
        starts = self._moment(fields, "starts") or self._starts
        target, limit = self._dates(fields, self._counts_as if starts == self._starts else (0, 0))
        return TimelineStep(
            id=source.id(fields.nodes["id"], "The step") if "id" in fields.nodes else "",
            title=source.take_words(fields, "title"),
            lead=source.take_words(fields, "lead"),
            starts=starts,
            says=source.take_words(fields, "says"),
            target=target,
            limit=limit,
            no_date=source.take_words(fields, "no_date"),
            short=source.take_text(fields, "short"),
            note=source.take_text(fields, "note"),
            cites=source.take_cites(fields, self._citer(fields)),
        )

    def _citer(self, fields: Fields) -> Citer:
        """Return what cites: the timeline itself, or one of its steps by the words it shows."""
        node = fields.nodes.get("title")
        return Citer("clock", self._id, node.value if type(node) is Text else "")

    def _dates(self, fields: Fields, counts_as: tuple[int, int]) -> tuple[Due | None, Due | None]:
        """Return target and limit; where a step has one day, it is both.

        `counts_as` is which day the start is, for each of the two.
        """
        source = self._source
        ways = [key for key in _WHEN_KEYS if key in fields.nodes]
        if len(ways) != 1:
            source.note(
                fields,
                "bad-when",
                f"A step says in one way when it is due; this one in {len(ways)}.",
                f"Give it one of {', '.join(_WHEN_KEYS)}.",
            )
            return None, None
        if "limit" in fields.nodes and ways != ["target"]:
            source.note(
                fields.keys["limit"],
                "bad-when",
                f"limit does not go with {ways[0]}.",
                "Write target and limit, or one day for both.",
            )
        if ways == ["no_date"]:
            return None, None
        if ways == ["target"]:
            target = self._due(fields, "target", counts_as[0])
            limit = self._due(fields, "limit", counts_as[1]) or target
            self._check_limit(fields, target, limit)
            return target, limit
        target = self._count(fields, ways[0], counts_as[0])
        if target.unit == "months":
            return target, target
        return target, replace(target, counts_as=counts_as[1])

    def _due(self, fields: Fields, key: str, counts_as: int) -> Due | None:
        node = fields.nodes.get(key)
        inner = None if node is None else self._source.fields(node, key)
        if inner is None:
            return None
        self._source.known_keys(inner, key, _DUE_KEYS)
        units = [unit for unit in _UNITS if unit in inner.nodes]
        if len(units) != 1:
            self._source.note(
                inner,
                "bad-when",
                f"{key} says in one way when it is due; this one in {len(units)}.",
                "Give it one of day, months.",
            )
            return None
        return self._count(
            inner, units[0], counts_as, self._source.take_cites(inner, self._citer(fields))
        )

    def _count(self, fields: Fields, unit: str, counts_as: int, cites: tuple[str, ...] = ()) -> Due:
        if unit == "months":
            number = self._number(fields.nodes[unit], unit, 1, MOST_MONTHS)
            return Due(number, "months", cites=cites)
        # Where the start is day 1, there is no day before it and no day 0.
        least = counts_as or -MOST_DAYS
        return Due(
            self._number(fields.nodes[unit], unit, least, MOST_DAYS), "day", counts_as, cites
        )

    # Checks --------------------------------------------------------------------------------

    def _check_limit(self, fields: Fields, target: Due | None, limit: Due | None) -> None:
        if target is None or limit is None:
            return
        if target.unit != limit.unit or _reach(limit) < _reach(target):
            self._source.note(
                fields.nodes["limit"],
                "limit-before-target",
                "The limit is not known to come after the target.",
                "Count both in days or both in months, the earlier one as the target.",
            )

    def _check_order(self, fields: Fields, before: TimelineStep | None, step: TimelineStep) -> None:
        if before is None or before.starts != step.starts:
            return
        first, second = before.target, step.target
        if first and second and first.unit == second.unit and second.count < first.count:
            self._source.note(
                fields,
                "out-of-order",
                f"This step is due before {shown(before.id)}, which stands above it.",
                "Put the steps in the order of time, or correct the day.",
            )


def _reach(due: Due) -> int:
    """Return how far a day lies from the start."""
    return due.count - due.counts_as
