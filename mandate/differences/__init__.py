"""What differs in meaning between two packs, or versions of one, and what it does to scores."""
