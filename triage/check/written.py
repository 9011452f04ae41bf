"""Conditions of the model back in the words of the flow language."""

from __future__ import annotations

from triage.core.model import Answered, AtLeast, Chosen, Fact, Not, Suggested, Test, Within


def as_written(test: Test) -> str:
    """Return a condition as one line of YAML that the reader reads as the same condition."""
    match test:
        case Fact():
            return test.name
        case Answered() | Suggested():
            return _of_one(test)
        case Not():
            return f"{{not: {as_written(test.of)}}}"
        case Chosen():
            return f"{{{test.question}: {_values(test)}}}"
        case Within():
            return f"{{{test.question}: {_range(test)}}}"
        case AtLeast():
            return _at_least(test)


def _of_one(test: Answered | Suggested) -> str:
    if isinstance(test, Answered):
        return f"{{answered: [{test.question}]}}"
    return f"{{suggested: [{test.outcome}]}}"


def _values(test: Chosen) -> str:
    values = sorted(test.values)
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"


def _range(test: Within) -> str:
    if test.low is not None and test.low == test.high:
        return f"{{is: {test.low}}}"
    bounds = {"from": test.low, "up_to": test.high}
    return (
        f"{{{', '.join(f'{key}: {bound}' for key, bound in bounds.items() if bound is not None)}}}"
    )


def _at_least(test: AtLeast) -> str:
    parts = f"[{', '.join(as_written(part) for part in test.of)}]"
    if test.count in (1, len(test.of)):
        return f"{{{'any' if test.count < len(test.of) else 'all'}: {parts}}}"
    return f"{{at_least: {{count: {test.count}, of: {parts}}}}}"
