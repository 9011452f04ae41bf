"""Regression cases of a flow: walks with the outcomes that they led to, in a YAML file.

walks: serious_incident
cases:
  - id: w01
    answers: {safety: danger, age: under_18}
    outcomes: {safety: certain}
    covers: [safety D01 fires, safety=danger]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from triage.core.model import NOWHERE
from triage.errors import PackError, Place, Problem
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Node
from triage.pack.written_value import NoValueError, written_value

_KEYS = dict.fromkeys(("walks", "cases"))
_CASE_KEYS = dict.fromkeys(("id", "answers", "outcomes", "covers"))
_CERTAINTIES = ("certain", "judgement")
_WIDTH = 100


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One walk: plain answers by question, and certainties by outcome id."""

    id: str
    answers: Mapping[str, object]
    outcomes: Mapping[str, str]
    covers: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of one flow or journey, by its id."""

    walked: str
    cases: tuple[Case, ...]


def written_cases(cases: Cases, heading: Sequence[str]) -> str:
    """Return the text of a file of cases; `heading` are comment lines."""
    tree = {
        "walks": cases.walked,
        "cases": [
            {
                "id": case.id,
                "answers": dict(case.answers),
                "outcomes": dict(case.outcomes),
                "covers": list(case.covers),
            }
            for case in cases.cases
        ],
    }
    body = yaml.safe_dump(
        tree, sort_keys=False, default_flow_style=None, width=_WIDTH, allow_unicode=True
    )
    return "".join(f"# {line}\n" for line in heading) + body


def read_cases(raw: bytes, file: str) -> Cases:
    """Return the cases of a file; raises `PackError` with every problem of it."""
    problems: list[Problem] = []
    source = Source(file, problems, [])
    fields = source.whole(raw, "The file of walks", "Write it anew with --write.")
    cases = None if fields is None else _cases(source, fields)
    if problems or cases is None:
        raise PackError(problems)
    return cases


def _cases(source: Source, fields: Fields) -> Cases | None:
    source.known_keys(fields, "The file of walks", _KEYS)
    if not source.required(fields, "The file of walks", ("walks", "cases")):
        return None
    source.not_empty(fields.nodes["cases"], "cases")
    return Cases(source.take_words(fields, "walks"), tuple(_each(source, fields)))


def _each(source: Source, fields: Fields) -> Iterator[Case]:
    seen: set[str] = set()
    for node in source.items(fields.nodes["cases"], "cases"):
        entry = source.fields(node, "A case")
        if entry is None:
            continue
        source.known_keys(entry, "A case", _CASE_KEYS)
        source.required(entry, "A case", ("id", "answers", "outcomes"))
        id_ = source.id(entry.nodes["id"], "The case id") if "id" in entry.nodes else ""
        if id_ and id_ in seen:
            source.note(
                entry, "duplicate-id", f"There is a case {shown(id_)} already.", "Rename one."
            )
        seen.add(id_)
        covers = tuple(text for text, _ in source.take_ids(entry, "covers"))
        yield Case(
            id_, _answers(source, entry), _outcomes(source, entry), covers, source.place(node)
        )


def _answers(source: Source, entry: Fields) -> dict[str, object]:
    node = entry.nodes.get("answers")
    fields = None if node is None else source.fields(node, "answers")
    return (
        {} if fields is None else {id_: _value(source, each) for id_, each in fields.nodes.items()}
    )


def _value(source: Source, node: Node) -> object:
    """Return an answer as it is written, which the engine checks."""
    try:
        return written_value(node)
    except NoValueError as error:
        source.note(
            error.node, "not-text", "An answer is one value or a list.", "Write it as id: value."
        )
        return ""


def _outcomes(source: Source, entry: Fields) -> dict[str, str]:
    node = entry.nodes.get("outcomes")
    fields = None if node is None else source.fields(node, "outcomes")
    if fields is None:
        return {}
    return {id_: source.take_choice(fields, id_, _CERTAINTIES, "judgement") for id_ in fields.nodes}
