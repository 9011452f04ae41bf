"""One prompt of questionary with three choices."""

from __future__ import annotations

import questionary

if __name__ == "__main__":
    choices = ["Yes, someone may be in danger", "Not sure", "No, everyone is safe"]
    questionary.select("Could anyone be in danger now?", choices=choices).ask()
