"""What `triage deadlines` is asked for: days, a format, and which bank holidays to leave out."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Literal, cast

from triage.core.values import iso_day
from triage.errors import UsageError
from triage.pack.bank_holidays import BankHolidays, bank_holidays, read_bank_holidays
from triage.pack.locations import config_folder, own_file
from triage.pack.reader import read_own_file

Format = Literal["table", "json", "ics"]

ENDINGS: dict[str, Format] = {"txt": "table", "json": "json", "ics": "ics"}
"""The format of a file by its ending."""

HOLIDAYS = "holidays.yaml"


def date_of(option: str, text: str) -> datetime.date:
    """Return the day given with an option; raises `UsageError` that says how to write one."""
    day = iso_day(text)
    if day is None:
        message = (
            f"{option} is no day of the calendar. "
            "Write it as YYYY-MM-DD, with the year first, like 2026-03-25."
        )
        raise UsageError(message)
    return day


def format_for(asked: str | None, output: str | None) -> Format:
    """Return the format asked for, or that of the file's ending, or the table."""
    if output is None:
        return cast("Format", asked or "table")
    by_ending = ENDINGS.get(Path(output).suffix.removeprefix(".").lower())
    if by_ending is None or (asked is not None and asked != by_ending):
        wanted = [f".{end}" for end, form in ENDINGS.items() if asked in (None, form)]
        message = f"The file for --output needs another ending: {' or '.join(wanted)}."
        raise UsageError(message)
    return by_ending


def days_without(file: str | None) -> BankHolidays:
    """Return the bank holidays, with the changes of the file named or of the user's own one.

    Raises `UsageError` where the file named is not there, `PackError` where one is faulty.
    """
    if file is not None:
        if not _is_file(Path(file)):
            message = "The file for --holidays is not there, or is no file. Check its name."
            raise UsageError(message)
        return read_own_file(Path(file), read_bank_holidays)
    own = own_file(HOLIDAYS, config_folder())
    return bank_holidays() if own is None else read_own_file(own, read_bank_holidays)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
