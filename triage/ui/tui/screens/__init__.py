"""The screens: one for questions, one for everything that is read, and the dialogs."""
