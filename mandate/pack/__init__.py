"""Packs of rules: the reader of their files, and the value that it makes of them."""
