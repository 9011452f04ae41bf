"""docassemble's interview engine without its server, database and Redis.

`Interview` and `assemble` are the real ones. What the web server would plug in is replaced by
constants, and three modules that the walk never uses are replaced by mocks at import: the bar
code reader, which needs a system library, and the language patterns, which download a corpus.
"""

from __future__ import annotations

import copy
import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

from benchmarks.canonical import COUNTED, THRESHOLD, CanonicalFlow, to_json
from benchmarks.engines.adapter import Driver, Engine, WrongEndingError, check_ending

BASE = "docassemble.base"
MOCKED = (
    "pyzbar",
    "pyzbar.pyzbar",
    "docassemble_pattern",
    *(f"docassemble_pattern.{language}" for language in ("de", "en", "es", "fr", "it", "nl")),
)


class Counters(dict[str, Any]):
    """The few commands of Redis that the engine calls, on a dict."""

    def set(self, key: str, value: object) -> None:
        """Keep a value."""
        self[key] = value

    def incr(self, key: str) -> int:
        """Add one to a counter and return it."""
        self[key] = int(self.get(key) or 0) + 1
        return int(self[key])


@dataclass(frozen=True, slots=True)
class Loaded:
    """An interview and the functions that begin a session in it."""

    interview: Any
    new_answers: Callable[[], dict[str, Any]]
    new_status: Callable[..., Any]


def native_text(flow: CanonicalFlow) -> str:
    """Return the flow as an interview: a block for each question, one that asks them in order."""
    document = json.loads(to_json(flow))
    blocks = [
        f"id: {question['id']}\nquestion: |\n  {question['text']}\nfield: {question['id']}\n"
        "choices:\n" + "".join(f"  - {name.upper()}: {name}\n" for name in question["options"])
        for question in document["questions"]
    ]
    order = "".join(
        f"  {question.id}\n"
        if question.left_out_by is None
        else f"  if {question.left_out_by} != 'c':\n    {question.id}\n"
        for question in flow.questions
    )
    score = f"sum(1 for value in [{', '.join(flow.scored)}] if value == '{COUNTED}')"
    decide = f"'{document['reached']}' if score >= {THRESHOLD} else '{document['otherwise']}'"
    blocks += [
        f"mandatory: True\ncode: |\n{order}  outcome\n",
        f"code: |\n  score = {score}\n",
        f"code: |\n  outcome = {decide}\n",
        "mandatory: True\nquestion: |\n  The outcome is ${ outcome }\n",
    ]
    return "---\n".join(blocks)


@contextmanager
def session() -> Iterator[None]:
    """Import the engine with its surroundings replaced, and hold the context that it needs."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    for name in MOCKED:
        sys.modules[name] = MagicMock()
    config: Any = import_module(f"{BASE}.config")
    config.loaded = True
    config.daconfig.update({"debug": False})
    hooks = vars(import_module(f"{BASE}.hookspecs"))
    specified = [name for name, hook in hooks.items() if hasattr(hook, "docassemble_spec")]
    import_module(f"{BASE}.plugin_manager").pm.register(_plugin(specified), "benchmark")
    for name in ("functions", "parse", "util"):
        import_module(f"{BASE}.{name}")
    context = import_module(f"{BASE}.thread_context")
    with context.global_context(context.empty_globals()):
        yield


def load(text: str) -> Loaded:
    """Return the parsed interview."""
    parse = import_module(f"{BASE}.parse")
    source_class = import_module(f"{BASE}.interview_source").InterviewSourceString
    source = source_class(content=text, path="canonical.yml", package=BASE, testing=False)
    return Loaded(parse.Interview(source=source), parse.get_initial_dict, parse.InterviewStatus)


def walk(model: Loaded, answers: Sequence[str]) -> None:
    """Assemble the interview again after each answer, as its server does for each page."""
    given = model.new_answers()
    request = _request()
    answered = 0
    while True:
        status = model.new_status(current_info=copy.deepcopy(request))
        model.interview.assemble(given, status)
        if given.get("outcome") is not None:
            break
        question = status.question.id
        if answered == len(answers) or question != f"q{answered + 1}":
            message = f"After {answered} answers the next question was {question!r}."
            raise WrongEndingError(message)
        given[question] = answers[answered]
        answered += 1
    check_ending(given["outcome"], answered, answers)


def _plugin(hooks: Sequence[str]) -> SimpleNamespace:
    """Return a plugin that answers every hook of the web server with a constant."""
    mark = import_module("pluggy").HookimplMarker("docassemble")
    constants: dict[str, Any] = {
        "get_configuration": {},
        "get_debug_status": False,
        "get_default_country": "GB",
        "get_default_dialect": "us",
        "get_default_language": "en",
        "get_default_locale": "en_US.utf8",
        "get_default_timezone": "Europe/London",
        "get_hostname": "localhost",
        "get_main_page_parts": {"en": {}},
        "get_server_redis": Counters(),
    }

    def constant(value: object) -> Callable[[], object]:
        def hook() -> object:
            return value

        return hook

    return SimpleNamespace(**{name: mark(constant(constants.get(name))) for name in hooks})


def _request() -> dict[str, Any]:
    """Return what the web server says about one request of a person who is not logged in."""
    empty = ("firstname", "lastname", "nickname", "subdivisionfirst", "subdivisionsecond")
    more = ("subdivisionthird", "organization")
    user: dict[str, Any] = dict.fromkeys((*empty, *more), "")
    user |= {"country": "GB", "roles": ["user"]}
    user |= {"is_anonymous": True, "is_authenticated": False, "email": None, "location": None}
    user |= {"theid": 1, "the_user_id": "t1", "session_uid": "1", "device_id": "1"}
    address = "http://localhost"
    return {
        "user": user,
        "session": "1",
        "secret": None,
        "encrypted": False,
        "yaml_filename": "canonical.yml",
        "interface": "web",
        "url": address,
        "url_root": address,
        "location": None,
        "headers": {},
        "clientip": "127.0.0.1",
        "method": "GET",
    }


ENGINE = Engine(
    name="docassemble",
    runtime="docassemble",
    native_text=native_text,
    driver=Driver("docassemble.base", session, load, walk),
)
