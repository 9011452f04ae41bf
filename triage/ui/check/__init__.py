"""`triage check`: what is held against the flows of a pack, and what is said of it."""
