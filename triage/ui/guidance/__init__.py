"""`triage guidance`: the guidance as lines and as JSON, and in the words that pages share."""
