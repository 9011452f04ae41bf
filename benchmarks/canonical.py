"""The one branching flow that every engine of the benchmark runs, and the answers of the walk.

There are `n` questions q1 to qn, each with the options a, b and c. After any answer the next
question follows, but c to a question whose number divides by 3 leaves out the next question.
Four or more answers b among the first ten end in `refer`, anything else in `advise`.

`python -m benchmarks.canonical --sizes 10,100 --out DIR` writes the flow as JSON, which the
adapters of the other engines translate, and as YAML in the flow language of triage.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OPTIONS = ("a", "b", "c")
SKIPS = "c"
COUNTED = "b"
SCORED = 10
THRESHOLD = 4
REFER = "refer"
ADVISE = "advise"
END = "END"
EDITION = "canonical-1"
RULE = "R1.1"


@dataclass(frozen=True, slots=True)
class CanonicalQuestion:
    """One question: what it asks, and which question follows each of its answers."""

    id: str
    text: str
    follows: dict[str, str]
    left_out_by: str | None


@dataclass(frozen=True, slots=True)
class CanonicalFlow:
    """The canonical flow of one size."""

    id: str
    questions: tuple[CanonicalQuestion, ...]
    scored: tuple[str, ...]


def canonical_flow(size: int) -> CanonicalFlow:
    """Return the flow with `size` questions; a size under 10 is a `ValueError`."""
    if size < SCORED:
        message = f"The canonical flow has at least {SCORED} questions; {size} is too few."
        raise ValueError(message)
    return CanonicalFlow(
        id=f"canonical_{size}",
        questions=tuple(_question(number, size) for number in range(1, size + 1)),
        scored=tuple(f"q{number}" for number in range(1, SCORED + 1)),
    )


def walk_answers(size: int) -> list[str]:
    """Return the answers of the walk: a, b, a, b; it asks every question and ends in `refer`."""
    return [OPTIONS[number % 2] for number in range(size)]


def to_json(flow: CanonicalFlow) -> str:
    """Return the flow as JSON, with the next question of each answer spelled out."""
    questions = [
        {"id": question.id, "text": question.text, "options": OPTIONS, "next": question.follows}
        for question in flow.questions
    ]
    score = {"of": flow.scored, "answer": COUNTED, "at_least": THRESHOLD}
    document = {"id": flow.id, "questions": questions, "score": score}
    return json.dumps(document | {"reached": REFER, "otherwise": ADVISE}, indent=1)


def to_yaml(flow: CanonicalFlow) -> str:
    """Return the flow in the flow language of triage."""
    lines = [*_heading(flow), "questions:"]
    for question in flow.questions:
        lines += _question_lines(question)
    return "\n".join([*lines, "outcomes:", *_refer_lines(flow), *_advise_lines()]) + "\n"


def _question(number: int, size: int) -> CanonicalQuestion:
    """Return question `number` of a flow of `size` questions."""

    def name(following: int) -> str:
        return f"q{following}" if following <= size else END

    after_skip = name(number + 2) if number % 3 == 0 else name(number + 1)
    return CanonicalQuestion(
        id=f"q{number}",
        text=f"Question {number}: does criterion {number} apply to the incident?",
        follows={option: after_skip if option == SKIPS else name(number + 1) for option in OPTIONS},
        left_out_by=f"q{number - 1}" if number > 1 and (number - 1) % 3 == 0 else None,
    )


def _heading(flow: CanonicalFlow) -> Iterator[str]:
    """Yield the lines that say what the flow is."""
    yield f"flow: {flow.id}"
    yield f"title: The canonical flow with {len(flow.questions)} questions"
    yield "version: 1"
    yield f"edition: {EDITION}"
    yield "closing:"
    yield "  says: This flow is for measurements only and decides about nobody."
    yield f"  cites: [{RULE}]"


def _question_lines(question: CanonicalQuestion) -> Iterator[str]:
    """Yield the lines of one question."""
    labels = ", ".join(f"{option}: {option.upper()}" for option in OPTIONS)
    yield f"  - id: {question.id}"
    yield f'    ask: "{question.text}"'
    yield "    kind: choice"
    yield f"    options: {{{labels}}}"
    yield "    why: It is one of the criteria of the canonical flow."
    if question.left_out_by is not None:
        yield f"    when: {{not: {{{question.left_out_by}: {SKIPS}}}}}"
    yield "    always: yes"
    yield f"    cites: [{RULE}]"


def _refer_lines(flow: CanonicalFlow) -> Iterator[str]:
    """Yield the lines of the outcome of a high score."""
    counted = ", ".join(f"{{{question}: {COUNTED}}}" for question in flow.scored)
    yield f"  - id: {REFER}"
    yield "    title: Refer the incident"
    yield "    means: Your answers suggest that enough criteria apply."
    yield "    decides: The panel of the canonical flow"
    yield f"    cites: [{RULE}]"
    yield "    rules:"
    yield "      - id: K01"
    yield f"        says: At least {THRESHOLD} of the first {SCORED} questions were answered B."
    yield f"        when: {{at_least: {{count: {THRESHOLD}, of: [{counted}]}}}}"
    yield "        certainty: certain"
    yield f"        cites: [{RULE}]"
    yield "    steps:"
    yield f"      - {{do: Refer it, who: the person who asked, clock: today, cites: [{RULE}]}}"


def _advise_lines() -> Iterator[str]:
    """Yield the lines of the outcome that stands where `refer` does not."""
    yield f"  - id: {ADVISE}"
    yield "    title: Take advice"
    yield "    means: Your answers do not suggest that enough criteria apply."
    yield "    decides: The panel of the canonical flow"
    yield f"    only_when_none_of: [{REFER}]"
    yield f"    cites: [{RULE}]"
    yield "    rules:"
    yield "      - id: K02"
    yield f"        says: Fewer than {THRESHOLD} of the first {SCORED} questions were answered B."
    yield "        certainty: certain"
    yield f"        cites: [{RULE}]"
    yield "    steps:"
    yield f"      - {{do: Take advice, who: the person who asked, clock: today, cites: [{RULE}]}}"


def parse_sizes(text: str) -> list[int]:
    """Return the sizes of a list such as `10,100`; refuse what the canonical flow cannot be."""
    try:
        sizes = [int(part) for part in text.split(",")]
    except ValueError:
        message = f"{text!r} is not a list of whole numbers such as 10,100."
        raise argparse.ArgumentTypeError(message) from None
    if min(sizes) < SCORED:
        message = f"The canonical flow has at least {SCORED} questions."
        raise argparse.ArgumentTypeError(message)
    return sorted(set(sizes))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the flow of each size as `canonical_<n>.json` and `canonical_<n>.yaml`."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.canonical",
        description="Write the canonical flow as JSON and in the flow language of triage.",
        epilog="example: python -m benchmarks.canonical --sizes 10,100 --out flows",
    )
    parser.add_argument("--sizes", type=parse_sizes, default=[10, 100, 1000, 10000])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for size in chosen.sizes:
        flow = canonical_flow(size)
        (chosen.out / f"{flow.id}.json").write_text(to_json(flow), encoding="utf-8")
        (chosen.out / f"{flow.id}.yaml").write_text(to_yaml(flow), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
