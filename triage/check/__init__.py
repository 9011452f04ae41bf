"""Lint, proof and counting of flows. No I/O, clock or terminal; problems are data."""
