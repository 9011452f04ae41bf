"""Front ends. All of them ask the same engine what is next; none holds flow logic.

`tui` is the full screen; `plain` and `prompts` share `line_by_line`. All of them hold the modules
right here: a `walkthrough`, its `screens` as plain values, `words`, and what saves and warns.
Behind those, `walk` has where a person stands, `presenter` makes the screens, and `reading` the
pages of the guidance.

`author`, `check`, `contacts`, `deadlines`, `guidance` and `run` are what the commands of these
names say.
"""
