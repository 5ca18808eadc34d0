"""The advisory report: one value made from an assessment, and the documents made from it."""
