"""The engines that read a compiled pack. Experta is the engine of record."""
