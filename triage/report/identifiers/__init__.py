"""What in a free text may tell who somebody is, and where it stands.

Loaded only where somebody has typed a text: no question waits for it.
"""
