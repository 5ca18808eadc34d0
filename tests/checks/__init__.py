"""The checks of a pack, and the pages of their codes."""
