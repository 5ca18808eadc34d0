"""The version of this package, which every receipt names."""

VERSION = "0.1.0"
