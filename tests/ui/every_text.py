"""A pack in which every text of the flow language, of contacts and of editions is a marked one.

Each text starts with a marker of its own, so that a place where it is not shown can be told. A
tail is put behind every marker: nothing, or text that is made to hurt.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FLOW = "every"
QUESTIONS = ("pick", "ticks", "many", "day", "tell", "list")


def pack(tail: str = "") -> dict[str, Any]:
    """Return the files of the pack, by path, as trees; `tail` ends every text."""
    return _Pack(tail).files()


def markers() -> tuple[str, ...]:
    """Return the marker of every text, in the order of the files."""
    return tuple(_texts(pack()))


def write(folder: Path, tail: str = "") -> Path:
    """Write the pack into a new folder, as JSON, which is YAML; return the folder.

    The templates are those of the built-in pack.
    """
    for path, tree in pack(tail).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    shutil.copytree(ROOT / "content" / "templates", folder / "content" / "templates")
    return folder


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, str) and part.endswith(":"):
        yield part


class _Pack:
    def __init__(self, tail: str) -> None:
        self._tail = tail

    def files(self) -> dict[str, Any]:
        return {
            "flows/every.yaml": self._flow(),
            "flows/journeys/whole.yaml": {
                "journey": "whole",
                "title": self._text("journey-title"),
                "flows": [FLOW],
            },
            "content/contacts.yaml": {
                "lead_officer": self._contact("lead"),
                "other_area": self._contact("area"),
            },
            "content/editions.yaml": {"newest": self._edition()},
        }

    def _text(self, name: str) -> str:
        return f"{name}:{self._tail}"

    def _words(self, name: str, *keys: str) -> dict[str, Any]:
        return {key: self._text(f"{name}-{key}") for key in keys}

    def _flow(self) -> dict[str, Any]:
        return {
            "flow": FLOW,
            **self._words("flow", "title", "version", "intro"),
            "edition": "newest",
            "closing": {**self._words("closing", "says"), "cites": ["R1"]},
            "questions": list(self._questions()),
            "outcomes": [
                self._outcome("first", {"pick": "sure"}, "certain", referral="yes"),
                self._outcome("second", {"pick": "sure"}, "judgement", not_in_guidance="yes"),
                self._outcome("third", {"pick": "maybe"}, "certain"),
            ],
            "safeguards": [
                {
                    "id": "promise",
                    **self._words("safeguard", "says"),
                    "given": {"pick": "sure"},
                    "never": "third",
                }
            ],
        }

    def _questions(self) -> Iterator[dict[str, Any]]:
        kinds: dict[str, dict[str, Any]] = {
            "pick": {"kind": "choice", "options": self._options("pick", "sure", "maybe")},
            "ticks": {"kind": "choices", "options": self._options("ticks", "one", "two", "none")},
            "many": {"kind": "number", "min": "0", "max": "9", **self._words("many", "unit")},
            "day": {"kind": "date", "min": "2020-01-01"},
            "tell": {"kind": "text", "limit": "2000", "not_known": "yes"},
            "list": {
                "kind": "repeat",
                "most": "2",
                "not_known": "yes",
                **self._words("list", "each"),
                "parts": list(self._parts()),
            },
        }
        kinds["pick"]["options"]["maybe"]["unsure"] = "yes"
        kinds["ticks"]["options"]["none"]["alone"] = "yes"
        for id_, more in kinds.items():
            words = self._words(id_, "ask", "hint", "why")
            yield {"id": id_, **words, "always": "yes", "cites": ["R1"], **more}

    def _parts(self) -> Iterator[dict[str, Any]]:
        name = {"kind": "text", "limit": "200"}
        still = {"kind": "choice", "options": self._options("still", "so", "not_so")}
        for id_, more in (("name", name), ("still", still)):
            yield {"id": id_, **self._words(id_, "ask", "hint"), **more}

    def _options(self, question: str, *values: str) -> dict[str, Any]:
        return {value: self._words(f"{question}-{value}", "label", "hint") for value in values}

    def _outcome(
        self, id_: str, when: dict[str, str], certainty: str, **more: str
    ) -> dict[str, Any]:
        says = self._words(f"{id_}-rule", "says")
        step = self._words(f"{id_}-step", "do", "who", "clock")
        return {
            "id": id_,
            **self._words(id_, "title", "means", "decides"),
            "rules": [{"id": "D1", **says, "when": when, "certainty": certainty, "cites": ["R1"]}],
            "steps": [{**step, "contact": "lead_officer" if id_ == "first" else "other_area"}],
            **more,
        }

    def _contact(self, name: str) -> dict[str, Any]:
        keys = ("role", "organisation", "phone", "out_of_hours", "email", "note")
        return {**self._words(name, *keys), "source": ["R1"]}

    def _edition(self) -> dict[str, Any]:
        keys = ("title", "version", "review_due", "approved", "publisher")
        return {
            **self._words("edition", *keys),
            "dated": "2024-09-09",
            "review_due_by": "2025-09-30",
            "replaced": [self._words("replaced", "document", "by")],
        }
