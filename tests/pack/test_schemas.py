"""The schemas for editors, held against what the reader takes and refuses."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.pack.test_broken import expectation
from tests.pack.typed_yaml import READINGS, Reading, read
from triage.errors import PackError
from triage.pack import schemas
from triage.pack.naming import OPERATORS, RESERVED
from triage.pack.outcome_reader import _CLAIMS
from triage.pack.question_reader import KINDS, PART_KINDS
from triage.pack.reader import read_pack
from triage.pack.source import Source

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BROKEN = sorted((HERE / "broken").iterdir())
"""Fixtures of the reader; those of files that have no schema are left out below."""


def schema(name: str) -> dict[str, Any]:
    """Return one of the schemas."""
    found = json.loads(schemas.text_of(name))
    assert isinstance(found, dict)
    return found


VALIDATORS = {name: Draft7Validator(schema(name)) for name in schemas.NAMES}


def schema_for(file: Path) -> str | None:
    """Return the name of the schema that a file of a pack is held against, if there is one."""
    if "content" in file.parts:
        return file.stem if file.stem in schemas.NAMES else None
    return "flow"


def faults(file: Path, reading: Reading) -> list[str]:
    """Return what the schema finds wrong with a file."""
    name = schema_for(file)
    if name is None:
        return []
    found = read(file.read_text(encoding="utf-8-sig"), reading)
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in VALIDATORS[name].iter_errors(found)
    ]


def files_in(fixture: Path) -> list[Path]:
    """Return the YAML files of a fixture, which may be a whole pack."""
    return [fixture] if fixture.is_file() else sorted(fixture.rglob("*.yaml"))


def is_held(fixture: Path) -> bool:
    """Say whether the file with the defect has a schema."""
    return schema_for(expectation(fixture).file) is not None


GOOD = [
    *(ROOT / "flows").rglob("*.yaml"),
    ROOT / "content" / "contacts.yaml",
    ROOT / "content" / "editions.yaml",
    ROOT / "content" / "pack.yaml",
    *(HERE / "good").rglob("*.yaml"),
]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_one(name: str) -> None:
    """Each schema is a valid JSON Schema of draft 7, which language servers know best."""
    Draft7Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_what_the_reader_takes_the_schema_takes(file: Path, reading: Reading) -> None:
    """Every good file is valid, whichever types a language server gives to its values."""
    assert not faults(file, reading)


NAMES = "which names exist is in other lines or files"
UNIQUE = "that two names differ is beyond a schema, and loaders drop repeated keys"
YAML = "YAML is read before a schema is looked at"
INEXPRESSIBLE = {
    "accepted-twice": UNIQUE,
    "always-after-all": "whether a flow before asks the question is in another file",
    "error-accepted": NAMES,
    "no-template": NAMES,
    "not-before": "the order of flows is beyond a schema",
    "outcome-not-before": NAMES,
    "unclear-part": NAMES,
    "unknown-date": NAMES,
    "unknown-edition": NAMES,
    "unknown-finding": NAMES,
    "unknown-part": NAMES,
    "unknown-point": NAMES,
    "unknown-rule": NAMES,
    "unknown-timeline": NAMES,
    "alias": YAML,
    "anchor": YAML,
    "bounds-crossed": "two values are compared",
    "circle": "what names what is beyond a schema",
    "directive": YAML,
    "duplicate-id": UNIQUE,
    "duplicate-key": UNIQUE,
    "hostile-character": "allowed by YAML, or refused by it",
    "not-utf-8": YAML,
    "question-not-asked": NAMES,
    "reads-later": "the order of questions is beyond a schema",
    "second-document": YAML,
    "tag": YAML,
    "text-cut-short": "what became a comment is gone",
    "text-read": "the kind of the question is in another line",
    "too-deep": "a schema does not count levels",
    "too-long": "editors need not be told",
    "too-many-groups": "conditions of the whole flow are counted",
    "unknown-contact": NAMES,
    "unknown-fact": NAMES,
    "unknown-flow": NAMES,
    "unknown-option": NAMES,
    "unknown-outcome": NAMES,
    "unknown-outcome-rule": NAMES,
    "unknown-question": NAMES,
    "worry-incomplete": NAMES,
    "worry-twice": UNIQUE,
    "yaml-syntax": YAML,
}
"""The codes that a schema cannot find, and why. Every other defect has to be found."""

INEXPRESSIBLE_HERE = {
    "bad_count": "two values are compared",
    "bad_date": "no pattern knows how many days a month has",
    "fact_with_a_value": NAMES,
    "question_without_a_value": NAMES,
}
"""The same for fixtures whose code a schema finds elsewhere."""
EXPRESSIBLE_HERE = {
    "cut_to_nothing": "the text that is left is empty",
    "worry_empty": "so is the list",
    "step_for_a_rule_twice": "a list can say that it repeats nothing",
    "too_deep": "what is nested there is no condition at all",
    "unknown_operator": "the value under it is none that a question takes",
}
"""The opposite: fixtures that a schema finds although it cannot find their code in general."""


def is_found(fixture: Path) -> bool:
    """Say whether a schema finds something wrong in a fixture; what is no YAML is not for it."""
    try:
        return any(faults(file, "text") for file in files_in(fixture))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


@pytest.mark.parametrize("fixture", [*filter(is_held, BROKEN)], ids=lambda fixture: fixture.stem)
def test_what_the_reader_refuses_the_schema_refuses_where_it_can(fixture: Path) -> None:
    """Each broken fixture is refused, but for defects that no schema can tell, which are named."""
    code = expectation(fixture).code
    named = code in INEXPRESSIBLE or fixture.stem in INEXPRESSIBLE_HERE
    cannot = named and fixture.stem not in EXPRESSIBLE_HERE
    assert is_found(fixture) is not cannot, f"{fixture.stem} ({code})"


def test_no_exception_is_idle() -> None:
    """Every exception stands for a fixture that there is."""
    assert {*INEXPRESSIBLE_HERE, *EXPRESSIBLE_HERE} <= {fixture.stem for fixture in BROKEN}
    assert INEXPRESSIBLE.keys() <= {expectation(fixture).code for fixture in BROKEN}


# Key by key -----------------------------------------------------------------------------------

EVERY_MAPPING = """flow: every
title: Every kind of mapping, each with a key that does not exist
version: 1
edition: none
zz: 1
moments: {zz: 1}
document: {id: d, title: D, zz: 1}
accepts: [{finding: unused-fact, at: f, because: So., zz: 1}]
closing: {says: So., zz: 1}
questions:
  - {id: q, ask: Which?, options: {a: {label: A, zz: 1}, b: B}, zz: 1}
  - {id: n, ask: How many?, kind: number, min: 0, max: 9}
  - {id: r, ask: Who?, kind: repeat, each: one, most: 2, parts: [{id: p, ask: P, zz: 1}]}
