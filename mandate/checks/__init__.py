"""Checks of a pack: what loading accepts and is wrong all the same. One check, one function."""
