"""`triage run`: what the answers mean as JSON, and what is said of the texts among them."""
