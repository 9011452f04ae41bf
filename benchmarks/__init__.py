"""Measurements of triage beside other engines; nothing in the product imports this package."""
