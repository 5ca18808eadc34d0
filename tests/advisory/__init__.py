"""Tests of the advisory report."""
