"""The page: a report in which the engine itself is embedded, so that its reader can flip facts."""
