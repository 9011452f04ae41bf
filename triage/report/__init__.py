"""What people take away: the summary of a walk, as Markdown or plain text, and its file.

`summary` makes the one model of what is said, `render` fills in the pack's templates, `export`
writes the file. Importing this package loads nothing; `render` alone loads the template engine.
"""
