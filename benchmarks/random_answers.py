"""Random answers by the line through the real `triage run incident --jsonl`.

Most objects are right, with all or some of the questions answered; about one in five is not:
an unknown question or value, a wrong kind, a line that is no object. Every line must give one
JSON object, in order: a result with the keys of the contract for a right one, an error for a
wrong one. A canary stands in wrong values and must not come back. The resident memory of the
process is taken after a tenth of the lines (2,000 at least) and at the end, and must not have
grown by a fifth.

The lines are made and checked as they pass, so any number of them needs the same memory here too.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from triage.core.domains import bounds_of
from triage.core.model import Flow, Question
from triage.pack.locations import pack_folder
from triage.pack.reader import read_pack

WARM = 2_000
ROOT = Path(__file__).resolve().parent.parent
WALK = "incident"
WRONG_SHARE = 0.2
TOTAL_SHARE = 0.5
MOST_GROWTH = 0.20
MOST_FAILURES = 20
CANARY = "Ceri Canary Zq9x"
TRACES = ("Ceri", "Canary", "Zq9x")
RESULT_KEYS = ["flow", "complete", "next", "asked", "ignored", "waiting", "outcomes", "open"]
OUTCOME_KEYS = ["id", "title", "certainty", "cites", "because"]
ERROR_KEYS = ["message", "question", "line"]
GARBAGE = (
    "",
    " ",
    "[]",
    "null",
    "0",
    f'"{CANARY}"',
    f"{{{CANARY}",
    f'{{"age": "{CANARY}"',
    f"age: '{CANARY}",
    f"- {CANARY}",
    f"age: &{CANARY} x",
    f"age: *{CANARY}",
    f"age: !{CANARY} x",
    f"%{CANARY}",
    f"age: under_18 #{CANARY}",
    f"age: {CANARY}: x",
    f'{{"age": "under_18", "age": "{CANARY}"}}',
    f'{{"age": {"[" * 2_000}"{CANARY}"{"]" * 2_000}}}',
    f"age: {CANARY}\0",
    f"age: {CANARY * 1_500}",
)
Answers = dict[str, object]
NOT_KNOWN_SHARE = 0.1
WORDS = (
    "A word",
    "Two\nlines",
    "naïve \u2013 \U0001f467",
    "\x1b[31m [b] {{ x }} | # - *",
    "word " * 400,
)


def right_value(question: Question, rng: random.Random) -> object:
    """Return a value that the question takes."""
    if question.not_known and rng.random() < NOT_KNOWN_SHARE:
        return "not_known"
    if question.kind == "choices":
        return _ticks(question, rng)
    if question.kind == "choice":
        return rng.choice([option.value for option in question.options])
    if question.kind == "repeat":
        return [
            {part.id: right_value(part, rng) for part in question.parts}
            for _ in range(rng.randrange(question.most + 1))
        ]
    if question.kind == "text":
        return rng.choice(WORDS)[: question.limit]
    value = rng.randint(*bounds_of(question))
    return str(datetime.date.fromordinal(value)) if question.kind == "date" else value


def _ticks(question: Question, rng: random.Random) -> object:
    options = [option.value for option in question.options if not option.alone]
    alone = [option.value for option in question.options if option.alone]
    if alone and rng.random() < 0.3:  # noqa: PLR2004 - so that each is seen often
        return rng.choice([rng.choice(alone), [rng.choice(alone)]])
    return rng.sample(options, rng.randrange(1, len(options) + 1))


def wrong_values(question: Question) -> tuple[object, ...]:
    """Return values that the question does not take, with the canary wherever it can be."""
    never = ([[CANARY]], {CANARY: CANARY}, "", None, True, 47.11)
    if question.options:
        first = question.options[0].value
        every = [option.value for option in question.options]
        several = every if question.kind == "choices" else [first]
        odd = ("no_such_value", f"{first} ", [first] * 2, several)
        return (*never, *odd, CANARY, [CANARY], [], 4711)
    if question.kind == "repeat":
        entry = dict.fromkeys((part.id for part in question.parts), CANARY)
        long: list[object] = [{}] * (question.most + 1)
        return (*never, [{}], [{CANARY: CANARY}], [entry, CANARY], long, CANARY, [CANARY])
    if question.kind == "text":
        return (*never, [CANARY], [], 4711, CANARY * (question.limit + 1))
    return (*never, CANARY, [CANARY], [], 10**16, "2026-02-30", "9999-12-31")


def right_answers(questions: Sequence[Question], rng: random.Random) -> Answers:
    """Return answers to all questions or to some, in any order."""
    total = rng.random() < TOTAL_SHARE
    asked = rng.sample(questions, len(questions) if total else rng.randrange(len(questions) + 1))
    return {question.id: right_value(question, rng) for question in asked}


def wrong_line(questions: Sequence[Question], rng: random.Random) -> str:
    """Return a line that gives an error, with the canary in it wherever it can be."""
    answers = right_answers(questions, rng)
    question = rng.choice(questions)
    way = rng.randrange(4)
    if way == 0:
        return rng.choice(GARBAGE)
    if way == 1:
        answers[rng.choice(("no_such_question", f"{question.id}_", CANARY, "", "na"))] = CANARY
    else:
        answers[question.id] = rng.choice(wrong_values(question))
    return json.dumps(answers)


def lines(questions: Sequence[Question], count: int, seed: int) -> Iterator[tuple[bool, str]]:
    """Yield lines, and whether each is right; the same seed always gives the same ones."""
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < WRONG_SHARE:
            yield False, wrong_line(questions, rng)
        else:
            yield True, json.dumps(right_answers(questions, rng))


def fault_in(answer: str, number: int, *, right: bool) -> str | None:
    """Return what is wrong with what one line gave, or nothing."""
    if any(trace in answer for trace in TRACES):
        return "the canary came back"
    found = json.loads(answer)
    return _fault_in_result(found) if right else _fault_in_error(found, number)


def _fault_in_error(found: Mapping[str, Any], number: int) -> str | None:
    if list(found) != ["error"] or list(found["error"]) != ERROR_KEYS:
        return "no error object"
    if not found["error"]["message"]:
        return "no message"
    said = found["error"]["line"]
    return None if said == number else f"the error says line {said}"


def _fault_in_result(found: Mapping[str, Any]) -> str | None:
    if list(found) != RESULT_KEYS or found["flow"] != WALK:
        return "not the keys of the contract"
    if found["complete"] != (found["next"] is None):
        return "complete, and a question to ask, or neither"
    if any(list(outcome) != OUTCOME_KEYS for outcome in found["outcomes"]):
        return "not the keys of an outcome"
    return None


def resident_kib(process: int) -> int:
    """Return the resident memory of a process, in KiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


