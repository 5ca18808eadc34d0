"""Tests of what embedders copy: templates, a notebook, a Quarto document, the field reference."""
