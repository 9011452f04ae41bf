"""The least that a front end can be, each a script of its own: what triage is measured beside."""
