"""Prompts with arrow keys but no full screen (questionary), over the same walkthrough."""
