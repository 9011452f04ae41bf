"""Front ends. All of them ask the same engine what is next; none holds flow logic."""
