"""Jinja with nearly everything taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from triage.report.filters import filters

TESTS: dict[str, Callable[[object], bool]] = {
    "defined": lambda value: not isinstance(value, Undefined),
    "none": lambda value: value is None,
}


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without loader, globals, extensions, calls, or any attribute of Python's objects.

    It is the second wall: `triage.report.templates` refuses such a template before it is run.
    """

    def __init__(
        self, harmless: Callable[[str], str], finalize: Callable[[object], str] | None = None
    ) -> None:
        """Print with `finalize`; lay lists out with texts made `harmless`."""
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=finalize,
            cache_size=0,
        )
        self.globals.clear()
        self.filters.clear()
        self.filters.update(filters(harmless))
        self.tests.clear()
        self.tests.update(TESTS)

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the part of a dict of that name; nothing else has any."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Return the part of a dict or an entry of a list."""
        if isinstance(obj, dict) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and 0 <= argument < len(obj):
            return obj[argument]
        return self.undefined(name=str(argument))

    def call(self, *_: object, **__: object) -> NoReturn:
        """Refuse: no template gets this far, since calls are not on the list."""
        raise SecurityError("templates cannot call anything")