facts:
  f: {at_least: {count: 1, of: [{q: a}], zz: 1}}
  g: {n: {from: 1, zz: 1}}
outcomes:
  - id: o
    title: So
    zz: 1
    rules: [{id: R1, says: So., certainty: certain, zz: 1}]
    steps: [{do: So., zz: 1}]
    checklist: [{title: So, items: [{do: So.}], zz: 1}]
safeguards: [{id: s, says: So., never: o, zz: 1}]
"""
EVERY_FILE = {
    "flows/every.yaml": EVERY_MAPPING,
    "flows/journey.yaml": "journey: j\ntitle: So\nflows: [every]\nzz: 1\n",
    "content/contacts.yaml": "lead: {role: Lead, zz: 1}\n",
    "content/editions.yaml": "e: {title: E, version: 1, dated: 2024-09-09, zz: 1,\n"
    "  replaced: [{document: D, by: B, zz: 1}]}\n",
    "content/pack.yaml": "pack: p\ntitle: P\nversion: 1\nzz: 1\n",
}
PLACES: Mapping[str, tuple[str, ...]] = {
    "A flow": ("flow", "definitions", "flow"),
    "closing": ("flow", "definitions", "flow", "properties", "closing"),
    "A question": ("flow", "definitions", "question"),
    "A part": ("flow", "definitions", "part"),
    "An option": ("flow", "definitions", "option"),
    "at_least": ("flow", "definitions", "condition", "properties", "at_least"),
    "A comparison": ("flow", "definitions", "answer"),
    "An outcome": ("flow", "definitions", "outcome"),
    "A rule": ("flow", "definitions", "rule"),
    "A step": ("flow", "definitions", "step"),
    "A safeguard": ("flow", "definitions", "safeguard"),
    "A part of a checklist": (
        *("flow", "definitions", "outcome", "properties", "checklist", "items"),
    ),
    "moments": ("flow", "definitions", "flow", "properties", "moments"),
    "document": ("flow", "definitions", "flow", "properties", "document"),
    "An entry of accepts": ("flow", "definitions", "flow", "properties", "accepts", "items"),
    "A journey": ("flow", "definitions", "journey"),
    "A contact": ("contacts", "definitions", "contact"),
    "An edition": ("editions", "definitions", "edition"),
    "An entry of replaced": ("editions", "definitions", "replaced"),
    "The pack file": ("pack",),
}
"""What the reader calls a mapping, and where the schema describes it."""


def keys_of_the_reader(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Return the keys that the reader knows in each kind of mapping, as it says itself."""
    known: dict[str, set[str]] = {}

    def record(_: Source, _fields: object, what: str, keys: Mapping[str, object]) -> None:
        known.setdefault(what, set()).update(keys)

    for name, text in EVERY_FILE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(Source, "known_keys", record)
    with contextlib.suppress(PackError):
        read_pack(folder)
    return known


