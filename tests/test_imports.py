"""What commands import: a headless one must not wait for a screen, nor open a socket."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ("textual", "questionary", "prompt_toolkit", "rich")
LATE = (
    *("jinja2", "docx", "typst", "markdown_it", "holidays", "icalendar", "platformdirs"),
    *("asyncio", "socket"),
)


def modules_after(code: str, given: str = "") -> set[str]:
    """Return the modules that a fresh interpreter holds after running `code`."""
    script = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=ROOT,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        ("['--version']", set()),
        ("['run', 'incident']", set()),
        ("['check', '--format', 'json']", {"jinja2"}),  # to read the templates of the pack
        ("['guidance', 'search', 'lead']", set()),
    ],
)
def test_headless_commands_import_nothing_that_draws(arguments: str, needs: set[str]) -> None:
    """No headless command imports Textual, questionary or a socket."""
    loaded = modules_after(f"from triage.cli import main; main({arguments})", given="{}")
    assert loaded.intersection(DRAWING + LATE) == needs


@pytest.mark.parametrize(
    ("arguments", "late"),
    [
        ("['deadlines', '--aware', '2026-03-02']", ("icalendar", *DRAWING)),
        ("['contacts']", ("icalendar", "holidays", *DRAWING)),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: str, late: tuple[str, ...]) -> None:
    """A table of dates does not wait for calendars, nor a list of contacts for bank holidays."""
    loaded = modules_after(f"from triage.cli import main; main({arguments})")
    assert not loaded.intersection(late)


def test_the_kernel_imports_nothing_but_itself_and_pure_modules() -> None:
    """`core`, `check` and `deadlines` load no YAML, no terminal and no part above them."""
    code = "import triage.core.explain, triage.core.progress, triage.check.report"
    code += ", triage.deadlines.clocks"
    loaded = modules_after(code)
    added = {name.split(".")[0] for name in loaded - modules_after("pass")}
    assert not added & {"yaml", "textual", "socket", "subprocess", "tempfile", "logging"}
    assert not any(name.startswith(("triage.pack", "triage.ui")) for name in loaded)


def test_each_format_imports_only_what_it_needs(tmp_path: Path) -> None:
    """A summary as data waits for no Word and no PDF, and no format draws on a screen."""
    writers = ("docx", "typst", "icalendar")
    for ending, needs in (("txt", set()), ("json", set()), ("docx", {"docx"}), ("pdf", {"typst"})):
        arguments = f"['run', 'incident', '--summary', {str(tmp_path / f'a.{ending}')!r}]"
        loaded = modules_after(f"from triage.cli import main; main({arguments})", given="{}")
        assert loaded.intersection(writers) == needs
        assert not loaded.intersection(DRAWING)
