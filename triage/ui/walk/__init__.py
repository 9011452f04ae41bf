"""One person's walk: what was answered, where one stands, and how one moves."""
