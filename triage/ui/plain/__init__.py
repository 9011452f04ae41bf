"""The plain front end: print and input, for screen readers, old terminals and paper."""
