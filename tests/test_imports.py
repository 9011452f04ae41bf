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


@pytest.mark.parametrize(
    "code",
    [
        "from triage.cli import main; main(['run', 'incident'])",
        "import triage.ui.tui.app, triage.ui.tui.screens.save",
        "import triage.ui.plain.conversation",
        "import triage.ui.prompts.conversation",
    ],
)
def test_what_few_screens_need_waits_for_them(code: str) -> None:
    """No question and no start waits for the lists of names, what redacts, or the guidance."""
    loaded = modules_after(code, given="{}")
    late = ("triage.report.identifiers", "triage.report.redaction", "triage.pack.guidance")
    assert not [name for name in loaded if name.startswith(late)]


def test_the_kernel_imports_nothing_but_itself_and_pure_modules() -> None:
    """`core`, `check` and `deadlines` load no YAML, no terminal and no part above them."""
    code = "import triage.core.explain, triage.core.progress, triage.check.report"
    code += ", triage.deadlines.clocks"
    loaded = modules_after(code)
    added = {name.split(".")[0] for name in loaded - modules_after("pass")}
    assert not added & {"yaml", "textual", "socket", "subprocess", "tempfile", "logging"}
    assert not any(name.startswith(("triage.pack", "triage.ui")) for name in loaded)


UNIX_ONLY = {"triage.ui.tui.terminal"}
"""Textual's driver for Linux and macOS, made sound; `private_app` takes it on these only."""

AS_ON_WINDOWS = """
import importlib, importlib.abc, os, pkgutil, signal, sys
import triage

def import_all():
    for found in pkgutil.walk_packages(triage.__path__, "triage."):
        if found.name not in EXEMPT and not found.name.endswith("__main__"):
            importlib.import_module(found.name)

# Other people's code looks at sys.platform, so it has to be there before.
import_all()
for name in [name for name in sys.modules if name.split(".")[0] == "triage"]:
    del sys.modules[name]

GONE = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
for name in GONE & set(sys.modules):
    del sys.modules[name]

class Hidden(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in GONE:
            raise ImportError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hidden())
for module, names in (
    (signal, "SIGHUP SIGQUIT SIGTSTP SIGCONT SIGWINCH SIGKILL SIGALRM SIGUSR1 SIGPIPE"),
    (signal, "pthread_kill setitimer alarm pause"),
    (os, "O_NOFOLLOW fork getuid geteuid uname mkfifo ttyname openpty sysconf"),
):
    for name in names.split():
        delattr(module, name)

import_all()
print(*(name for name in sys.modules if name.startswith("triage.")))
"""


def test_every_module_can_be_imported_without_what_windows_lacks() -> None:
    """No module needs fcntl, termios, pty, SIGHUP and their like as soon as it is imported."""
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS.replace("EXEMPT", repr(UNIX_ONLY))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    files = (ROOT / "triage").rglob("*.py")
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files}
    packages = {name.removesuffix(".__init__") for name in modules}
    assert packages - loaded == UNIX_ONLY | {"triage", "triage.__main__"}


def test_each_format_imports_only_what_it_needs(tmp_path: Path) -> None:
    """A summary as data waits for no Word and no PDF, and no format draws on a screen."""
    writers = ("docx", "typst", "icalendar")
    for ending, needs in (("txt", set()), ("json", set()), ("docx", {"docx"}), ("pdf", {"typst"})):
        arguments = f"['run', 'incident', '--summary', {str(tmp_path / f'a.{ending}')!r}]"
        loaded = modules_after(f"from triage.cli import main; main({arguments})", given="{}")
        assert loaded.intersection(writers) == needs
        assert not loaded.intersection(DRAWING)
