"""`triage deadlines`: what is asked for, and its answer as lines, JSON and calendar events."""