@dataclass
class Totals:
    """What has come back so far."""

    lines: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)

    def take(self, answer: str, given: str, *, right: bool) -> None:
        """Check what one line gave, and count it."""
        self.lines += 1
        try:
            fault = fault_in(answer, self.lines, right=right)
        except ValueError:
            fault = "not JSON"
        if fault is not None:
            self.faults.append(f"line {self.lines}: {fault}; given {given[:300]}")
        self.outcomes["right" if right else "wrong"] += 1


def feed(stream: IO[str], questions: Sequence[Question], count: int, seed: int) -> None:
    """Write all lines; a process that ended early is noticed by its reader."""
    with suppress(BrokenPipeError), stream:
        for _, line in lines(questions, count, seed):
            stream.write(line + "\n")


def stream_through(questions: Sequence[Question], count: int, seed: int) -> tuple[Totals, int]:
    """Send the lines through the command; return what came back, and its exit code."""
    totals = Totals()
    # The memo of the engine fills up first: before that, memory says nothing about a long run.
    samples = {min(count, max(WARM, count // 10)), count}
    with subprocess.Popen(  # noqa: S603 - the command itself, without a shell
        [sys.executable, "-m", "triage", "run", WALK, "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        arguments = (child.stdin, questions, count, seed)
        writer = threading.Thread(target=feed, args=arguments, daemon=True)
        writer.start()
        for right, given in lines(questions, count, seed):
            answer = child.stdout.readline()
            if not answer or len(totals.faults) >= MOST_FAILURES:
                break
            totals.take(answer, given, right=right)
            if totals.lines in samples:
                totals.memory[totals.lines] = resident_kib(child.pid)
        extra = child.stdout.readline() if totals.lines == count else ""
        if extra:
            totals.faults.append("more lines came back than were sent")
        if totals.lines < count:
            child.kill()
        code = child.wait()
        writer.join()
    return totals, code


def report(totals: Totals, code: int, count: int, seconds: float) -> Iterator[str]:
    """Yield the lines of the report, and note what the whole run has got wrong."""
    if totals.lines < count:
        totals.faults.append(f"only {totals.lines:,} of {count:,} lines were answered")
    expected = 2 if totals.outcomes["wrong"] else 0
    if code != expected:
        totals.faults.append(f"exit code {code}, not {expected}")
    yield f"{totals.lines:,} lines ({totals.outcomes['right']:,} right) in {seconds:.1f} s"
    yield f"{totals.lines / seconds:,.0f} lines/s by the clock, with making and checking them"
    growth = _growth(totals.memory)
    if growth is not None:
        early, late = (totals.memory[key] / 1024 for key in sorted(totals.memory))
        yield f"memory {early:.1f} MiB early on, {late:.1f} MiB at the end ({growth:+.1%})"
        if growth > MOST_GROWTH:
            totals.faults.append(f"memory grew by {growth:.1%}, more than {MOST_GROWTH:.0%}")
    for fault in totals.faults:
        yield f"FAILURE: {fault}"
    yield "no failures" if not totals.faults else f"{len(totals.faults)} failures"


def _growth(memory: Mapping[int, int]) -> float | None:
    """Return by which share the memory has grown, where it was taken twice."""
    if len(memory) < 2:  # noqa: PLR2004 - before and after
        return None
    return memory[max(memory)] / memory[min(memory)] - 1


def questions_of(flows: Sequence[Flow]) -> list[Question]:
    """Return the questions of a journey, each once."""
    return list({question.id: question for flow in flows for question in flow.questions}.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Stream the answers, print the report, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.random_answers",
        description="Stream random answers, right and wrong, through triage run --jsonl.",
        epilog="example: python -m benchmarks.random_answers --count 100000 --seed 1",
    )
    parser.add_argument("--count", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    options = parser.parse_args(arguments)
    flows = read_pack(pack_folder(environ={})).walk(WALK)
    started = time.perf_counter()
    totals, code = stream_through(questions_of(flows), options.count, options.seed)
    for line in report(totals, code, options.count, time.perf_counter() - started):
        print(line)
    return 1 if totals.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
