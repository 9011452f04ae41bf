"""Clocks of the guidance as dates, over working days that are passed in. No I/O and no clock."""
