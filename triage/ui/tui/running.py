"""Starting the full-screen front end, and saying how it ended."""

from __future__ import annotations

import sys

from triage.ui import words
from triage.ui.line_terminal import broken, noticing_loss
from triage.ui.saving import Saver
from triage.ui.tui.app import FINISHED, LEFT, TriageApp
from triage.ui.tui.private_app import CRASHED
from triage.ui.walkthrough import Walkthrough


def run(walkthrough: Walkthrough, *, saver: Saver, mouse: bool, no_color: bool) -> int:
    """Walk through a journey on the whole screen; return 0 after a result, 130 if left early.

    A bug of ours returns 1, with the terminal restored and no answer shown.
    """
    app = TriageApp(walkthrough, saver, no_color=no_color)
    code: int | None = CRASHED
    try:
        app.run(mouse=mouse)
        code = app.return_code
    except KeyboardInterrupt:
        code = LEFT
    except Exception:  # noqa: BLE001 - the edge: whatever it was, nothing of it may be printed
        code = CRASHED
    finally:
        walkthrough.forget()
    ended = words.FINISHED if code == FINISHED else words.LEFT
    said = words.CRASHED if code in {CRASHED, None} else (ended, *walkthrough.safety)
    with noticing_loss():
        sys.stdout.flush()
        sys.stderr.write("".join(f"{broken(line)}\n" for line in said))
    return code if code is not None else CRASHED
