"""JSON Schemas (draft 2020-12): of what Mandate writes, and of what people write for it."""
