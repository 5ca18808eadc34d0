"""Tests of what is proved about packs."""
