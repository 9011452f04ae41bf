"""What authors of flows are given: a pack for fact-checking, walks, and schemas for editors."""
