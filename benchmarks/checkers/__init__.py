"""Checks of whole flows, each run in a fresh process by `benchmarks.check_cost`."""
