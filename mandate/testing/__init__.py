"""Testing packs: generated cases, the promises as laws, examples, golden cases and coverage."""
