"""The engines that Mandate is timed against, each given the same pack in its own language."""
