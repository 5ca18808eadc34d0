"""Hostile strings through every text of a case and of a pack, into every format."""
