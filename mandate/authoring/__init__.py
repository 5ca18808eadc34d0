"""Scaffolds for authors: a pack, a rule and a case to start from, each of which works as it is."""
