"""The packs of rules that ship with Mandate; data only."""
