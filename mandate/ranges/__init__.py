"""Ranges: the lowest and highest total over every way that open facts could turn out."""
