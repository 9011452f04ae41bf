"""Conditions of the model back in the words of the flow language."""

from __future__ import annotations

from triage.core.model import Answered, AtLeast, Chosen, Fact, Not, Test, Within


def as_written(test: Test) -> str:
    """Return a condition as one line of YAML that the reader reads as the same condition."""
    match test:
        case Fact():
            return test.name
        case Answered():
            return f"{{answered: [{test.question}]}}"
        case Not():
            return f"{{not: {as_written(test.of)}}}"
        case Chosen():
            values = sorted(test.values)
            shown = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
            return f"{{{test.question}: {shown}}}"
        case Within():
            return f"{{{test.question}: {_range(test)}}}"
        case AtLeast():
            return _at_least(test)


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