def described(place: tuple[str, ...]) -> dict[str, Any]:
    """Return what a schema says of the keys at a place."""
    name, *path = place
    part = schema(name)
    for step in path:
        part = part[step]
    properties = part["properties"]
    assert isinstance(properties, dict)
    return properties


def test_the_schemas_know_the_keys_of_the_reader_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that only the reader or only a schema knows is named, with the file to mend."""
    known = keys_of_the_reader(tmp_path, monkeypatch)
    assert known.keys() == PLACES.keys(), "a kind of mapping is new: add it to PLACES and a schema"
    for what, place in PLACES.items():
        file = f"triage/pack/schemas/{place[0]}.schema.json, {'/'.join(place[1:])}"
        keys = set(described(place))
        assert known[what] - keys == set(), f"{what}: the reader knows more than {file}"
        assert keys - known[what] == set(), f"{what}: the reader knows less than {file}"


def test_the_schemas_know_the_words_of_the_reader() -> None:
    """Operators, kinds, reserved words and claims are those of the reader."""
    flow = schema("flow")["definitions"]
    assert set(flow["condition"]["properties"]) == set(OPERATORS)
    assert flow["question"]["properties"]["kind"]["enum"] == list(KINDS)
    assert flow["part"]["properties"]["kind"]["enum"] == list(PART_KINDS)
    assert set(flow["question"]["else"]["properties"]["id"]["not"]["enum"]) == RESERVED
    assert set(flow["flow"]["properties"]["facts"]["propertyNames"]["not"]["enum"]) == RESERVED
    claims = [claim for each in flow["safeguard"]["oneOf"] for claim in each["required"]]
    assert claims == list(_CLAIMS)


def objects_in(part: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every described key of a schema with its path."""
    if isinstance(part, dict):
        for name, each in part.get("properties", {}).items():
            if isinstance(each, dict) and path.count("/if") + path.count("/then") == 0:
                yield f"{path}/{name}", each
        for name, each in part.items():
            if name not in ("if", "then", "else", "allOf", "oneOf", "anyOf"):
                yield from objects_in(each, f"{path}/{name}")


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_key_has_words_to_show(name: str) -> None:
    """Whoever hovers over a key reads a sentence about it."""
    for path, each in objects_in(schema(name)):
        if set(each) <= {"minProperties", "additionalProperties", "enum", "not", "const"}:
            continue  # narrows a key that is described elsewhere
        assert each.get("description", "").endswith("."), path


def test_only_readable_values_stand_for_yes_and_no() -> None:
    """A language server's true, and the word yes, are both yes; other words are not."""
    flow = (HERE / "good" / "unsure.yaml").read_text(encoding="utf-8")
    for written, fits in (("yes", True), ("true", True), ("'no'", True), ("maybe", False)):
        changed = flow.replace("unsure: yes", f"unsure: {written}")
        assert changed != flow or written == "yes"
        for reading in READINGS:
            valid = VALIDATORS["flow"].is_valid(read(changed, reading))
            assert valid is fits, (written, reading)


SHIPPED = {
    file: name
    for file in (*(ROOT / "flows").rglob("*.yaml"), *(ROOT / "content").glob("*.yaml"))
    if (name := schema_for(file)) is not None
}
LANGUAGE_SERVER = "# yaml-language-server: $schema="


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_file_names_its_schema(file: Path) -> None:
    """The first line of each file leads an editor from the file to the schema for it."""
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(LANGUAGE_SERVER)
    named = (file.parent / first.removeprefix(LANGUAGE_SERVER)).resolve()
    assert named == schemas.path_of(SHIPPED[file])
