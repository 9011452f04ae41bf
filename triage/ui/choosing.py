"""Which front end suits the terminal that the person has."""

from __future__ import annotations

from collections.abc import Mapping

_NO = ("", "0", "false", "no", "off")
_VARIABLES = ("TRIAGE_PLAIN", "ACCESSIBLE")


def wants_plain(environ: Mapping[str, str], *, stdout_is_terminal: bool) -> bool:
    """Say whether plain lines are wanted: by variable, by `TERM=dumb`, or for want of a screen."""
    if any(environ.get(name, "").strip().lower() not in _NO for name in _VARIABLES):
        return True
    return environ.get("TERM", "") == "dumb" or not stdout_is_terminal
