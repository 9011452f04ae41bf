"""The screens that the documentation shows, taken from the real program."""
