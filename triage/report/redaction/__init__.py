"""The redacted copy of a summary: less about who, as much about what."""
