"""Tests of triage; the folders mirror the package."""
