"""Tests of ``mandate.testing``, what authors test their packs with."""
